package io.datachat.tests.metricflow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows as the cases' README compares them: columns by name, rows by value unless their order counts, floats within
/// 1e-6, times that are equal whatever their type.
final class Comparison {
    private static final double TOLERANCE = 1e-6;

    private Comparison() {}

    /// @return what differs first; null when nothing does
    static @Nullable String difference(
            List<String> wantedColumns,
            List<List<@Nullable Object>> wanted,
            Map<String, Integer> gotColumns,
            List<List<@Nullable Object>> got,
            boolean ordered) {
        var names = wantedColumns.stream().sorted().toList();
        if (!names.equals(gotColumns.keySet().stream().sorted().toList()))
            return "columns " + gotColumns.keySet() + " instead of " + names;
        List<List<@Nullable Object>> right = new ArrayList<>();
        for (var row : wanted) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (var name : names) cells.add(plain(row.get(wantedColumns.indexOf(name))));
            right.add(cells);
        }
        List<List<@Nullable Object>> ours = new ArrayList<>();
        for (var row : got) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (var name : names) cells.add(plain(row.get(gotColumns.getOrDefault(name, 0))));
            ours.add(cells);
        }
        if (right.size() != ours.size())
            return ours.size() + " rows instead of " + right.size() + " " + names + "; ours only "
                    + head(without(ours, right)) + ", right only " + head(without(right, ours));
        if (!ordered) {
            right.sort(BY_VALUE);
            ours.sort(BY_VALUE);
        }
        for (int i = 0; i < right.size(); i++)
            if (!same(right.get(i), ours.get(i)))
                return ordered
                        ? "row " + i + " " + names + ": " + ours.get(i) + " instead of " + right.get(i)
                        : names + ": ours only " + head(without(ours, right)) + ", right only "
                                + head(without(right, ours));
        return null;
    }

    private static List<List<@Nullable Object>> without(
            List<List<@Nullable Object>> rows, List<List<@Nullable Object>> others) {
        List<List<@Nullable Object>> left = new ArrayList<>();
        for (var row : rows) {
            var met = false;
            for (var other : others) met |= same(row, other);
            if (!met) left.add(row);
        }
        return left;
    }

    private static String head(List<List<@Nullable Object>> rows) {
        return rows.subList(0, Math.min(4, rows.size())).toString();
    }

    private static boolean same(List<@Nullable Object> right, List<@Nullable Object> ours) {
        for (int i = 0; i < right.size(); i++) {
            var one = right.get(i);
            var other = ours.get(i);
            var equal = (one instanceof BigDecimal a && other instanceof BigDecimal b)
                    ? near(a.doubleValue(), b.doubleValue())
                    : java.util.Objects.equals(one, other);
            if (!equal) return false;
        }
        return true;
    }

    private static boolean near(double one, double other) {
        var largest = Math.max(Math.abs(one), Math.abs(other));
        return Math.abs(one - other) <= TOLERANCE * Math.max(1e-9, largest);
    }

    /// Numbers as decimals, times as `2020-01-01T00:00`, NaN as text.
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Double number when number.isNaN() || number.isInfinite() -> number.toString();
            case Number number -> new BigDecimal(number.toString());
            case LocalDate date -> date.atStartOfDay().toString();
            case LocalDateTime time -> time.toString();
            case String text -> time(text);
            default -> value.toString();
        };
    }

    private static String time(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d.*")
                ? LocalDateTime.parse(text.replace(' ', 'T')).toString()
                : text.matches("\\d{4}-\\d\\d-\\d\\d")
                        ? LocalDate.parse(text).atStartOfDay().toString()
                        : text;
    }

    private static final Comparator<List<@Nullable Object>> BY_VALUE = (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
            var order = compare(one.get(i), other.get(i));
            if (order != 0) return order;
        }
        return 0;
    };

    /// Doubles that are equal within the tolerance must not sort rows apart.
    private static int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null) return other == null ? 0 : 1;
        if (other == null) return -1;
        if (one instanceof BigDecimal a && other instanceof BigDecimal b)
            return near(a.doubleValue(), b.doubleValue()) ? 0 : a.compareTo(b);
        return one.toString().compareTo(other.toString());
    }
}
