package io.datachat.apex.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresWarehouseTest extends StructureContract {
    private EmbeddedPostgres server;
    private Warehouse open;

    @BeforeAll
    void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
        for (var sql : DDL) asOwner(sql);
        open = warehouse(url("postgres"), "postgres", "s3cret");
    }

    @AfterAll
    void stop() throws Exception {
        open.close();
        server.close();
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    private static Warehouse warehouse(String url, String user, String password) {
        var described = new Project.Database(
                "shop", Backend.POSTGRESQL, null, url, user, new Project.Secret(password), List.of(), null);
        return Warehouses.open(described, Path.of("."), Project.Limits.DEFAULT);
    }

    @Override
    Warehouse warehouse() {
        return open;
    }

    @Override
    void asOwner(String sql) throws Exception {
        try (var owner = server.getPostgresDatabase().getConnection();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    String endless() {
        return "SELECT count(*) FROM generate_series(1, 1000000000) a, generate_series(1, 100000) b";
    }

    @Override
    String endlessRows() {
        return "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i FROM n) SELECT i FROM n";
    }

    @Override
    String million() {
        return "SELECT i::bigint FROM generate_series(1, 1000000) AS g (i)";
    }

    @Override
    Stream<Case> ownCases() {
        return Stream.of(
                new Case("'\\x00ff61'::bytea", Simple.BYTES, new byte[] {0, (byte) 255, 'a'}),
                new Case("ARRAY[1, NULL, 3]", new DataType.Array(Simple.INTEGER), Arrays.asList(1L, null, 3L)),
                new Case("ARRAY['a', 'b']", new DataType.Array(Simple.TEXT), List.of("a", "b")),
                new Case(
                        "ARRAY['2024-03-31 02:30:00+00'::timestamptz]",
                        new DataType.Array(Simple.INSTANT),
                        List.of(Instant.parse("2024-03-31T02:30:00Z"))),
                new Case(
                        "12345678901234567890.5::numeric",
                        new DataType.Decimal(38, 10),
                        new BigDecimal("12345678901234567890.5")),
                new Case("'NaN'::numeric", new DataType.Decimal(38, 10), Double.NaN),
                new Case("'{\"b\":  1}'::jsonb", Simple.JSON, "{\"b\": 1}"),
                new Case("'10.0.0.1'::inet", new DataType.Unknown("inet"), "10.0.0.1"),
                new Case("'ab'::char(4)", Simple.TEXT, "ab  "),
                new Case("true::bool", Simple.BOOLEAN, true));
    }

    @Override
    List<String> writesThatBeginLikeReads() {
        return List.of(
                "WITH gone AS (DELETE FROM shop.orders RETURNING id) SELECT * FROM gone",
                "SELECT * INTO shop.copy FROM shop.orders",
                "SELECT setval('shop.counter', 1), nextval('shop.counter')",
                "SELECT 1; DELETE FROM shop.orders");
    }

    @Override
    @Test
    void the_database_itself_refuses_to_write() {
        try {
            asOwner("CREATE SEQUENCE shop.counter");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
        super.the_database_itself_refuses_to_write();
    }

    @Test
    void a_connection_killed_during_a_query_is_told_and_the_next_query_works() throws Exception {
        Thread.ofVirtual().start(() -> {
            try (var owner = server.getPostgresDatabase().getConnection();
                    var statement = owner.createStatement()) {
                for (var killed = false; !killed; ) {
                    var rows = statement.executeQuery(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'datachat'"
                                    + " AND state = 'active' AND query LIKE '%endless to kill%'");
                    killed = rows.next();
                }
            } catch (java.sql.SQLException failure) {
                throw new AssertionError(failure);
            }
        });
        var rejection = rejected(endless() + " /* endless to kill */");
        assertEquals(WarehouseCode.CONNECTION_LOST, code(rejection));
        assertTrue(told(rejection).contains("57P01"), told(rejection));
        assertEquals(1L, run("SELECT CAST(1 AS BIGINT)").only());
    }

    @Test
    void a_server_that_is_away_is_named_without_the_password() {
        try (var away = warehouse("jdbc:postgresql://localhost:1/sales?password=hush", "ann", "s3cret")) {
            var rejection = assertThrows(Rejection.class, () -> away.introspect(Instant.EPOCH));
            assertEquals(WarehouseCode.UNREACHABLE, code(rejection));
            assertTrue(told(rejection).contains("localhost:1/sales"), told(rejection));
            assertFalse(told(rejection).contains("hush"));
            assertFalse(told(rejection).contains("s3cret"));
        }
    }

    @Test
    void a_database_that_does_not_exist_is_named() {
        try (var wrong = warehouse(url("nowhere"), "postgres", "s3cret")) {
            var rejection = assertThrows(Rejection.class, () -> wrong.introspect(Instant.EPOCH));
            assertEquals(WarehouseCode.DATABASE_MISSING, code(rejection));
            assertTrue(told(rejection).contains("/nowhere"), told(rejection));
        }
    }

    @Test
    void an_unknown_user_is_refused_without_the_password() {
        try (var wrong = warehouse(url("postgres"), "mallory", "s3cret")) {
            var rejection = assertThrows(Rejection.class, () -> wrong.introspect(Instant.EPOCH));
            assertEquals(WarehouseCode.LOGIN_REFUSED, code(rejection));
            assertFalse(told(rejection).contains("s3cret"));
        }
    }

    @Test
    void a_user_without_rights_is_told_what_to_grant() throws Exception {
        asOwner("CREATE ROLE reader LOGIN");
        asOwner("GRANT USAGE ON SCHEMA shop TO reader");
        try (var reader = warehouse(url("postgres"), "reader", "")) {
            assertEquals(
                    List.of("id"),
                    reader.introspect(Instant.EPOCH)
                            .table("shop.orders")
                            .orElseThrow()
                            .primaryKey());
            var rejection = assertThrows(
                    Rejection.class,
                    () -> reader.run(compiled("SELECT 1 FROM shop.orders"), MINUTE, new Cancellation(), new Rows()));
            assertEquals(WarehouseCode.NOT_PERMITTED, code(rejection));
        }
    }

    @Test
    void materialized_views_domains_and_partitions_are_read() throws Exception {
        asOwner("CREATE SCHEMA odd");
        asOwner("CREATE DOMAIN odd.money_amount AS numeric(10,2) NOT NULL");
        asOwner("CREATE TABLE odd.sales (day date, region odd.money_amount) PARTITION BY RANGE (day)");
        asOwner("CREATE TABLE odd.sales_2024 PARTITION OF odd.sales FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
        asOwner("CREATE MATERIALIZED VIEW odd.kept AS SELECT day FROM odd.sales");
        asOwner("CREATE TABLE odd.\"Mixed Case\" (\"Some Column\" int, tags text[], doc jsonb)");
        var catalog = warehouse().introspect(Instant.EPOCH);
        assertTrue(catalog.table("odd.sales_2024").isEmpty());
        var region = catalog.table("odd.sales").orElseThrow().column("region").orElseThrow();
        assertEquals(new DataType.Decimal(10, 2), region.type());
        assertFalse(region.nullable());
        assertEquals(
                Table.Kind.MATERIALIZED_VIEW,
                catalog.table("odd.kept").orElseThrow().kind());
        var mixed = catalog.table("odd.Mixed Case").orElseThrow();
        assertEquals("Some Column", mixed.columns().getFirst().name());
        assertEquals(
                new DataType.Array(Simple.TEXT),
                mixed.column("tags").orElseThrow().type());
        asOwner("DROP SCHEMA odd CASCADE");
    }

    /// Rows from before such a key may refer to nothing.
    @Test
    void a_foreign_key_counts_once_the_database_has_looked_at_all_rows() throws Exception {
        asOwner("CREATE SCHEMA late");
        asOwner("CREATE TABLE late.town (id int PRIMARY KEY)");
        asOwner("CREATE TABLE late.shop (town int)");
        asOwner("INSERT INTO late.shop VALUES (7)");
        asOwner("ALTER TABLE late.shop ADD CONSTRAINT town FOREIGN KEY (town) REFERENCES late.town NOT VALID");
        assertEquals(List.of(), keysOfShop());
        asOwner("INSERT INTO late.town VALUES (7)");
        asOwner("ALTER TABLE late.shop VALIDATE CONSTRAINT town");
        assertEquals(1, keysOfShop().size());
        asOwner("DROP SCHEMA late CASCADE");
    }

    private List<Table.ForeignKey> keysOfShop() {
        return warehouse()
                .introspect(Instant.EPOCH)
                .table("late.shop")
                .orElseThrow()
                .foreignKeys();
    }

    @Test
    void a_closed_warehouse_says_so() {
        var closed = warehouse(url("postgres"), "postgres", "");
        closed.close();
        var rejection = assertThrows(
                Rejection.class, () -> closed.run(compiled("SELECT 1"), MINUTE, new Cancellation(), new Rows()));
        assertEquals(WarehouseCode.CLOSED, code(rejection));
    }
}
