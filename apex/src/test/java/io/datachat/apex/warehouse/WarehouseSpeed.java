package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Snapshot;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Measures introspection, streaming and the cost of one small query. Not a test: run its main method when needed.
final class WarehouseSpeed {
    private static final int TABLES = 2_000;
    private static final int COLUMNS = 30;
    private static final Duration LONG = Duration.ofMinutes(5);

    private WarehouseSpeed() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("warehouse-speed");
        var file = folder.resolve("wide.duckdb");
        try (var owner = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            fill(owner);
        }
        var duckDb = new Project.Database("wide", Backend.DUCKDB, file, null, null, null, List.of(), null);
        try (var warehouse = Warehouses.open(duckDb, folder, Project.Limits.DEFAULT)) {
            measure(warehouse, "SELECT range, range * 2.5, 'some text', DATE '2024-01-01' FROM range(1000000)");
        }
        try (var plain = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            bare("duckdb", plain);
        }
        try (var server = EmbeddedPostgres.builder().start()) {
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            try (var owner = server.getPostgresDatabase().getConnection()) {
                fill(owner);
            }
            var postgres =
                    new Project.Database("wide", Backend.POSTGRESQL, null, url, "postgres", null, List.of(), null);
            try (var warehouse = Warehouses.open(postgres, Path.of("."), Project.Limits.DEFAULT)) {
                measure(
                        warehouse,
                        "SELECT i, i * 2.5, 'some text'::text, DATE '2024-01-01' FROM generate_series(1, 1000000) AS g"
                                + " (i)");
            }
            try (var plain = server.getPostgresDatabase().getConnection()) {
                bare("postgresql", plain);
            }
        }
    }

    private static void fill(Connection owner) throws Exception {
        var columns = IntStream.range(1, COLUMNS)
                .mapToObj(i -> "column_" + i + (i % 3 == 0 ? " VARCHAR" : i % 3 == 1 ? " DECIMAL(12,2)" : " TIMESTAMP"))
                .collect(Collectors.joining(", "));
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            for (int i = 0; i < TABLES; i++)
                statement.execute("CREATE TABLE table_" + i + " (id INTEGER PRIMARY KEY, " + columns + ")");
            statement.execute("INSERT INTO table_1 (id) VALUES (1)");
        }
        owner.commit();
    }

    private static void measure(Warehouse warehouse, String million) throws Exception {
        var name = warehouse.backend().word();
        var catalog =
                timed(name + " introspect " + TABLES + " x " + COLUMNS, () -> warehouse.introspect(Instant.EPOCH));
        timed(name + " introspect again", () -> warehouse.introspect(Instant.EPOCH));
        var text = timed(name + " snapshot write", () -> Snapshot.write(catalog));
        timed(name + " snapshot read", () -> Snapshot.read(text));
        for (int i = 0; i < 2; i++)
            timed(name + " stream 1,000,000 rows of 4 columns", () -> {
                warehouse.run(
                        WarehouseContract.compiled(million), LONG, new Cancellation(), new WarehouseContract.Discard());
                return "";
            });
        var query = WarehouseContract.compiled("SELECT id FROM table_1");
        small(name + " through the warehouse", () -> {
            var rows = new Rows();
            warehouse.run(query, LONG, new Cancellation(), rows);
            return rows;
        });
    }

    private static void bare(String name, Connection plain) throws Exception {
        small(name + " bare JDBC", () -> {
            try (var statement = plain.prepareStatement("SELECT id FROM table_1");
                    var rows = statement.executeQuery()) {
                return rows.next();
            }
        });
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        var began = System.nanoTime();
        var result = work.call();
        System.out.println(String.format(Locale.ROOT, "%s: %.0f ms", what, (System.nanoTime() - began) / 1e6));
        return result;
    }

    private static void small(String what, Callable<?> query) throws Exception {
        var cpu = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 3_000; i++) query.call();
        var times = new long[3_000];
        var cpuBegan = cpu.getCurrentThreadCpuTime();
        for (int i = 0; i < times.length; i++) {
            var began = System.nanoTime();
            query.call();
            times[i] = System.nanoTime() - began;
        }
        var spent = cpu.getCurrentThreadCpuTime() - cpuBegan;
        Arrays.sort(times);
        System.out.println(String.format(
                Locale.ROOT,
                "%s, one small query: p50 %.0f us, p99 %.0f us, cpu of the thread %.0f us",
                what,
                times[1_500] / 1e3,
                times[2_970] / 1e3,
                spent / 3e6));
    }
}
