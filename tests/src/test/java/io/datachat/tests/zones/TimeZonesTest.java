package io.datachat.tests.zones;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every half hour of a year: cut to every grain, numbered by the calendar, moved.
@Tag("deep")
class TimeZonesTest {
    private static final String SCHEMA = "zones_of_time";
    private static final int HALVES = 2 * 24 * 366;
    private static final List<TimeCut> CUTS = cuts();

    private static List<TimeCut> cuts() {
        var all = new ArrayList<TimeCut>(List.of(Grain.values()));
        all.removeAll(List.of(Grain.FISCAL_QUARTER, Grain.FISCAL_YEAR));
        all.addAll(List.of(DatePart.values()));
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "duckdb,Europe/Vienna,2024-01-01",
        "duckdb,America/New_York,2024-01-01",
        "duckdb,Australia/Lord_Howe,2024-01-01",
        "duckdb,Pacific/Apia,2011-07-01",
        "duckdb,Asia/Kolkata,2024-01-01",
        "postgresql,Europe/Vienna,2024-01-01",
        "postgresql,America/New_York,2024-01-01",
        "postgresql,Australia/Lord_Howe,2024-01-01",
        "postgresql,Pacific/Apia,2011-07-01",
        "postgresql,Asia/Kolkata,2024-01-01"
    })
    void local_time_is_that_of_java(String backend, String zone, String begin, @TempDir Path folder)
            throws IOException, SQLException {
        var first = LocalDateTime.parse(begin + "T00:00:00");
        var asked = ZoneId.of(zone);
        try (var engine = engine(backend, zone, begin, folder)) {
            for (var move : MOVES.entrySet()) {
                compare(
                        engine,
                        "moment",
                        move.getKey(),
                        asked,
                        half -> move.getValue().apply(LocalDateTime.ofInstant(instant(first, half), asked)));
                compare(
                        engine,
                        "written",
                        move.getKey(),
                        asked,
                        half -> move.getValue().apply(local(first, half)));
                compare(
                        engine,
                        "written",
                        move.getKey(),
                        ZoneId.of("UTC"),
                        half -> move.getValue()
                                .apply(LocalDateTime.ofInstant(
                                        local(first, half)
                                                .atZone(asked)
                                                .withLaterOffsetAtOverlap()
                                                .toInstant(),
                                        ZoneId.of("UTC"))));
            }
        }
    }

    /// Suffix of the metric, and what becomes of a local time.
    private static final Map<String, UnaryOperator<LocalDateTime>> MOVES = Map.of(
            "", at -> at,
            "_day_before", at -> at.plusDays(1),
            "_hours_before", at -> at.plusHours(30));

    private interface Expected {
        LocalDateTime at(int half);
    }

    private static Instant instant(LocalDateTime first, int half) {
        return first.toInstant(java.time.ZoneOffset.UTC).plus(Duration.ofMinutes(30L * half));
    }

    private static LocalDateTime local(LocalDateTime first, int half) {
        return first.plusMinutes(30L * half);
    }

    private static void compare(Engine engine, String entity, String move, ZoneId zone, Expected expected) {
        var dimensions = new ArrayList<Dimension>();
        dimensions.add(new Dimension(entity, null));
        for (var cut : CUTS) dimensions.add(new Dimension(MetricQuery.TIME, cut));
        var query = new MetricQuery(
                List.of(entity + "s" + move),
                dimensions,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                HALVES + 1,
                Compare.NONE,
                zone,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
        var got = new HashMap<Integer, List<@Nullable Object>>();
        if (!(engine.ask(query) instanceof Engine.Outcome.Answered(String sql, var rows)))
            throw new AssertionError("no answer: " + engine.ask(query));
        for (var row : rows) {
            var half = ((BigDecimal) java.util.Objects.requireNonNull(row.getFirst())).intValueExact();
            assertEquals(null, got.put(half, row), "one row for each half hour");
        }
        assertEquals(HALVES, got.size(), sql);
        var wrong = new ArrayList<String>();
        for (var half = 0; half < HALVES; half++) {
            var right = expected.at(half);
            var row = java.util.Objects.requireNonNull(got.get(half));
            for (var at = 0; at < CUTS.size(); at++) {
                var wanted = cut(right, CUTS.get(at));
                if (!wanted.equals(row.get(at + 1))) {
                    wrong.add(half + ": " + right + " " + CUTS.get(at).word() + " is " + row.get(at + 1));
                    break;
                }
            }
        }
        assertEquals(
                List.of(),
                wrong.subList(0, Math.min(8, wrong.size())),
                wrong.size() + " wrong, " + entity + move + " in " + zone);
    }

    private static Object cut(LocalDateTime at, TimeCut cut) {
        var day = at.toLocalDate();
        return switch (cut) {
            case Grain grain ->
                switch (grain) {
                    case SECOND -> at.truncatedTo(ChronoUnit.SECONDS);
                    case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES);
                    case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
                    case YEAR -> day.withDayOfYear(1);
                    case FISCAL_QUARTER, FISCAL_YEAR -> throw new IllegalArgumentException("not declared here");
                };
            case DatePart part ->
                BigDecimal.valueOf(
                        switch (part) {
                            case YEAR_NUMBER -> day.getYear();
                            case QUARTER_OF_YEAR -> day.get(IsoFields.QUARTER_OF_YEAR);
                            case MONTH_OF_YEAR -> day.getMonthValue();
                            case WEEK_OF_YEAR -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                            case DAY_OF_YEAR -> day.getDayOfYear();
                            case DAY_OF_MONTH -> day.getDayOfMonth();
                            case DAY_OF_WEEK -> day.getDayOfWeek().getValue();
                            case HOUR_OF_DAY -> at.getHour();
                            case MINUTE_OF_HOUR -> at.getMinute();
                        });
            case TimeCut.Custom custom -> throw new IllegalArgumentException(custom.word());
        };
    }

    private static Engine engine(String backend, String zone, String begin, Path folder)
            throws IOException, SQLException {
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
                        + " + g * INTERVAL '30 minutes' FROM generate_series(0, " + (HALVES - 1) + ") AS t(g)");
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
            """.formatted(entity, zone);
    }
}
