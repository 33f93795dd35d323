package io.datachat.apex.plan.lift.form;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a table is reached from the one whose rows are aggregated, each step on a whole key: two plans call the same
/// rows alike, whatever their aliases and the order of their joins.
///
/// @param parent null for the table whose rows are aggregated
/// @param table  as its database describes it, without what definitions add
/// @param beyond what else decides which row is met; empty for equal columns alone
public record Way(@Nullable Way parent, Table table, List<JoinColumns> on, String beyond) {
    public static Way root(Table table) {
        return new Way(null, table, List.of(), "");
    }

    public Way to(Table next, List<JoinColumns> pairs) {
        return new Way(this, next, pairs, "");
    }

    /// The way of a bound expression's column.
    public static Way along(Model model, BoundEntity entity, List<Step> steps, DatabaseCatalog catalog) {
        var way = root(plain(entity.table(), catalog));
        for (var step : steps) {
            var target = model.entities().get(step.to());
            if (target == null || target.valid() != null || step.metric() != null || step.toMany() || behind(step))
                way = new Way(way, way.table, step.on(), "by " + step.role() + " to " + step.to());
            else way = way.to(plain(target.table(), catalog), step.on());
        }
        return way;
    }

    private static boolean behind(Step step) {
        return step.on().stream().anyMatch(pair -> pair.column().contains("."));
    }

    static Table plain(Table table, DatabaseCatalog catalog) {
        return catalog.table(table.name().toString()).orElse(table);
    }

    public String text() {
        if (parent == null) return table.name().toString();
        var from = parent.text();
        return on.stream()
                        .map(pair -> from + "." + pair.column() + ">" + table.name() + "." + pair.target())
                        .sorted()
                        .collect(Collectors.joining("&"))
                + (beyond.isEmpty() ? "" : "[" + beyond + "]");
    }

    /// Whether the database itself sees to it that at most one row is met.
    boolean enforced() {
        if (parent == null) return true;
        Set<String> met = new HashSet<>();
        on.forEach(pair -> met.add(pair.target()));
        return beyond.isEmpty()
                && parent.enforced()
                && (keyed(table.primaryKey(), met)
                        || table.uniqueKeys().stream().anyMatch(key -> keyed(key, met)));
    }

    private static boolean keyed(List<String> key, Set<String> met) {
        return !key.isEmpty() && met.containsAll(key);
    }

    /// The condition that there is a row, in one spelling: the empty text when there always is one.
    String presence() {
        if (parent == null) return "";
        if (!referenced()) return "there is " + text();
        var nullable = on.stream()
                .filter(pair -> parent.nullable(pair.column()))
                .map(pair -> parent.text() + "." + pair.column() + " is not null")
                .toList();
        return switch (nullable.size()) {
            case 0 -> parent.presence();
            case 1 -> nullable.getFirst();
            default -> "there is " + text();
        };
    }

    /// Whether the database sees to it that what is referred to is there.
    private boolean referenced() {
        return parent != null
                && beyond.isEmpty()
                && parent.table.foreignKeys().stream()
                        .anyMatch(key -> key.target().equals(table.name())
                                && key.columns().size() == on.size()
                                && on.stream().allMatch(pair -> {
                                    var at = key.columns().indexOf(pair.column());
                                    return at >= 0
                                            && key.targetColumns().size() > at
                                            && key.targetColumns().get(at).equals(pair.target());
                                }));
    }

    /// Whether a column may be NULL in a row of this table.
    boolean nullable(String column) {
        return table.column(column).map(Table.Column::nullable).orElse(true);
    }
}
