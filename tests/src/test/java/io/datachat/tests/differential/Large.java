package io.datachat.tests.differential;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Snapshot;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.warehouse.snapshot.Catalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/// Lets the engine believe that every table is large and has few different values, so that it compiles small worlds as
/// it would compile large ones.
final class Large {
    private static final long ROWS = 1L << 40;
    private static final Table.Statistics FEW = new Table.Statistics(0, 2, false, null, null, List.of());

    private Large() {}

    /// @param folder a project that was opened before, so that its catalog is kept there
    static void pretend(Path folder, Instant now) throws IOException {
        var state = folder.resolve(".datachat");
        var kept = Snapshot.read(Files.readString(state.resolve("catalog/main.json")))
                .orElseThrow();
        var large = new DatabaseCatalog(
                kept.database(),
                kept.backend(),
                kept.defaultSchema(),
                kept.tables().stream().map(Large::table).toList(),
                kept.fingerprint(),
                now);
        var file = folder.resolve("world.duckdb");
        if (Files.exists(file)) Files.setLastModifiedTime(file, FileTime.from(now)); // else it is read again
        new Catalogs(state).keep(large).ifPresent(problem -> {
            throw new IllegalStateException(problem.line());
        });
    }

    private static Table table(Table small) {
        return new Table(
                small.name(),
                small.kind(),
                small.columns().stream().map(Large::column).toList(),
                small.primaryKey(),
                small.uniqueKeys(),
                small.foreignKeys(),
                small.indexes(),
                small.comment(),
                ROWS);
    }

    private static Table.Column column(Table.Column column) {
        return new Table.Column(
                column.name(), column.type(), column.nullable(), column.comment(), column.enumValues(), FEW);
    }
}
