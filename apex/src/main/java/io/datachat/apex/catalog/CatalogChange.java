package io.datachat.apex.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A difference between two readings of one database.
///
/// @param what   `table shop.orders` or `column shop.orders.channel`
/// @param detail what a change changed, `integer to bigint`; empty for what came or went
public record CatalogChange(Kind kind, String what, String detail) {
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// In the order of the names; the columns of a table that came or went are not told one by one.
    public static List<CatalogChange> between(DatabaseCatalog before, DatabaseCatalog after) {
        var old = byName(before.tables(), table -> table.name().toString());
        var now = byName(after.tables(), table -> table.name().toString());
        var changes = new ArrayList<>(cameAndWent("table ", old, now));
        old.forEach((name, table) -> {
            var same = now.get(name);
            if (same != null) changes.addAll(between(name, table, same));
        });
        return List.copyOf(changes);
    }

    private static List<CatalogChange> between(String name, Table before, Table after) {
        var old = byName(before.columns(), Table.Column::name);
        var now = byName(after.columns(), Table.Column::name);
        var changes = new ArrayList<>(cameAndWent("column " + name + ".", old, now));
        if (before.kind() != after.kind())
            changes.add(
                    changed("table " + name, before.kind().name(), after.kind().name()));
        if (!before.primaryKey().equals(after.primaryKey()))
            changes.add(changed(
                    "primary key of " + name,
                    before.primaryKey().toString(),
                    after.primaryKey().toString()));
        if (!before.foreignKeys().equals(after.foreignKeys()))
            changes.add(new CatalogChange(Kind.CHANGED, "foreign keys of " + name, ""));
        old.forEach((column, was) -> {
            var is = now.get(column);
            if (is != null && !spelled(was).equals(spelled(is)))
                changes.add(changed("column " + name + "." + column, spelled(was), spelled(is)));
        });
        return changes;
    }

    private static String spelled(Table.Column column) {
        return column.type().word()
                + (column.nullable() ? "" : " not null")
                + (column.enumValues().isEmpty() ? "" : " " + column.enumValues());
    }

    private static CatalogChange changed(String what, String from, String to) {
        return new CatalogChange(
                Kind.CHANGED, what, from.toLowerCase(Locale.ROOT) + " to " + to.toLowerCase(Locale.ROOT));
    }

    private static List<CatalogChange> cameAndWent(String what, Map<String, ?> old, Map<String, ?> now) {
        List<CatalogChange> changes = new ArrayList<>();
        for (var name : now.keySet())
            if (!old.containsKey(name)) changes.add(new CatalogChange(Kind.ADDED, what + name, ""));
        for (var name : old.keySet())
            if (!now.containsKey(name)) changes.add(new CatalogChange(Kind.REMOVED, what + name, ""));
        return changes;
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, each -> each, (first, _) -> first, TreeMap::new));
    }
}
