package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Name;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.RowSink;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a profile asks of the data. A question that fails or takes long has no answer; what depends on it is not
/// proposed.
final class Questions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Warehouse warehouse;
    private final Cancellation cancellation;

    Questions(Warehouse warehouse, Cancellation cancellation) {
        this.warehouse = warehouse;
        this.cancellation = cancellation;
    }

    boolean cancelled() {
        return cancellation.cancelled();
    }

    /// The first rows: quick, though they may be the oldest ones.
    Optional<List<@Nullable Object[]>> first(Table table, List<String> columns, int size) {
        return ask(select(table, columns) + " LIMIT " + size);
    }

    /// Rows from all over the table, by the database's own sampling with a fixed seed.
    Optional<List<@Nullable Object[]>> spread(Table table, List<String> columns, int size) {
        if (table.kind() == Table.Kind.VIEW || table.rows() <= size) return first(table, columns, size);
        var sampled = switch (warehouse.backend()) {
            case DUCKDB -> ask(select(table, columns) + " USING SAMPLE reservoir(" + size + " ROWS) REPEATABLE (7)");
            case POSTGRESQL -> ask(select(table, columns) + pages(table, size) + " LIMIT " + size);
        };
        // Whole pages are drawn: a few wide ones may be too few rows.
        return sampled.filter(rows -> rows.size() >= size / 2).or(() -> first(table, columns, size));
    }

    private static String pages(Table table, int size) {
        var percent = Math.min(100, 200.0 * size / Math.max(table.rows(), 1));
        return String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.6f) REPEATABLE (7)", percent);
    }

    long count(Table table) {
        return ask("SELECT count(*) FROM " + quoted(table.name()))
                .map(rows -> number(rows.getFirst(), 0))
                .orElse(-1L);
    }

    /// Whether the columns together are never null and never repeat, in a table with rows.
    boolean unique(Table table, List<String> columns) {
        var present =
                columns.stream().map(column -> quoted(column) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        var grouped = columns.stream().map(Questions::quoted).collect(Collectors.joining(", "));
        var name = quoted(table.name());
        return ask("SELECT (SELECT count(*) FROM " + name + "), (SELECT count(*) FROM (SELECT DISTINCT " + grouped
                        + " FROM " + name + " WHERE " + present + ") AS keys)")
                .map(rows -> rows.getFirst())
                .filter(row -> number(row, 0) > 0 && number(row, 0) == number(row, 1))
                .isPresent();
    }

    /// Whether every value of the column is a key of the target, and there is at least one.
    boolean included(Name table, String column, Name target, String key) {
        var own = "o." + quoted(column);
        return ask("SELECT count(" + own + "), count(t." + quoted(key) + ") FROM " + quoted(table) + " AS o LEFT JOIN "
                        + quoted(target) + " AS t ON t." + quoted(key) + " = " + own)
                .map(rows -> rows.getFirst())
                .filter(row -> number(row, 0) > 0 && number(row, 0) == number(row, 1))
                .isPresent();
    }

    private static String select(Table table, List<String> columns) {
        return "SELECT " + columns.stream().map(Questions::quoted).collect(Collectors.joining(", ")) + " FROM "
                + quoted(table.name());
    }

    private static long number(@Nullable Object[] row, int at) {
        return row[at] instanceof Number value ? value.longValue() : -1;
    }

    private static String quoted(Name name) {
        return quoted(name.schema()) + "." + quoted(name.table());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private Optional<List<@Nullable Object[]>> ask(String text) {
        var rows = new ArrayList<@Nullable Object[]>();
        var question = new Executable.System(warehouse.database(), Executable.System.Purpose.SAMPLE, text, List.of());
        try {
            warehouse.run(question, PATIENCE, cancellation, new RowSink() {
                @Override
                public void columns(List<ResultColumn> columns) {}

                @Override
                public boolean row(@Nullable Object[] values) {
                    return rows.add(values);
                }
            });
            return Optional.of(rows);
        } catch (Rejection rejection) {
            // A database that is gone will not come back for the next table; one table may well fail alone.
            var code = rejection.problems().getFirst().code();
            if (code == WarehouseCode.UNREACHABLE || code == WarehouseCode.CLOSED) throw rejection;
            return Optional.empty();
        }
    }
}
