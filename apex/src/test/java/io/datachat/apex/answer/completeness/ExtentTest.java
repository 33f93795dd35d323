package io.datachat.apex.answer.completeness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.Receipt.Partial;
import io.datachat.apex.answer.Receipt.Route;
import io.datachat.apex.answer.Receipt.Timings;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// First and last buckets that are partial by the period, the grain and the clock alone.
class ExtentTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void a_period_of_whole_buckets_in_the_past_is_not_marked() {
        assertEquals(
                Partial.NONE, marked(Grain.WEEK, "2026-11-02", "2026-11-16").partial());
        assertEquals(List.of(), marked(Grain.WEEK, "2026-11-02", "2026-11-16").notes());
        assertEquals(
                Partial.NONE, marked(null, "2026-11-03T10:00", "2026-11-16").partial());
        assertEquals(Partial.NONE, marked(Grain.DAY, "2026-11-02", "2026-11-20").partial());
    }

    @Test
    void a_period_that_cuts_its_first_or_last_bucket_is_marked() {
        var both = marked(Grain.WEEK, "2026-11-03", "2026-11-18");
        assertEquals(new Partial(true, true, "2026-11-16T00:00"), both.partial());
        assertEquals(
                List.of(
                        "the period ends within a week: the last week is partial",
                        "the period begins within a week: the first week is partial"),
                both.notes());
        assertEquals(
                new Partial(true, false, null),
                marked(Grain.DAY, "2026-11-03T10:00", "2026-11-18").partial());
        assertEquals(
                new Partial(false, true, "2026-10-01T00:00"),
                marked(Grain.QUARTER, "2026-01-01", "2026-11-01").partial());
    }

    @Test
    void a_period_that_is_not_over_is_marked() {
        var month = marked(Grain.DAY, "2026-11-01", "2026-12-01");
        assertEquals(new Partial(false, true, "2026-11-20T00:00"), month.partial());
        assertEquals(List.of("it is 2026-11-20 12:00; every day from 2026-11-20 on is partial"), month.notes());
        var year = marked(Grain.MONTH, "2026-01-01", "2026-12-01");
        assertEquals(List.of("it is 2026-11-20 12:00; the last month is partial"), year.notes());
        var plain = marked(null, "2026-11-01", "2026-12-01");
        assertEquals(new Partial(false, true, "2026-11-20T12:00"), plain.partial());
        assertEquals(List.of("it is 2026-11-20 12:00; the period is not over"), plain.notes());
        assertEquals(
                new Partial(false, true, "2027-01-01T00:00"),
                marked(Grain.MONTH, "2027-01-01", "2027-02-01").partial());
    }

    @Test
    void buckets_without_an_end_go_up_to_the_clock() {
        assertEquals(
                new Partial(false, true, "2026-11-01T00:00"),
                marked(Grain.MONTH, null, null).partial());
        assertEquals(
                List.of("it is 2026-11-20 12:00; the last month is partial"),
                marked(Grain.MONTH, null, null).notes());
        assertEquals(Partial.NONE, marked(Grain.HOUR, null, null).partial());
        assertEquals(Partial.NONE, marked(null, null, null).partial());
    }

    /// The clock stands in the zone of the question: in Tokyo the 20th ends three hours later.
    @Test
    void the_zone_of_the_question_decides_where_the_clock_stands() {
        var tokyo = new Extent(
                coverage(Grain.DAY, true), stretch("2026-11-01", "2026-11-21"), NOON, ZoneId.of("Asia/Tokyo"));
        assertEquals(
                List.of("it is 2026-11-20 21:00; the last day is partial"),
                tokyo.mark(receipt()).notes());
    }

    /// What accumulates up to each moment has the same last moment, wherever the period begins.
    @Test
    void a_cumulative_metric_has_no_partial_first_bucket() {
        var extent =
                new Extent(coverage(Grain.WEEK, false), stretch("2026-11-03", "2026-11-16"), NOON, ZoneId.of("UTC"));
        assertEquals(Partial.NONE, extent.mark(receipt()).partial());
    }

    private static Receipt marked(@Nullable Grain grain, @Nullable String from, @Nullable String to) {
        return new Extent(coverage(grain, true), stretch(from, to), NOON, ZoneId.of("UTC")).mark(receipt());
    }

    private static Coverage coverage(@Nullable Grain grain, boolean opens) {
        return new Coverage(List.of(), grain, opens, true);
    }

    private static Stretch stretch(@Nullable String from, @Nullable String to) {
        return new Stretch(time(from), time(to));
    }

    private static @Nullable LocalDateTime time(@Nullable String text) {
        return text == null ? null : LocalDateTime.parse(text.contains("T") ? text : text + "T00:00");
    }

    private static Receipt receipt() {
        return new Receipt(
                "shop",
                "duckdb",
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                Route.SOURCE,
                List.of(),
                "SELECT 1",
                List.of(),
                "f",
                NOON,
                ZoneId.of("UTC"),
                1,
                new Timings(Duration.ZERO, null),
                List.of(),
                Partial.NONE,
                null,
                List.of());
    }
}
