package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Measures columns on samples that grow: 10 rows of every table first, so that something is known at once, then 100,
/// then 1,000. A table seen whole is not asked again.
public final class Sampling {
    private static final List<Integer> SIZES = List.of(10, 100, 1_000);
    /// Leaves connections to people who ask questions meanwhile.
    private static final int AT_ONCE = 4;

    private final DatabaseCatalog catalog;
    private final Questions questions;
    private final Progress progress;
    private final Map<Table.Name, Table> measured = new ConcurrentHashMap<>();
    private final Map<Table.Name, Boolean> whole = new ConcurrentHashMap<>();

    private Sampling(DatabaseCatalog catalog, Questions questions, Progress progress) {
        this.catalog = catalog;
        this.questions = questions;
        this.progress = progress;
    }

    /// Told after each table, from many threads.
    @FunctionalInterface
    public interface Progress {
        /// @param done how many of the tables were sampled with this size
        void sampled(int size, int done, int tables);

        Progress SILENT = (size, done, tables) -> {};
    }

    /// @return the catalog with statistics; what was measured so far when cancelled
    public static DatabaseCatalog measure(
            Warehouse warehouse, DatabaseCatalog catalog, Cancellation cancellation, Progress progress) {
        var sampling = new Sampling(catalog, new Questions(warehouse, cancellation), progress);
        for (var size : SIZES) sampling.round(size);
        return sampling.result();
    }

    private void round(int size) {
        var free = new Semaphore(AT_ONCE);
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tables = catalog.tables().stream()
                    .filter(table -> !whole.containsKey(table.name()))
                    .toList();
            for (var table : tables)
                threads.execute(() -> {
                    free.acquireUninterruptibly();
                    try {
                        if (!questions.cancelled()) sample(table, size);
                    } finally {
                        free.release();
                        progress.sampled(size, done.incrementAndGet(), tables.size());
                    }
                });
        }
    }

    private void sample(Table table, int size) {
        // Bytes have no categories, no order and no key: they are not fetched.
        var columns = table.columns().stream()
                .filter(column -> column.type() != Simple.BYTES)
                .map(Column::name)
                .toList();
        if (columns.isEmpty()) return;
        var largest = size == SIZES.getLast();
        var answer = largest ? questions.spread(table, columns, size) : questions.first(table, columns, size);
        if (answer.isEmpty()) return;
        var rows = answer.get();
        var complete = rows.size() < size;
        if (complete) whole.put(table.name(), true);
        var total = complete ? rows.size() : largest && table.rows() < 0 ? questions.count(table) : table.rows();
        var statistics = new ConcurrentHashMap<String, Table.Statistics>();
        for (int i = 0; i < columns.size(); i++) {
            var values = new ArrayList<@Nullable Object>();
            for (var row : rows) values.add(row[i]);
            statistics.put(columns.get(i), Sample.of(values, total, complete));
        }
        measured.put(table.name(), with(table, total, statistics));
    }

    private static Table with(Table table, long rows, Map<String, Table.Statistics> statistics) {
        var columns = table.columns().stream()
                .map(column -> new Column(
                        column.name(),
                        column.type(),
                        column.nullable(),
                        column.comment(),
                        column.enumValues(),
                        statistics.get(column.name())))
                .toList();
        return new Table(
                table.name(),
                table.kind(),
                columns,
                table.primaryKey(),
                table.uniqueKeys(),
                table.foreignKeys(),
                table.indexes(),
                table.comment(),
                rows);
    }

    private DatabaseCatalog result() {
        var tables = catalog.tables().stream()
                .map(table -> measured.getOrDefault(table.name(), table))
                .toList();
        return new DatabaseCatalog(
                catalog.database(),
                catalog.backend(),
                catalog.defaultSchema(),
                tables,
                catalog.fingerprint(),
                catalog.readAt());
    }
}
