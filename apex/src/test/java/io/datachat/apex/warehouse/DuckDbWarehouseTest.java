package io.datachat.apex.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbWarehouseTest extends StructureContract {
    @TempDir
    static Path folder;

    private Warehouse open;

    @BeforeAll
    void make_the_file() throws Exception {
        try (var owner = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("trade.duckdb"));
                var statement = owner.createStatement()) {
            for (var sql : DDL) statement.execute(sql);
        }
        open = warehouse("trade.duckdb");
    }

    @AfterAll
    void close() {
        open.close();
    }

    private static Warehouse warehouse(String file) {
        var described = new Project.Database("shop", Backend.DUCKDB, Path.of(file), null, null, null, List.of(), null);
        return Warehouses.open(described, folder, Project.Limits.DEFAULT);
    }

    @Override
    Warehouse warehouse() {
        return open;
    }

    /// DuckDB has one writer: the reader steps aside, as it must in life.
    @Override
    void asOwner(String sql) throws Exception {
        open.close();
        try (var owner = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("trade.duckdb"));
                var statement = owner.createStatement()) {
            statement.execute(sql);
        } finally {
            open = warehouse("trade.duckdb");
        }
    }

    @Override
    String endless() {
        return "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range * b.range = 7";
    }

    @Override
    String endlessRows() {
        return "SELECT a.range FROM range(100000000) a, range(100000) b";
    }

    @Override
    String million() {
        return "SELECT range FROM range(1, 1000001)";
    }

    @Override
    Stream<Case> ownCases() {
        return Stream.of(
                new Case("CAST(1 AS HUGEINT)", new DataType.Decimal(38, 0), new BigDecimal("1")),
                new Case(
                        "CAST(18446744073709551615 AS UBIGINT)",
                        new DataType.Decimal(20, 0),
                        new BigDecimal("18446744073709551615")),
                new Case("CAST(200 AS UTINYINT)", Simple.INTEGER, 200L),
                new Case("'\\x00\\xFFa'::BLOB", Simple.BYTES, new byte[] {0, (byte) 255, 'a'}),
                new Case("[1, NULL, 3]", new DataType.Array(Simple.INTEGER), java.util.Arrays.asList(1L, null, 3L)),
                new Case(
                        "[[1.5::DECIMAL(4,1)]]",
                        new DataType.Array(new DataType.Array(new DataType.Decimal(4, 1))),
                        List.of(List.of(new BigDecimal("1.5")))),
                new Case("['a', 'b']", new DataType.Array(Simple.TEXT), List.of("a", "b")),
                new Case("{'a': 1}", new DataType.Unknown("STRUCT(a INTEGER)"), "{a=1}"),
                new Case("INTERVAL 2 DAY", new DataType.Unknown("INTERVAL"), "2 days"));
    }

    @Override
    List<String> writesThatBeginLikeReads() {
        return List.of("WITH gone AS (SELECT 1) DELETE FROM shop.orders", "SELECT 1; DELETE FROM shop.orders");
    }

    @Test
    void no_file_outside_can_be_read() {
        assertEquals(WarehouseCode.NOT_PERMITTED, code(rejected("SELECT * FROM read_text('/etc/hostname')")));
        assertEquals(
                WarehouseCode.NOT_PERMITTED, code(rejected("SELECT * FROM read_csv('https://example.org/x.csv')")));
    }

    @Test
    void a_missing_file_names_the_databases_beside_it() {
        try (var missing = warehouse("trad.duckdb")) {
            var rejection = assertThrows(
                    Rejection.class, () -> missing.run(compiled("SELECT 1"), MINUTE, new Cancellation(), new Rows()));
            assertEquals(WarehouseCode.FILE_MISSING, code(rejection));
            assertTrue(rejection.problems().getFirst().choices().contains("trade.duckdb"));
        }
    }

    @Test
    void a_file_of_another_kind_is_told() throws Exception {
        Files.writeString(folder.resolve("notes.duckdb"), "these are notes, ".repeat(1000));
        try (var notes = warehouse("notes.duckdb")) {
            var rejection = assertThrows(Rejection.class, () -> notes.introspect(Instant.EPOCH));
            assertEquals(WarehouseCode.FILE_UNREADABLE, code(rejection));
        }
        Files.createDirectories(folder.resolve("folder.duckdb"));
        try (var directory = warehouse("folder.duckdb")) {
            var rejection = assertThrows(Rejection.class, () -> directory.introspect(Instant.EPOCH));
            assertTrue(told(rejection).contains("is a folder"), told(rejection));
        }
    }

    @Test
    void a_file_that_another_process_writes_names_that_process() throws Exception {
        var file = folder.resolve("busy.duckdb");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var holder = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var busy = warehouse("busy.duckdb")) {
            assertEquals("held", holder.inputReader().readLine());
            var rejection = assertThrows(Rejection.class, () -> busy.introspect(Instant.EPOCH));
            assertEquals(WarehouseCode.FILE_LOCKED, code(rejection));
            assertTrue(told(rejection).contains("process " + holder.pid()), told(rejection));
        } finally {
            holder.destroy();
            holder.waitFor();
        }
    }

    /// Opens a file for writing and waits to be ended.
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var owner = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
                System.out.println(owner.isClosed() ? "closed" : "held");
                System.in.read();
            }
        }
    }

    @Test
    void a_closed_warehouse_says_so() {
        var closed = warehouse("trade.duckdb");
        closed.close();
        var rejection = assertThrows(
                Rejection.class, () -> closed.run(compiled("SELECT 1"), MINUTE, new Cancellation(), new Rows()));
        assertEquals(WarehouseCode.CLOSED, code(rejection));
    }
}
