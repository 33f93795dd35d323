package io.datachat.apex.govern.policy;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.catalog.Table.ForeignKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A catalog as one person sees it. What is not there for them is not in it, so that no message, suggestion or `*` can
/// speak of it; what was measured of rows they do not all see is left out.
final class VisibleCatalog {
    private final Map<Table.Name, TableSight> sights;

    private VisibleCatalog(Map<Table.Name, TableSight> sights) {
        this.sights = sights;
    }

    static DatabaseCatalog of(DatabaseCatalog catalog, Map<Table.Name, TableSight> sights) {
        var visible = new VisibleCatalog(sights);
        var tables = catalog.tables().stream()
                .filter(table -> !visible.sight(table).forbidden())
                .map(visible::table)
                .toList();
        return new DatabaseCatalog(
                catalog.database(),
                catalog.backend(),
                catalog.defaultSchema(),
                tables,
                catalog.fingerprint(),
                catalog.readAt());
    }

    private TableSight sight(Table table) {
        return sights.getOrDefault(table.name(), new TableSight(table, List.of(Grant.WHOLE)));
    }

    private Table table(Table table) {
        var sight = sight(table);
        return new Table(
                table.name(),
                table.kind(),
                table.columns().stream()
                        .filter(column -> sight.visible(column.name()))
                        .map(column -> column(column, sight))
                        .toList(),
                key(table.primaryKey(), sight),
                table.uniqueKeys().stream()
                        .filter(key -> !key(key, sight).isEmpty())
                        .toList(),
                table.foreignKeys().stream().filter(key -> known(key, sight)).toList(),
                table.indexes().stream()
                        .filter(index -> index.columns().stream().allMatch(sight::visible))
                        .toList(),
                table.comment(),
                sight.whole() ? table.rows() : -1);
    }

    /// A mask may be NULL where the column never is.
    private static Column column(Column column, TableSight sight) {
        if (sight.whole()) return column;
        var plain = sight.plain(column.name());
        return new Column(
                column.name(),
                column.type(),
                column.nullable() || !plain,
                column.comment(),
                plain ? column.enumValues() : List.of(),
                null);
    }

    private static List<String> key(List<String> columns, TableSight sight) {
        return columns.stream().allMatch(column -> sight.visible(column) && sight.distinct(column))
                ? columns
                : List.of();
    }

    private boolean known(ForeignKey key, TableSight own) {
        var target = sights.get(key.target());
        return seen(key.columns(), own)
                && (target == null || (!target.forbidden() && seen(key.targetColumns(), target)));
    }

    private static boolean seen(Collection<String> columns, TableSight sight) {
        return columns.stream().allMatch(sight::visible);
    }
}
