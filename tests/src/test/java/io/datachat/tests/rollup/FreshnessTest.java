package io.datachat.tests.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.materialize.Kept.State;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.world.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a rollup of a server is used: only by declaration, and never longer than declared.
class FreshnessTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    /// A clock that moves when it is told to.
    private static final class Hand implements InstantSource {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        void forward(Duration by) {
            now = now.plus(by);
        }
    }

    private final Hand clock = new Hand();

    @Test
    void a_rollup_of_a_server_is_used_as_long_as_declared(@TempDir Path folder) throws Exception {
        shop("rollup_ages");
        try (var apex = open(folder, "rollup_ages", ", refresh_interval: 1h", "UTC")) {
            assertEquals(State.NOT_BUILT, apex.rollups().getFirst().state());
            var built = apex.materialize("revenue", asking());
            assertEquals(State.FRESH, built.state(), built.why());
            assertEquals(2L, built.rows());
            change("INSERT INTO rollup_ages.orders VALUES (4, 'web', 100, TIMESTAMP '2026-02-02 10:00')");
            clock.forward(Duration.ofMinutes(59));
            var young = receipt(apex);
            assertEquals("revenue_rollup", young.route().rollup());
            assertEquals(START, young.route().watermark());
            assertEquals("1h", young.route().maxAge());
            assertTrue(
                    young.notes()
                            .contains("the rollup revenue_rollup was built at 2026-03-01T09:00:00Z; its rows are up"
                                    + " to 1h old by declaration"),
                    young.notes()::toString);
            assertEquals("6.00", total(apex));
            clock.forward(Duration.ofMinutes(1));
            var old = receipt(apex).route();
            assertNull(old.rollup());
            assertEquals(
                    "it was built at 2026-03-01T09:00:00Z, more than its refresh_interval of 1h ago",
                    old.misses().getFirst().reason());
            assertEquals("106.00", total(apex));
            assertEquals(State.STALE, apex.rollups().getFirst().state());
            assertEquals(State.FRESH, apex.materialize("revenue", asking()).state());
            assertEquals("106.00", total(apex));
            assertEquals("revenue_rollup", receipt(apex).route().rollup());
        }
    }

    @Test
    void a_rollup_of_a_server_is_not_used_without_a_declaration(@TempDir Path folder) throws Exception {
        shop("rollup_undeclared");
        try (var apex = open(folder, "rollup_undeclared", "", "UTC")) {
            assertEquals(State.STALE, apex.materialize("revenue", asking()).state());
            var route = receipt(apex).route();
            assertNull(route.rollup());
            assertEquals(
                    "its source does not tell whether it changed; refresh_interval under the materialization of revenue"
                            + " declares how old its rows may be",
                    route.misses().getFirst().reason());
        }
    }

    /// Days of another zone are other days: what was cut in the old zone must not answer in the new one.
    @Test
    void a_rollup_cut_in_another_zone_is_not_used(@TempDir Path folder) throws Exception {
        shop("rollup_zones");
        try (var apex = open(folder, "rollup_zones", ", refresh_interval: 1h", "UTC")) {
            apex.materialize("revenue", asking());
            assertEquals("revenue_rollup", receipt(apex).route().rollup());
        }
        try (var apex = open(folder, "rollup_zones", ", refresh_interval: 1h", "Asia/Tokyo")) {
            var route = receipt(apex).route();
            assertNull(route.rollup());
            assertEquals(
                    "the definition of revenue changed since it was built",
                    route.misses().getFirst().reason());
        }
    }

    @Test
    void projects_that_share_a_server_do_not_read_each_others_rollups(@TempDir Path folder) throws Exception {
        shop("rollup_one");
        shop("rollup_two");
        change("UPDATE rollup_two.orders SET amount = amount * 10");
        try (var one = open(
                        Files.createDirectory(folder.resolve("one")), "rollup_one", ", refresh_interval: 1h", "UTC");
                var two = open(
                        Files.createDirectory(folder.resolve("two")), "rollup_two", ", refresh_interval: 1h", "UTC")) {
            var first = one.materialize("revenue", asking());
            var second = two.materialize("revenue", asking());
            assertNotEquals(first.table(), second.table());
            assertEquals("6.00", total(one));
            assertEquals("60.00", total(two));
        }
    }

    private Asking asking() {
        return Asking.local(clock.instant());
    }

    private Receipt receipt(Apex apex) {
        return apex.dryRun(MetricQuery.of("revenue"), asking()).receipt();
    }

    private String total(Apex apex) {
        return String.valueOf(apex.answer(MetricQuery.of("revenue"), asking())
                .rows()
                .getFirst()
                .getFirst());
    }

    private Apex open(Path folder, String schema, String declared, String zone) throws Exception {
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: shop\ntime: {zone: " + zone + "}\ndatabases:\n  shop: {type: postgresql, url: \""
                        + Postgres.url() + "\", schemas: [" + schema + "], default_schema: " + schema + "}\n");
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), """
            datapoint:
              id: order
              type: entity
              name: Order
              source: orders
              primary_key: id
              time: ordered_at
              dimensions: [{name: channel}]
            ---
            datapoint:
              id: revenue
              type: metric
              name: Revenue
              execution: {entity: order, aggregation: sum, expression: amount}
              materialization: {strategy: manual, granularity: day, dimensions: [channel]%s}
            """.formatted(declared));
        return Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), clock);
    }

    private static void shop(String schema) throws SQLException {
        change("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        change("CREATE SCHEMA " + schema);
        change("CREATE TABLE " + schema
                + ".orders (id INTEGER PRIMARY KEY, channel TEXT, amount DECIMAL(12, 2), ordered_at TIMESTAMP)");
        change("INSERT INTO " + schema + ".orders VALUES (1, 'web', 1, '2026-02-01 23:30'), (2, 'web', 2,"
                + " '2026-02-01 10:00'), (3, 'app', 3, '2026-02-01 10:00')");
    }

    private static void change(String sql) throws SQLException {
        try (var connection = Postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
