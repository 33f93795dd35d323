package io.datachat.apex.check.rows;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at the rows of one answer as they pass, and changes and asks nothing. It keeps the keys of the first rows, no
/// others.
public final class Watch {
    /// Beyond these, a row that is there twice is found only beside itself.
    private static final int KEYS = 10_000;

    /// So many rows expected and none there is no chance.
    private static final double SURELY = 30;

    private final Expected expected;
    private final Stretch period;
    private final Almanac almanac;
    private final boolean open;
    private final Seen[] seen;
    private final Set<List<@Nullable Object>> keys = new HashSet<>();
    private final Tally twice = new Tally();
    private final List<Finding> other = new ArrayList<>();
    private final int[] key;
    private final @Nullable Object[] last;
    private final Expected.Column[] columns;
    private long rows;
    private boolean anything;

    /// @param open whether the key of a row may be told: nothing of it is hidden or masked
    public Watch(Expected expected, Stretch period, Almanac almanac, boolean open) {
        this.expected = expected;
        this.period = period;
        this.almanac = almanac;
        this.open = open;
        var time = expected.time();
        this.seen = new Seen[expected.columns().size()];
        for (var at = 0; at < seen.length; at++) {
            var column = expected.columns().get(at);
            seen[at] = new Seen(column.range() != null || column.value() || (time != null && time.column() == at));
        }
        this.columns = expected.columns().toArray(Expected.Column[]::new);
        this.key = expected.key().stream().mapToInt(Integer::intValue).toArray();
        this.last = new @Nullable Object[key.length];
        other.addAll(expected.known());
    }

    /// What was seen of one kind.
    private static final class Tally {
        private long rows;
        private @Nullable Object first;
        private @Nullable String row;

        void add(@Nullable Object value, @Nullable String key) {
            if (rows++ > 0) return;
            first = value;
            row = key;
        }

        String in() {
            return rows == 1 ? "1 row" : rows + " rows";
        }
    }

    private static final class Seen {
        private final Tally nulls = new Tally();
        private final Tally outside = new Tally();
        private final Tally early = new Tally();
        private final boolean looked;
        private boolean typed;

        /// @param looked whether there is more to look at than NULL
        Seen(boolean looked) {
            this.looked = looked;
        }
    }

    /// @param names under which the database gives the columns
    public void columns(List<String> names) {
        for (var i = 0; i < Math.min(names.size(), expected.named().size()); i++)
            if (!names.get(i).equalsIgnoreCase(expected.named().get(i)))
                other.add(Finding.of(
                        FindingCode.MISSING_COLUMN,
                        expected.named().get(i),
                        "column " + (i + 1) + " of that name",
                        "it is called " + names.get(i)));
    }

    public void row(@Nullable Object[] values) {
        rows++;
        for (var i = 0; i < seen.length; i++) cell(i, values);
        if (key.length > 0) key(values);
    }

    private void cell(int index, @Nullable Object[] values) {
        var column = columns[index];
        var value = values[index];
        var here = seen[index];
        if (value == null) {
            if (column.never() != null) here.nulls.add(null, here.nulls.rows > 0 ? null : name(values));
            return;
        }
        if (!here.typed) typed(column, value, here);
        if (!here.looked) return;
        if (value instanceof Number number) {
            var as = number.doubleValue();
            if (column.value() && !(as == 0 && Expected.Range.COUNT.equals(column.range()))) anything = true;
            if (column.range() != null && !column.range().holds(as))
                here.outside.add(value, here.outside.rows > 0 ? null : name(values));
            return;
        }
        if (column.value()) anything = true;
        var time = expected.time();
        if (time != null && time.column() == index && !inPeriod(value, time))
            here.early.add(value, here.early.rows > 0 ? null : name(values));
    }

    private boolean inPeriod(Object value, Expected.Time time) {
        var start = switch (value) {
            case LocalDate day -> day.atStartOfDay();
            case LocalDateTime moment -> moment;
            default -> null;
        };
        if (start == null) return true;
        var from = period.from();
        var to = period.to();
        return (from == null || !start.isBefore(almanac.floor(from, time.grain())))
                && (to == null || start.isBefore(to));
    }

    private void typed(Expected.Column column, Object value, Seen here) {
        here.typed = true;
        if (!fits(value, column.type()))
            other.add(Finding.of(
                    FindingCode.OTHER_TYPE, column.name(), column.type().word(), "values of another type"));
    }

    private static boolean fits(Object value, DataType type) {
        return switch (type) {
            case Simple simple ->
                switch (simple) {
                    case BOOLEAN -> value instanceof Boolean;
                    case INTEGER, BIGINT, DOUBLE -> value instanceof Number;
                    case TEXT, JSON, UUID -> value instanceof String;
                    case DATE, TIMESTAMP -> value instanceof LocalDate || value instanceof LocalDateTime;
                    case TIME -> value instanceof LocalTime;
                    case INSTANT -> value instanceof Instant;
                    case BYTES -> value instanceof byte[];
                };
            case DataType.Decimal _ -> value instanceof Number;
            case DataType.Array _ -> value instanceof List;
            case DataType.Unknown _ -> true;
        };
    }

    private void key(@Nullable Object[] values) {
        var same = rows > 1;
        for (var at = 0; at < key.length; at++) {
            var value = values[key[at]];
            same = same && Objects.equals(value, last[at]);
            last[at] = value;
        }
        var again = rows > KEYS ? same : !keys.add(Arrays.asList(last.clone()));
        if (again) twice.add(null, twice.rows > 0 ? null : name(values));
    }

    private @Nullable String name(@Nullable Object[] values) {
        if (!open) return null;
        if (expected.key().isEmpty()) return "row " + rows;
        List<String> parts = new ArrayList<>();
        for (var index : expected.key()) parts.add(expected.columns().get(index).name() + " " + values[index]);
        return String.join(", ", parts);
    }

    /// What was odd.
    ///
    /// @param truncated whether there are more rows, which were not looked at
    public List<Finding> findings(boolean truncated) {
        List<Finding> found = new ArrayList<>(other);
        var count = expected.count();
        if (rows > count.most()) found.add(counted(FindingCode.TOO_MANY_ROWS));
        if (rows < count.least() && !truncated) found.add(counted(FindingCode.TOO_FEW_ROWS));
        if (twice.rows > 0)
            found.add(new Finding(
                    FindingCode.ROW_TWICE.id(),
                    null,
                    "one row for each " + String.join(", ", keyNames()),
                    twice.rows + " more of the same",
                    twice.row));
        for (var i = 0; i < seen.length; i++) column(expected.columns().get(i), seen[i], found);
        if (rows == 0 || !anything) nothing(found);
        return found;
    }

    private List<String> keyNames() {
        return expected.key().stream()
                .map(index -> expected.columns().get(index).name())
                .toList();
    }

    private Finding counted(FindingCode code) {
        return Finding.of(code, null, expected.count().why(), rows == 1 ? "1 row" : rows + " rows");
    }

    private static void column(Expected.Column column, Seen seen, List<Finding> found) {
        if (column.never() != null && seen.nulls.rows > 0)
            found.add(new Finding(
                    FindingCode.UNEXPECTED_NULL.id(),
                    column.name(),
                    column.never(),
                    "NULL in " + seen.nulls.in(),
                    seen.nulls.row));
        if (column.range() != null && seen.outside.rows > 0)
            found.add(new Finding(
                    FindingCode.IMPLAUSIBLE.id(),
                    column.name(),
                    column.range().why(),
                    seen.outside.first + " in " + seen.outside.in(),
                    seen.outside.row));
        if (seen.early.rows > 0)
            found.add(new Finding(
                    FindingCode.IMPLAUSIBLE.id(),
                    column.name(),
                    "a bucket of the period",
                    seen.early.first + " in " + seen.early.in(),
                    seen.early.row));
    }

    private void nothing(List<Finding> found) {
        var data = expected.data();
        var values = expected.columns().stream().anyMatch(Expected.Column::value);
        if (data == null || !values || !measured(data)) return;
        found.add(Finding.of(
                FindingCode.NOTHING,
                null,
                "rows of " + data.table() + ", which were measured from " + data.first() + " to " + data.last(),
                rows == 0 ? "no rows" : "no values"));
    }

    /// Whether rows were there: the first or the last one surely, or so many on average that they cannot all be
    /// away.
    private boolean measured(Expected.Data data) {
        if (inside(data.first()) || inside(data.last())) return true;
        var from = later(data.first(), period.from());
        var to = period.to() == null || period.to().isAfter(data.last()) ? data.last() : period.to();
        if (data.rows() <= 0 || !from.isBefore(to)) return false;
        var all = ChronoUnit.MINUTES.between(data.first(), data.last());
        return all > 0 && (double) data.rows() * ChronoUnit.MINUTES.between(from, to) / all >= SURELY;
    }

    private static LocalDateTime later(LocalDateTime one, @Nullable LocalDateTime other) {
        return other == null || other.isBefore(one) ? one : other;
    }

    /// A day within, whatever the zones.
    private boolean inside(LocalDateTime moment) {
        var from = period.from();
        var to = period.to();
        return (from == null || !moment.isBefore(from.plusDays(1))) && (to == null || moment.isBefore(to.minusDays(1)));
    }
}
