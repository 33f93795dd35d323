package io.datachat.tests.zones;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import io.datachat.tests.differential.Engine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
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
        try (var engine = HalfHours.engine(backend, zone, begin, folder)) {
            for (var move : MOVES.entrySet()) {
                compare(
                        engine,
                        "moment",
                        move.getKey(),
                        asked,
                        half -> move.getValue().apply(LocalDateTime.ofInstant(HalfHours.instant(first, half), asked)));
                compare(
                        engine,
                        "written",
                        move.getKey(),
                        asked,
                        half -> move.getValue().apply(HalfHours.local(first, half)));
                compare(
                        engine,
                        "written",
                        move.getKey(),
                        ZoneId.of("UTC"),
                        half -> move.getValue()
                                .apply(LocalDateTime.ofInstant(
                                        HalfHours.local(first, half)
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
                HalfHours.COUNT + 1,
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
        assertEquals(HalfHours.COUNT, got.size(), sql);
        var wrong = new ArrayList<String>();
        for (var half = 0; half < HalfHours.COUNT; half++) {
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
}
