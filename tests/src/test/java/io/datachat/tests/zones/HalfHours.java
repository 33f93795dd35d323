package io.datachat.tests.zones;

import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/// A row for every half hour of a year: as moments, and as a clock in some zone shows them.
final class HalfHours {
    private static final String SCHEMA = "zones_of_time";
    static final int COUNT = 2 * 24 * 366;

    private HalfHours() {}

    static Instant instant(LocalDateTime first, int half) {
        return first.toInstant(ZoneOffset.UTC).plus(Duration.ofMinutes(30L * half));
    }

    static LocalDateTime local(LocalDateTime first, int half) {
        return first.plusMinutes(30L * half);
    }

    static Engine engine(String backend, String zone, String begin, Path folder) throws IOException, SQLException {
        String database;
        if (backend.equals("duckdb")) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("zones.duckdb"))) {
                load(connection, begin);
            }
            database = "{type: duckdb, path: zones.duckdb, schemas: [" + SCHEMA + "], default_schema: " + SCHEMA + "}";
        } else {
            try (var connection = Postgres.connect()) {
                load(connection, begin);
            }
            database = "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + SCHEMA + "], default_schema: "
                    + SCHEMA + "}";
        }
        Files.writeString(folder.resolve("datachat.yaml"), "name: zones\ndatabases:\n  main: " + database + "\n");
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(
                folder.resolve("datapoints/user/zones.yaml"),
                String.join("---\n", definitions("moment", "UTC"), definitions("written", zone)));
        return Engine.open(folder);
    }

    private static void load(Connection into, String begin) throws SQLException {
        try (var statement = into.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (var table :
                    Map.of("moment", "TIMESTAMPTZ", "written", "TIMESTAMP").entrySet()) {
                var first = table.getValue() + " '" + begin + " 00:00:00"
                        + (table.getValue().equals("TIMESTAMP") ? "" : "+00") + "'";
                statement.execute("CREATE TABLE " + SCHEMA + "." + table.getKey()
                        + " (half INTEGER PRIMARY KEY, happened " + table.getValue() + ")");
                statement.execute("INSERT INTO " + SCHEMA + "." + table.getKey() + " SELECT g, " + first
                        + " + g * INTERVAL '30 minutes' FROM generate_series(0, " + (COUNT - 1) + ") AS t(g)");
            }
        }
    }

    private static String definitions(String entity, String zone) {
        return """
            datapoint:
              id: %1$s
              type: entity
              name: Entity %1$s
              source: %1$s
              primary_key: half
              time: happened
              time_zone: %2$s
              dimensions: [{name: happened}]
            ---
            datapoint:
              id: %1$ss
              type: metric
              name: Metric %1$ss
              definition: All of them.
              owner: tests
              execution: {entity: %1$s, aggregation: count}
            ---
            datapoint:
              id: %1$ss_day_before
              type: metric
              name: A day before %1$s
              definition: A day before.
              owner: tests
              execution:
                derived: before
                inputs: {before: {metric: %1$ss, offset: 1 day}}
            ---
            datapoint:
              id: %1$ss_hours_before
              type: metric
              name: Hours before %1$s
              definition: Hours before.
              owner: tests
              execution:
                derived: before
                inputs: {before: {metric: %1$ss, offset: 30 hours}}
            """.formatted(entity, zone)
                + before(entity, "week_before", "offset: 1 week")
                + before(entity, "month_before", "offset: 1 month")
                + cumulative(entity, "of_a_week", "window: 7 days")
                + cumulative(entity, "of_hours", "window: 36 hours")
                + cumulative(entity, "month_to_date", "to_date: month");
    }

    private static String before(String entity, String name, String how) {
        return metric(entity, name, """
                derived: before
                inputs: {before: {metric: %ss, %s}}
            """.formatted(entity, how));
    }

    private static String cumulative(String entity, String name, String how) {
        return metric(entity, name, """
                cumulative: %ss
                %s
            """.formatted(entity, how));
    }

    private static String metric(String entity, String name, String execution) {
        return """
            ---
            datapoint:
              id: %1$ss_%2$s
              type: metric
              name: Metric %1$s %2$s
              definition: Made for a test.
              owner: tests
              execution:
            """.formatted(entity, name) + execution.indent(4);
    }
}
