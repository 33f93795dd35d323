package io.datachat.tests.zones;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Offsets, windows, months to date and earlier periods across days of 23, 25 and no hours, against java.time.
@Tag("deep")
class TimeZoneMovesTest {
    private static final int FROM = 40;
    private static final int TO = 330;

    @ParameterizedTest
    @CsvSource({
        "duckdb,Europe/Vienna,2024-01-01,2024-03-31",
        "duckdb,America/New_York,2024-01-01,2024-11-03",
        "duckdb,Australia/Lord_Howe,2024-01-01,2024-04-07",
        "duckdb,Pacific/Apia,2011-07-01,2011-12-30",
        "duckdb,Asia/Kolkata,2024-01-01,2024-03-31",
        "postgresql,Europe/Vienna,2024-01-01,2024-03-31",
        "postgresql,America/New_York,2024-01-01,2024-11-03",
        "postgresql,Australia/Lord_Howe,2024-01-01,2024-04-07",
        "postgresql,Pacific/Apia,2011-07-01,2011-12-30",
        "postgresql,Asia/Kolkata,2024-01-01,2024-03-31"
    })
    void what_looks_elsewhere_looks_where_java_does(
            String backend, String zone, LocalDate begin, LocalDate change, @TempDir Path folder)
            throws IOException, SQLException {
        var first = begin.atStartOfDay();
        var asked = ZoneId.of(zone);
        var utc = ZoneId.of("UTC");
        try (var engine = HalfHours.engine(backend, zone, begin.toString(), folder)) {
            judge(
                    engine,
                    "moment",
                    asked,
                    begin,
                    change,
                    half -> LocalDateTime.ofInstant(HalfHours.instant(first, half), asked));
            judge(engine, "written", asked, begin, change, half -> HalfHours.local(first, half));
            judge(
                    engine,
                    "written",
                    utc,
                    begin,
                    change,
                    half -> LocalDateTime.ofInstant(
                            HalfHours.local(first, half)
                                    .atZone(asked)
                                    .withLaterOffsetAtOverlap()
                                    .toInstant(),
                            utc));
        }
    }

    private static void judge(
            Engine engine,
            String entity,
            ZoneId zone,
            LocalDate begin,
            LocalDate change,
            IntFunction<LocalDateTime> stands) {
        var times = IntStream.range(0, HalfHours.COUNT).mapToObj(stands).toList();
        days(engine, entity, zone, begin, times);
        hours(engine, entity, zone, change, times);
        earlier(engine, entity, zone, begin, times);
        months(engine, entity, zone, begin, times);
    }

    private static void days(Engine engine, String entity, ZoneId zone, LocalDate begin, List<LocalDateTime> times) {
        var perDay = counts(times, LocalDateTime::toLocalDate);
        Map<Object, List<Long>> right = new TreeMap<>();
        for (var day = begin.plusDays(FROM); day.isBefore(begin.plusDays(TO)); day = day.plusDays(1))
            right.put(
                    day,
                    List.of(
                            perDay.getOrDefault(day, 0L),
                            perDay.getOrDefault(day.minusWeeks(1), 0L),
                            perDay.getOrDefault(day.minusMonths(1), 0L),
                            sum(perDay, day.minusDays(6), day),
                            sum(perDay, day.withDayOfMonth(1), day)));
        same(
                right,
                ask(
                        engine,
                        zone,
                        Grain.DAY,
                        new Span.Between(
                                begin.plusDays(FROM).toString(),
                                begin.plusDays(TO).toString()),
                        Compare.NONE,
                        List.of(
                                entity + "s",
                                entity + "s_week_before",
                                entity + "s_month_before",
                                entity + "s_of_a_week",
                                entity + "s_month_to_date")),
                entity + " by day in " + zone);
    }

    /// Eight days around a change.
    private static void hours(Engine engine, String entity, ZoneId zone, LocalDate change, List<LocalDateTime> times) {
        var perHour = counts(times, time -> time.truncatedTo(ChronoUnit.HOURS));
        Map<Object, List<Long>> right = new TreeMap<>();
        for (var hour = change.minusDays(4).atStartOfDay();
                hour.isBefore(change.plusDays(4).atStartOfDay());
                hour = hour.plusHours(1)) {
            var seen = 0L;
            for (var back = 0; back < 36; back++) seen += perHour.getOrDefault(hour.minusHours(back), 0L);
            right.put(hour, List.of(perHour.getOrDefault(hour, 0L), seen));
        }
        same(
                right,
                ask(
                        engine,
                        zone,
                        Grain.HOUR,
                        new Span.Between(
                                change.minusDays(4).toString(),
                                change.plusDays(4).toString()),
                        Compare.NONE,
                        List.of(entity + "s", entity + "s_of_hours")),
                entity + " by hour in " + zone);
    }

    /// Ninety days and the ninety before them.
    private static void earlier(Engine engine, String entity, ZoneId zone, LocalDate begin, List<LocalDateTime> times) {
        var perDay = counts(times, LocalDateTime::toLocalDate);
        Map<Object, List<Long>> right = new TreeMap<>();
        for (var day = begin.plusDays(100); day.isBefore(begin.plusDays(190)); day = day.plusDays(1)) {
            var now = perDay.getOrDefault(day, 0L);
            var before = perDay.getOrDefault(day.minusDays(90), 0L);
            right.put(day, List.of(now, before, now - before));
        }
        same(
                right,
                ask(
                        engine,
                        zone,
                        Grain.DAY,
                        new Span.Between(
                                begin.plusDays(100).toString(),
                                begin.plusDays(190).toString()),
                        Compare.PREVIOUS_PERIOD,
                        List.of(entity + "s")),
                entity + " and the period before in " + zone);
    }

    /// By month the rows themselves move.
    private static void months(Engine engine, String entity, ZoneId zone, LocalDate begin, List<LocalDateTime> times) {
        var perMonth = counts(times, time -> time.toLocalDate().withDayOfMonth(1));
        Map<Object, List<Long>> right = new TreeMap<>();
        for (var month = begin.plusMonths(2); month.isBefore(begin.plusMonths(11)); month = month.plusMonths(1))
            right.put(
                    month, List.of(perMonth.getOrDefault(month, 0L), perMonth.getOrDefault(month.minusMonths(1), 0L)));
        same(
                right,
                ask(
                        engine,
                        zone,
                        Grain.MONTH,
                        new Span.Between(
                                begin.plusMonths(2).toString(),
                                begin.plusMonths(11).toString()),
                        Compare.NONE,
                        List.of(entity + "s", entity + "s_month_before")),
                entity + " by month in " + zone);
    }

    private static <T> Map<T, Long> counts(
            List<LocalDateTime> times, java.util.function.Function<LocalDateTime, T> bucket) {
        Map<T, Long> counts = new HashMap<>();
        for (var time : times) counts.merge(bucket.apply(time), 1L, Long::sum);
        return counts;
    }

    private static long sum(Map<LocalDate, Long> perDay, LocalDate from, LocalDate to) {
        var sum = 0L;
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) sum += perDay.getOrDefault(day, 0L);
        return sum;
    }

    private static Map<Object, List<@Nullable Object>> ask(
            Engine engine, ZoneId zone, Grain grain, Span period, Compare compare, List<String> metrics) {
        var query = new MetricQuery(
                metrics,
                List.of(),
                grain,
                period,
                List.of(),
                List.of(),
                List.of(),
                null,
                compare,
                zone,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
        if (!(engine.ask(query) instanceof Engine.Outcome.Answered(String _, var rows)))
            throw new AssertionError("no answer: " + engine.ask(query));
        Map<Object, List<@Nullable Object>> got = new HashMap<>();
        for (var row : rows)
            assertEquals(null, got.put(Objects.requireNonNull(row.getFirst()), row.subList(1, row.size())));
        return got;
    }

    /// Buckets in which nothing at all was seen need not be there.
    private static void same(Map<Object, List<Long>> right, Map<Object, List<@Nullable Object>> got, String what) {
        var wrong = new ArrayList<String>();
        right.forEach((bucket, values) -> {
            var row = got.remove(bucket);
            if (row == null) {
                if (values.stream().anyMatch(value -> value != 0)) wrong.add(bucket + " is missing: " + values);
                return;
            }
            for (var at = 0; at < values.size(); at++)
                if (!Cells.same(java.math.BigDecimal.valueOf(values.get(at)), row.get(at), true)) {
                    wrong.add(bucket + ": " + row + " instead of " + values);
                    break;
                }
        });
        got.forEach((bucket, row) -> wrong.add(bucket + " is too much: " + row));
        assertEquals(List.of(), wrong.subList(0, Math.min(6, wrong.size())), wrong.size() + " wrong, " + what);
    }
}
