package io.datachat.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.cli.demo.DemoWorld.Origin;
import io.datachat.cli.demo.DemoWorld.Progress;
import io.datachat.cli.demo.DemoWorld.Scale;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWorldTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 1);

    @TempDir
    static Path folder;

    private static Path world;

    @BeforeAll
    static void make_a_small_world() {
        world = folder.resolve("world.duckdb");
        DemoWorld.create(world, 7, AS_OF, Scale.SMALL, Progress.NONE);
    }

    @Test
    void the_same_seed_and_date_give_the_same_rows() {
        var again = folder.resolve("again.duckdb");
        DemoWorld.create(again, 7, AS_OF, Scale.SMALL, Progress.NONE);
        assertEquals(DemoWorld.contents(world), DemoWorld.contents(again));
    }

    @Test
    void another_seed_gives_other_rows() {
        var other = folder.resolve("other.duckdb");
        DemoWorld.create(other, 8, AS_OF, Scale.SMALL, Progress.NONE);
        assertNotEquals(
                DemoWorld.contents(world).get("orders"),
                DemoWorld.contents(other).get("orders"));
    }

    @Test
    void a_world_knows_what_it_was_made_from() throws Exception {
        assertEquals(Optional.of(Origin.of(7, AS_OF, Scale.SMALL)), DemoWorld.origin(world));
        assertEquals(Optional.empty(), DemoWorld.origin(folder.resolve("nothing.duckdb")));
        var text = Files.writeString(folder.resolve("text.duckdb"), "not a database");
        assertEquals(Optional.empty(), DemoWorld.origin(text));
    }

    @Test
    void history_ends_the_day_before_and_is_three_years_long() throws SQLException {
        assertEquals(
                "2023-03-01|2026-02-28",
                ask("SELECT min(started_at)::DATE || '|' || max(started_at)::DATE FROM shop.sessions"));
        assertEquals("2026-02-28", ask("SELECT max(ordered_at)::DATE FROM shop.orders"));
        assertEquals(
                "0",
                ask("SELECT count(*) FROM shop.orders JOIN shop.customers USING (customer_id) WHERE ordered_at <"
                        + " signed_up_at"));
    }

    @Test
    void a_captured_payment_pays_the_lines_and_the_shipping() throws SQLException {
        assertEquals("0", ask("""
            SELECT count(*) FROM (
                SELECT orders.order_id, shipping_fee + (SELECT sum(quantity * unit_price - discount_amount)
                    FROM shop.order_lines WHERE order_lines.order_id = orders.order_id) AS due,
                    (SELECT sum(amount) FROM shop.payments WHERE payments.order_id = orders.order_id AND status = 'captured') AS paid
                FROM shop.orders WHERE status <> 'cancelled')
            WHERE due IS DISTINCT FROM paid\
            """));
    }

    @Test
    void the_gateway_outage_fails_nearly_all_payments_for_eight_hours() throws SQLException {
        assertEquals("true", ask("""
            SELECT avg((status = 'failed')::INTEGER) > 0.9 FROM shop.payments
            WHERE gateway = 'paygate' AND attempted_at >= '2026-02-20 09:00' AND attempted_at < '2026-02-20 17:00'\
            """));
        assertEquals("0", ask("""
            SELECT count(*) FROM shop.payments WHERE failure_code = 'gateway_timeout'
            AND (attempted_at < '2026-02-20 09:00' OR attempted_at >= '2026-02-20 17:00')\
            """));
    }

    @Test
    void the_price_of_coffee_machines_rises_by_fifteen_percent() throws SQLException {
        assertEquals("1.15", ask("""
            SELECT round(avg(unit_price / list_price) FILTER (ordered_at >= '2026-01-15')
                / avg(unit_price / list_price) FILTER (ordered_at < '2026-01-15'), 2)
            FROM shop.order_lines JOIN shop.products USING (product_id)
            JOIN shop.categories USING (category_id) WHERE categories.name = 'Coffee Machines'\
            """));
    }

    @Test
    void the_tracking_bug_doubles_sessions_and_loses_their_source() throws SQLException {
        assertEquals("true", ask("""
            SELECT count(*) = 2 * count(traffic_source) FROM shop.sessions
            WHERE started_at >= '2026-02-09' AND started_at < '2026-02-12'\
            """));
        assertEquals("0", ask("""
            SELECT count(*) FROM shop.sessions
            WHERE traffic_source IS NULL AND (started_at < '2026-02-09' OR started_at >= '2026-02-12')\
            """));
    }

    @Test
    void postgres_gets_the_same_world() throws Exception {
        try (var server = EmbeddedPostgres.start();
                var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            DemoInPostgres.load(world, connection);
            DemoInPostgres.load(world, connection);
            for (var table : DemoWorld.rows(world).entrySet()) {
                assertEquals(
                        table.getValue().toString(), first(statement, "SELECT count(*) FROM shop." + table.getKey()));
            }
            var sum = "SELECT sum(quantity * unit_price - discount_amount) FROM shop.order_lines";
            assertEquals(ask(sum), first(statement, sum));
            var last = "SELECT CAST(max(ordered_at) AS VARCHAR) FROM shop.orders";
            assertEquals(ask(last), first(statement, last));
        }
    }

    @Test
    void the_full_world_has_two_million_fact_rows() {
        var full = folder.resolve("full.duckdb");
        DemoWorld.create(full, 42, AS_OF, Scale.FULL, Progress.NONE);
        var rows = DemoWorld.rows(full);
        var facts = Stream.of("sessions", "orders", "order_lines", "payments", "refunds")
                .mapToLong(table -> rows.getOrDefault(table, 0L))
                .sum();
        assertTrue(facts >= 2_000_000, () -> "only " + facts);
    }

    private static String ask(String sql) throws SQLException {
        try (var connection = DemoWorld.open(world);
                var statement = connection.createStatement()) {
            return first(statement, sql);
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
