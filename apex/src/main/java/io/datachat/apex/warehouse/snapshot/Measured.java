package io.datachat.apex.warehouse.snapshot;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.catalog.Table.Statistics;
import org.jspecify.annotations.Nullable;

/// What was measured of columns, carried to a catalog that was read later. It is no longer exact.
final class Measured {
    private Measured() {}

    static DatabaseCatalog carried(DatabaseCatalog before, DatabaseCatalog now) {
        return now.of(now.tables().stream()
                .map(table -> before.table(table.name().toString())
                        .map(known -> carried(known, table))
                        .orElse(table))
                .toList());
    }

    private static Table carried(Table before, Table now) {
        return now.having(now.columns().stream()
                .map(column -> column.statistics() == null
                        ? having(
                                column,
                                before.column(column.name())
                                        .filter(known -> known.type().equals(column.type()))
                                        .map(Column::statistics)
                                        .orElse(null))
                        : column)
                .toList());
    }

    private static Column having(Column column, @Nullable Statistics known) {
        if (known == null) return column;
        var aged = new Statistics(known.nullShare(), known.distinct(), false, known.min(), known.max(), known.top());
        return new Column(column.name(), column.type(), column.nullable(), column.comment(), column.enumValues(), aged);
    }
}
