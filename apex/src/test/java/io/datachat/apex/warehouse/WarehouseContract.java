package io.datachat.apex.warehouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.failure.Disclosure;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What every backend must do, in the same words and with the same values.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WarehouseContract {
    static final Duration MINUTE = Duration.ofSeconds(60);

    /// Holds `shop.customers` and `shop.orders` of [#DDL].
    abstract Warehouse warehouse();

    /// A query that runs for minutes when nobody stops it, returning one row.
    abstract String endless();

    /// A query that never ends and gives rows from the start.
    abstract String endlessRows();

    abstract String million();

    /// Runs a statement as the owner of the data, not through the warehouse.
    abstract void asOwner(String sql) throws Exception;

    static final List<String> DDL = List.of(
            "CREATE SCHEMA shop",
            "CREATE TYPE shop.channel AS ENUM ('web', 'store', 'it''s')",
            "CREATE TABLE shop.customers (id INTEGER PRIMARY KEY, email VARCHAR NOT NULL UNIQUE, nickname VARCHAR"
                    + " UNIQUE, since DATE)",
            "CREATE TABLE shop.orders (id BIGINT PRIMARY KEY, customer_id INTEGER REFERENCES shop.customers (id),"
                    + " channel shop.channel, amount DECIMAL(12,2) NOT NULL, placed TIMESTAMP, seen TIMESTAMP WITH TIME"
                    + " ZONE)",
            "CREATE INDEX orders_by_day ON shop.orders (placed, channel)",
            "CREATE VIEW shop.big_orders AS SELECT id, amount FROM shop.orders WHERE amount > 100",
            "COMMENT ON TABLE shop.orders IS 'One row per order'",
            "COMMENT ON COLUMN shop.orders.amount IS 'Gross, in EUR'",
            "INSERT INTO shop.customers VALUES (1, 'a@x', NULL, DATE '2024-01-31'), (2, 'b@x', 'bee', NULL)",
            "INSERT INTO shop.orders VALUES (1, 1, 'web', 10.50, TIMESTAMP '2024-03-31 02:30:00.123456',"
                    + " TIMESTAMP WITH TIME ZONE '2024-03-31 02:30:00.123456+02'), (2, 2, 'it''s', 120, NULL, NULL)");

    Rows run(String sql, Bind... binds) {
        var rows = new Rows();
        warehouse().run(compiled(sql, binds), MINUTE, new Cancellation(), rows);
        return rows;
    }

    static Executable compiled(String sql, Bind... binds) {
        return new Executable.Compiled("shop", sql, List.of(binds), List.of());
    }

    Rejection rejected(String sql, Bind... binds) {
        return assertThrows(Rejection.class, () -> run(sql, binds));
    }

    static String told(Rejection rejection) {
        return String.valueOf(rejection.getMessage());
    }

    static WarehouseCode code(Rejection rejection) {
        assertEquals(1, rejection.problems().size());
        return (WarehouseCode) rejection.problems().getFirst().code();
    }

    /// Each as a literal, its type and the value that arrives.
    Stream<Case> cases() {
        return Stream.of(
                new Case("true", Simple.BOOLEAN, true),
                new Case("CAST(7 AS SMALLINT)", Simple.INTEGER, 7L),
                new Case("CAST(-2147483648 AS INTEGER)", Simple.INTEGER, -2147483648L),
                new Case("CAST(9223372036854775807 AS BIGINT)", Simple.BIGINT, Long.MAX_VALUE),
                new Case("CAST(1.10 AS REAL)", Simple.DOUBLE, 1.1d),
                new Case("CAST(0.1 AS DOUBLE PRECISION)", Simple.DOUBLE, 0.1d),
                new Case("CAST('NaN' AS DOUBLE PRECISION)", Simple.DOUBLE, Double.NaN),
                new Case("CAST('Infinity' AS DOUBLE PRECISION)", Simple.DOUBLE, Double.POSITIVE_INFINITY),
                new Case("CAST('-Infinity' AS DOUBLE PRECISION)", Simple.DOUBLE, Double.NEGATIVE_INFINITY),
                new Case("CAST(12.50 AS DECIMAL(12,2))", new DataType.Decimal(12, 2), new BigDecimal("12.50")),
                new Case(
                        "CAST('12345678901234567890123456789.123456789' AS DECIMAL(38,9))",
                        new DataType.Decimal(38, 9),
                        new BigDecimal("12345678901234567890123456789.123456789")),
                new Case("CAST('größe ''q'' ✓' AS VARCHAR)", Simple.TEXT, "größe 'q' ✓"),
                new Case("CAST('web' AS shop.channel)", Simple.TEXT, "web"),
                new Case("DATE '2024-02-29'", Simple.DATE, LocalDate.of(2024, 2, 29)),
                new Case("DATE '0001-01-01'", Simple.DATE, LocalDate.of(1, 1, 1)),
                new Case("TIME '23:59:59.123456'", Simple.TIME, LocalTime.parse("23:59:59.123456")),
                new Case(
                        "TIMESTAMP '2024-03-31 02:30:00.123456'",
                        Simple.TIMESTAMP,
                        LocalDateTime.parse("2024-03-31T02:30:00.123456")),
                new Case(
                        "CAST('2024-03-31 02:30:00.123456+05:30' AS TIMESTAMP WITH TIME ZONE)",
                        Simple.INSTANT,
                        Instant.parse("2024-03-30T21:00:00.123456Z")),
                new Case("CAST('{\"a\":[1,null]}' AS JSON)", Simple.JSON, "{\"a\":[1,null]}"),
                new Case(
                        "CAST('1a8ac5ed-36e6-46c5-a8ce-3210aae523c9' AS UUID)",
                        Simple.UUID,
                        "1a8ac5ed-36e6-46c5-a8ce-3210aae523c9"),
                new Case("CAST(NULL AS INTEGER)", Simple.INTEGER, null),
                new Case("CAST(NULL AS BOOLEAN)", Simple.BOOLEAN, null),
                new Case("CAST(NULL AS DOUBLE PRECISION)", Simple.DOUBLE, null),
                new Case("CAST(NULL AS TIMESTAMP WITH TIME ZONE)", Simple.INSTANT, null),
                new Case("CAST(NULL AS VARCHAR)", Simple.TEXT, null));
    }

    /// In the backend's own words.
    abstract Stream<Case> ownCases();

    record Case(String sql, DataType type, @Nullable Object value) {}

    @Test
    void every_type_arrives_as_itself() {
        Stream.concat(cases(), ownCases()).forEach(one -> {
            var got = run("SELECT " + one.sql() + " AS value");
            assertEquals("value", got.columns.getFirst().name(), one.sql());
            assertEquals(one.type(), got.columns.getFirst().type(), one.sql());
            if (one.value() instanceof byte[] bytes) assertArrayEquals(bytes, (byte[]) got.only(), one.sql());
            else assertEquals(one.value(), got.only(), one.sql());
        });
    }

    @Test
    void every_kind_of_bind_goes_there_and_back() {
        var binds = List.of(
                new Bind(true, Simple.BOOLEAN),
                new Bind(42L, Simple.BIGINT),
                new Bind(new BigDecimal("12345678901234567890.120"), new DataType.Decimal(23, 3)),
                new Bind(0.1d, Simple.DOUBLE),
                new Bind("it's \\ ; -- \"q\" ?", Simple.TEXT),
                new Bind(LocalDate.of(2024, 2, 29), Simple.DATE),
                new Bind(LocalDateTime.parse("2024-03-31T02:30:00.123456"), Simple.TIMESTAMP),
                new Bind(Instant.parse("2024-03-31T02:30:00.123456Z"), Simple.INSTANT));
        var casts = List.of(
                "BOOLEAN",
                "BIGINT",
                "DECIMAL(23,3)",
                "DOUBLE PRECISION",
                "VARCHAR",
                "DATE",
                "TIMESTAMP",
                "TIMESTAMP WITH TIME ZONE");
        for (int i = 0; i < binds.size(); i++) {
            var cast = "SELECT CAST(? AS " + casts.get(i) + ")";
            assertEquals(binds.get(i).value(), run(cast, binds.get(i)).only(), cast);
            assertNull(run(cast, new Bind(null, binds.get(i).type())).only(), cast);
        }
    }

    @Test
    void binds_meet_columns_of_their_type_without_casts() {
        assertEquals(
                1L,
                run("SELECT count(*) FROM shop.orders WHERE channel = ?", new Bind("web", Simple.TEXT))
                        .only());
        assertEquals(
                1L,
                run(
                                "SELECT count(*) FROM shop.orders WHERE amount > ?",
                                new Bind(new BigDecimal("10.50"), new DataType.Decimal(4, 2)))
                        .only());
        assertEquals(
                1L,
                run(
                                "SELECT count(*) FROM shop.orders WHERE placed < ?",
                                new Bind(LocalDateTime.parse("2024-04-01T00:00"), Simple.TIMESTAMP))
                        .only());
        assertEquals(
                1L,
                run(
                                "SELECT count(*) FROM shop.orders WHERE seen = ?",
                                new Bind(Instant.parse("2024-03-31T00:30:00.123456Z"), Simple.INSTANT))
                        .only());
        assertEquals(
                1L,
                run(
                                "SELECT count(*) FROM shop.customers WHERE since = ?",
                                new Bind(LocalDate.of(2024, 1, 31), Simple.DATE))
                        .only());
        assertEquals(
                2L,
                run("SELECT count(*) FROM shop.customers WHERE id >= ?", new Bind(1L, Simple.BIGINT))
                        .only());
    }

    @Test
    void the_session_is_in_utc() {
        assertEquals(
                LocalDateTime.parse("2024-03-31T00:30:00.123456"),
                run("SELECT CAST(seen AS TIMESTAMP) FROM shop.orders WHERE id = 1")
                        .only());
    }

    @Test
    void a_million_rows_pass_without_being_held() {
        var counted = new long[2];
        warehouse().run(compiled(million()), MINUTE, new Cancellation(), new RowSink() {
            @Override
            public void columns(List<ResultColumn> columns) {}

            @Override
            public boolean row(@Nullable Object[] values) {
                counted[0]++;
                counted[1] += ((Number) java.util.Objects.requireNonNull(values[0])).longValue();
                return true;
            }
        });
        assertEquals(1_000_000, counted[0]);
        assertEquals(500_000_500_000L, counted[1]);
    }

    @Test
    void the_sink_stops_an_endless_result() {
        var rows = new Rows(5);
        warehouse().run(compiled(endlessRows()), MINUTE, new Cancellation(), rows);
        assertEquals(5, rows.rows.size());
        assertEquals(1L, run("SELECT CAST(1 AS BIGINT)").only());
    }

    @Test
    void a_failing_sink_does_not_harm_the_next_question() {
        var broken = new IllegalStateException("the reader went away");
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> warehouse().run(compiled(million()), MINUTE, new Cancellation(), new RowSink() {
                    @Override
                    public void columns(List<ResultColumn> columns) {}

                    @Override
                    public boolean row(@Nullable Object[] values) {
                        throw broken;
                    }
                }));
        assertEquals(broken, thrown);
        assertEquals(1L, run("SELECT CAST(1 AS BIGINT)").only());
    }

    @Test
    void a_query_over_its_time_limit_is_stopped() {
        var began = System.nanoTime();
        var rejection = assertThrows(
                Rejection.class,
                () -> warehouse().run(compiled(endless()), Duration.ofMillis(300), new Cancellation(), new Rows()));
        assertEquals(WarehouseCode.TIMED_OUT, code(rejection));
        assertTrue(told(rejection).contains("after 0.3 s"), told(rejection));
        assertTrue(System.nanoTime() - began < 2_000_000_000L, "stopped late");
        assertEquals(1L, run("SELECT CAST(1 AS BIGINT)").only());
    }

    @Test
    void a_cancelled_query_ends_within_a_second() {
        for (var sql : List.of(endless(), endlessRows())) {
            var cancellation = new Cancellation();
            var cancelledAt = new long[1];
            Thread.ofVirtual().start(() -> {
                pause(Duration.ofMillis(200));
                cancelledAt[0] = System.nanoTime();
                cancellation.cancel();
            });
            var rejection = assertThrows(
                    Rejection.class, () -> warehouse().run(compiled(sql), MINUTE, cancellation, new Discard()));
            assertEquals(WarehouseCode.CANCELLED, code(rejection));
            assertTrue(System.nanoTime() - cancelledAt[0] < 1_000_000_000L, "stopped late");
            assertEquals(1L, run("SELECT CAST(1 AS BIGINT)").only());
        }
    }

    /// The one wait in these tests: a cancel has to come while the query runs, and nothing else can tell when that
    /// is.
    private static void pause(Duration time) {
        java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
    }

    @Test
    void what_was_cancelled_before_is_not_run() {
        var cancellation = new Cancellation();
        cancellation.cancel();
        var rejection = assertThrows(
                Rejection.class, () -> warehouse().run(compiled(endless()), MINUTE, cancellation, new Rows()));
        assertEquals(WarehouseCode.CANCELLED, code(rejection));
    }

    @Test
    void wrong_sql_is_a_problem_without_the_words_of_the_database() {
        for (var sql : List.of(
                "SELECT secret_name FROM FROM", "SELECT nothing_here(1)", "SELECT id FROM shop.orders GROUP BY")) {
            var rejection = rejected(sql);
            assertTrue(
                    List.of(WarehouseCode.SQL_REFUSED, WarehouseCode.OBJECT_MISSING)
                            .contains(code(rejection)),
                    sql);
            var anyone = new Viewer("ann", java.util.Set.of(), false);
            assertFalse(told(Disclosure.to(anyone, rejection)).contains("The database says"));
            assertTrue(told(Disclosure.to(Viewer.LOCAL, rejection)).contains("The database says"));
            assertEquals(0, rejection.getSuppressed()[0].getStackTrace().length);
        }
    }

    @Test
    void a_missing_column_or_table_points_to_a_refresh() {
        for (var sql : List.of("SELECT colour FROM shop.orders", "SELECT 1 FROM shop.returns")) {
            var rejection = rejected(sql);
            assertEquals(WarehouseCode.OBJECT_MISSING, code(rejection), told(rejection));
            assertTrue(told(rejection).contains("database refresh"));
        }
    }

    @Test
    void a_table_dropped_between_two_questions_is_told() throws Exception {
        asOwner("CREATE TABLE shop.short_lived AS SELECT 1 AS id");
        assertEquals(1L, run("SELECT count(*) FROM shop.short_lived").only());
        asOwner("DROP TABLE shop.short_lived");
        assertEquals(WarehouseCode.OBJECT_MISSING, code(rejected("SELECT count(*) FROM shop.short_lived")));
    }

    @Test
    void a_value_that_cannot_be_calculated_is_told_with_its_reason() {
        for (var sql : List.of(
                "SELECT CAST(email AS INTEGER) FROM shop.customers",
                "SELECT CAST(9223372036854775807 AS BIGINT) + id FROM shop.customers")) {
            var rejection = rejected(sql);
            assertEquals(WarehouseCode.VALUE_FAILED, code(rejection), told(rejection));
            assertFalse(told(rejection).contains("a@x"), told(rejection));
            assertFalse(Disclosure.words(rejection).orElseThrow().contains("Invalid result set"));
        }
    }

    @Test
    void nothing_that_writes_gets_through() {
        for (var sql : List.of(
                "DELETE FROM shop.orders",
                "INSERT INTO shop.customers VALUES (9, 'z', NULL, NULL)",
                "CREATE TABLE shop.mine (id INTEGER)",
                "DROP TABLE shop.orders",
                "SET TimeZone = 'Asia/Tokyo'",
                "COPY shop.orders TO '/tmp/out.csv'",
                "CALL something()")) assertEquals(WarehouseCode.NOT_ON_THE_LIST, code(rejected(sql)), sql);
        assertEquals(2L, run("SELECT count(*) FROM shop.orders").only());
    }

    /// The allow-list looks at the beginning only; the session has to refuse the rest.
    abstract List<String> writesThatBeginLikeReads();

    @Test
    void the_database_itself_refuses_to_write() {
        for (var sql : writesThatBeginLikeReads()) {
            var rejection = rejected(sql);
            assertTrue(
                    List.of(WarehouseCode.READ_ONLY, WarehouseCode.SQL_REFUSED, WarehouseCode.NOT_PERMITTED)
                            .contains(code(rejection)),
                    sql + ": " + told(rejection));
        }
        assertEquals(2L, run("SELECT count(*) FROM shop.orders").only());
    }

    @Test
    void many_threads_ask_at_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Object>>();
            for (long i = 0; i < 200; i++) {
                var asked = i;
                tasks.add(() -> run(
                                "SELECT CAST(? AS BIGINT) + count(*) FROM shop.orders", new Bind(asked, Simple.BIGINT))
                        .only());
            }
            var futures = threads.invokeAll(tasks);
            for (int i = 0; i < 200; i++) assertEquals(i + 2L, futures.get(i).get());
        }
    }

    static final class Discard implements RowSink {
        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public boolean row(@Nullable Object[] values) {
            return true;
        }
    }
}
