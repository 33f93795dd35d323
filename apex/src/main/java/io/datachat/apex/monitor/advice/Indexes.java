package io.datachat.apex.monitor.advice;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.monitor.advice.QueryPlan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Indexes that would spare PostgreSQL from reading a whole table for few of its rows. DuckDB keeps the smallest and
/// largest value of each block of a column, and an index would not be read.
final class Indexes {
    private static final long SMALL = 10_000;
    /// Beyond this share an index is slower than reading the table in order.
    private static final double FEW = 0.1;

    /// `(o.status)::text = `, or `(o.placed_at >= `: a column alone, not one inside a function.
    private static final Pattern COMPARED = Pattern.compile(
            "(?:(?<!\\w)\\((?:\\w+\\.)?(\\w+)\\)::[a-z ]+(?:\\(\\d+\\))?|(?<=\\()(?:\\w+\\.)?(\\w+)) (=|>=|<=|>|<) ");

    private Indexes() {}

    /// Advice in words, with the statement to draft.
    static List<String> missing(QueryPlan plan, DatabaseCatalog catalog) {
        List<String> advice = new ArrayList<>();
        for (var step : plan.steps()) advice(step, catalog).ifPresent(advice::add);
        return advice.stream().distinct().toList();
    }

    private static Optional<String> advice(Step step, DatabaseCatalog catalog) {
        var name = step.table();
        var condition = step.condition();
        if (name == null || condition == null || !step.whole()) return Optional.empty();
        return catalog.table(name.toString())
                .filter(table -> table.rows() >= SMALL && step.rows() <= FEW * table.rows())
                .flatMap(table -> advice(step, table, columns(condition, table)));
    }

    private static Optional<String> advice(Step step, Table table, List<String> columns) {
        if (columns.isEmpty() || led(table, columns.getFirst())) return Optional.empty();
        return Optional.of(String.format(
                java.util.Locale.ROOT,
                "%s is read whole, %,d rows, for about %,d: an index would find them:" + " CREATE INDEX ON %s (%s)",
                table.name(),
                table.rows(),
                Math.round(step.rows()),
                table.name(),
                String.join(", ", columns)));
    }

    /// Columns that must be equal first, then one that lies in a range: behind that one an index is not ordered.
    private static List<String> columns(String condition, Table table) {
        Set<String> equal = new LinkedHashSet<>();
        Set<String> ranged = new LinkedHashSet<>();
        var compared = COMPARED.matcher(condition);
        while (compared.find()) {
            var name = compared.group(1) == null ? compared.group(2) : compared.group(1);
            if (table.column(name).isPresent()) (compared.group(3).equals("=") ? equal : ranged).add(name);
        }
        List<String> columns = new ArrayList<>(equal);
        ranged.stream().filter(each -> !equal.contains(each)).findFirst().ifPresent(columns::add);
        return columns;
    }

    private static boolean led(Table table, String column) {
        return table.indexes().stream()
                .anyMatch(index ->
                        !index.columns().isEmpty() && index.columns().getFirst().equals(column));
    }
}
