package io.datachat.apex.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;

/// Every day of nine years, with each day that a week and each month that a fiscal year may begin.
class AlmanacTest {
    private static final LocalDate FIRST = LocalDate.of(2019, 12, 20);
    private static final LocalDate LAST = LocalDate.of(2029, 1, 10);

    private static LocalDateTime late(LocalDate day) {
        return day.atTime(23, 59, 59);
    }

    @Test
    void every_day_lies_in_the_week_that_began_last() {
        for (var starts : DayOfWeek.values()) {
            var almanac = new Almanac(starts, null);
            for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
                var right = day.with(TemporalAdjusters.previousOrSame(starts)).atStartOfDay();
                assertEquals(right, almanac.floor(late(day), Grain.WEEK), starts + " " + day);
                assertEquals(right, almanac.floor(day.atStartOfDay(), Grain.WEEK), starts + " " + day);
                assertEquals(day.getDayOfWeek() == starts, almanac.aligned(day.atStartOfDay(), Grain.WEEK));
                assertEquals(
                        right.minusWeeks(1),
                        almanac.around(late(day), -1, Grain.WEEK).from());
                assertEquals(right, almanac.around(late(day), -1, Grain.WEEK).to());
            }
        }
    }

    @Test
    void every_day_lies_in_the_fiscal_year_and_quarter_that_began_last() {
        for (var starts : Month.values()) {
            var almanac = new Almanac(DayOfWeek.MONDAY, starts);
            for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
                var began = YearMonth.of(day.getYear(), starts);
                if (began.isAfter(YearMonth.from(day))) began = began.minusYears(1);
                var quarter = began;
                for (var next = began; !next.isAfter(YearMonth.from(day)); next = next.plusMonths(3)) quarter = next;
                var year = began.atDay(1).atStartOfDay();
                assertEquals(year, almanac.floor(late(day), Grain.FISCAL_YEAR), starts + " " + day);
                assertEquals(
                        quarter.atDay(1).atStartOfDay(),
                        almanac.floor(late(day), Grain.FISCAL_QUARTER),
                        starts + " " + day);
                assertEquals(new Period(year.minusYears(1), year), almanac.around(late(day), -1, Grain.FISCAL_YEAR));
                assertEquals(
                        quarter.atDay(1).atStartOfDay().plusMonths(3),
                        almanac.around(late(day), 0, Grain.FISCAL_QUARTER).to());
            }
        }
    }

    @Test
    void other_grains_stay_as_they_are() {
        var almanac = new Almanac(DayOfWeek.SATURDAY, Month.OCTOBER);
        for (var day = FIRST; day.isBefore(LAST); day = day.plusDays(1))
            for (var grain : Grain.values())
                if (grain != Grain.WEEK && !grain.fiscal())
                    assertEquals(Grains.floor(late(day), grain), almanac.floor(late(day), grain));
    }

    @Test
    void a_fiscal_year_is_known_when_it_is_declared() {
        assertFalse(Almanac.ISO.knows(Grain.FISCAL_YEAR));
        assertTrue(Almanac.ISO.knows(Grain.YEAR));
        assertTrue(new Almanac(DayOfWeek.MONDAY, Month.JANUARY).knows(Grain.FISCAL_QUARTER));
    }
}
