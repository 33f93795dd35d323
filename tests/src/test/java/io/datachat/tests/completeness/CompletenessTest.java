package io.datachat.tests.completeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.Receipt.Complete;
import io.datachat.apex.answer.Receipt.Partial;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import io.datachat.tests.world.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers over what is not complete say so, by delay and by watermark, on both engines.
class CompletenessTest {
    private static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");

    private enum On {
        DUCKDB,
        POSTGRESQL
    }

    private static final class Hand implements InstantSource {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    Path folder;

    private final Hand clock = new Hand();

    @ParameterizedTest
    @EnumSource
    void a_delay_ends_what_is_complete_before_the_clock(On on) throws Exception {
        try (var apex = open(on, "complete_after: 6h")) {
            var days = receipt(apex, Grain.DAY, "2026-11-01", "2026-11-20");
            assertEquals(List.of(new Complete("order", Instant.parse("2026-11-19T23:00:00Z"))), days.completeness());
            assertEquals(new Partial(false, true, "2026-11-19T00:00"), days.partial());
            assertEquals(List.of("order is complete up to 2026-11-19 23:00; the last day is partial"), days.notes());
            var before = receipt(apex, Grain.DAY, "2026-11-01", "2026-11-19");
            assertEquals(Partial.NONE, before.partial());
            assertEquals(List.of(), before.notes());
            var dry = apex.dryRun(query(Grain.DAY, "2026-11-01", "2026-11-20"), Asking.local(NOW));
            assertEquals(days.partial(), dry.receipt().partial());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_watermark_tells_how_far_the_rows_go(On on) throws Exception {
        try (var apex = open(on, "watermark: loaded_at")) {
            var days = receipt(apex, Grain.DAY, "2026-11-01", "2026-11-20");
            assertEquals(List.of(new Complete("order", Instant.parse("2026-11-18T03:30:00Z"))), days.completeness());
            assertEquals(new Partial(false, true, "2026-11-18T00:00"), days.partial());
            assertEquals(
                    List.of("order is complete up to 2026-11-18 03:30; every day from 2026-11-18 on is partial"),
                    days.notes());
            assertEquals(
                    Partial.NONE,
                    receipt(apex, Grain.DAY, "2026-11-01", "2026-11-18").partial());
            var ever = receipt(apex, null, null, null);
            assertEquals(List.of("order is complete up to 2026-11-18 03:30"), ever.notes());
            assertEquals(Partial.NONE, ever.partial());
        }
    }

    /// The day that is reached counts as a whole, in the zone of the entity.
    @ParameterizedTest
    @EnumSource
    void a_watermark_of_days_includes_the_last_one(On on) throws Exception {
        try (var apex = open(on, "watermark: day")) {
            assertEquals(
                    List.of(new Complete("order", Instant.parse("2026-11-19T00:00:00Z"))),
                    receipt(apex, Grain.DAY, "2026-11-01", "2026-11-19").completeness());
            assertEquals(
                    Partial.NONE,
                    receipt(apex, Grain.DAY, "2026-11-01", "2026-11-19").partial());
            assertEquals(
                    new Partial(false, true, "2026-11-19T00:00"),
                    receipt(apex, Grain.DAY, "2026-11-01", "2026-11-20").partial());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_dry_run_does_not_ask_for_the_watermark(On on) throws Exception {
        try (var apex = open(on, "watermark: loaded_at")) {
            var dry = apex.dryRun(query(Grain.DAY, "2026-11-01", "2026-11-20"), Asking.local(NOW))
                    .receipt();
            assertNull(dry.completeness().getFirst().until());
            assertEquals(List.of(), dry.notes());
        }
    }

    /// A DuckDB file cannot be written while it is read, so only a server shows this.
    @Test
    void a_watermark_that_was_not_far_enough_is_read_again_after_a_minute() throws Exception {
        try (var apex = open(On.POSTGRESQL, "watermark: loaded_at")) {
            var early = receipt(apex, Grain.DAY, "2026-11-01", "2026-11-19");
            assertTrue(early.partial().last());
            try (var connection = Postgres.connect()) {
                change(connection, "UPDATE completeness.orders SET loaded_at = '2026-11-19 12:00'");
            }
            assertTrue(receipt(apex, Grain.DAY, "2026-11-01", "2026-11-19")
                    .partial()
                    .last());
            clock.now = clock.now.plus(Duration.ofMinutes(1));
            assertEquals(
                    Partial.NONE,
                    receipt(apex, Grain.DAY, "2026-11-01", "2026-11-19").partial());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_watermark_without_rows_is_not_known(On on) throws Exception {
        try (var apex = open(on, "watermark: never")) {
            var receipt = receipt(apex, Grain.DAY, "2026-11-01", "2026-11-18");
            assertEquals(1, receipt.completeness().size());
            assertNull(receipt.completeness().getFirst().until());
            assertEquals(List.of("order tells no watermark: its never is empty"), receipt.notes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_watermark_must_be_a_column_of_time(On on) throws Exception {
        try (var apex = open(on, "watermark: amount")) {
            assertTrue(
                    apex.problems()
                            .toString()
                            .contains("the column 'amount' is decimal(12,2), not a date or timestamp"),
                    apex.problems()::toString);
        }
        try (var apex = open(on, "watermark: loadet_at")) {
            assertTrue(apex.problems().toString().contains("has no column 'loadet_at'"), apex.problems()::toString);
        }
    }

    private Receipt receipt(Apex apex, @Nullable Grain grain, @Nullable String from, @Nullable String to) {
        return apex.answer(query(grain, from, to), Asking.local(NOW)).receipt();
    }

    private static MetricQuery query(@Nullable Grain grain, @Nullable String from, @Nullable String to) {
        return new MetricQuery(
                List.of("revenue"),
                List.of(),
                grain,
                from == null && to == null ? null : new Span.Between(from, to),
                List.of(),
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                Framing.PLAIN);
    }

    private Apex open(On on, String freshness) throws Exception {
        Files.createDirectories(folder.resolve("datapoints/user"));
        var database = switch (on) {
            case DUCKDB -> "{type: duckdb, path: shop.duckdb, schemas: [completeness], default_schema: completeness}";
            case POSTGRESQL ->
                "{type: postgresql, url: \"" + Postgres.url()
                        + "\", schemas: [completeness], default_schema: completeness}";
        };
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: shop\ntime: {zone: UTC}\ndatabases:\n  shop: " + database + "\n");
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), """
            datapoint:
              id: order
              type: entity
              name: Order
              source: orders
              primary_key: id
              time: ordered_at
              freshness: {%s}
            ---
            datapoint:
              id: revenue
              type: metric
              name: Revenue
              execution: {entity: order, aggregation: sum, expression: amount}
            """.formatted(freshness));
        try (var connection = on == On.DUCKDB
                ? DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"))
                : Postgres.connect()) {
            change(connection, "DROP SCHEMA IF EXISTS completeness CASCADE");
            change(connection, "CREATE SCHEMA completeness");
            change(
                    connection,
                    "CREATE TABLE completeness.orders (id INTEGER PRIMARY KEY, amount DECIMAL(12, 2),"
                            + " ordered_at TIMESTAMP, day DATE, loaded_at TIMESTAMP, never TIMESTAMP)");
            change(
                    connection,
                    "INSERT INTO completeness.orders VALUES"
                            + " (1, 1, '2026-11-01 10:00', '2026-11-01', '2026-11-02 03:30', NULL),"
                            + " (2, 2, '2026-11-18 01:00', '2026-11-18', '2026-11-18 03:30', NULL)");
        }
        return Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), clock);
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
