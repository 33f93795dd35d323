package io.datachat.apex.time;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// Arithmetic of grains on local time, with weeks from Monday and fiscal years from January: [Almanac] knows others.
public final class Grains {
    private Grains() {}

    /// The start of the minute, hour, … or year that the time lies in.
    public static LocalDateTime floor(LocalDateTime time, Grain grain) {
        var day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (grain) {
            case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER, FISCAL_QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR, FISCAL_YEAR -> day.withDayOfYear(1);
        };
    }

    /// The time so many units later; earlier when negative.
    public static LocalDateTime plus(LocalDateTime time, long units, Grain grain) {
        return switch (grain) {
            case SECOND -> time.plusSeconds(units);
            case MINUTE -> time.plusMinutes(units);
            case HOUR -> time.plusHours(units);
            case DAY -> time.plusDays(units);
            case WEEK -> time.plusWeeks(units);
            case MONTH -> time.plusMonths(units);
            case QUARTER, FISCAL_QUARTER -> time.plusMonths(Math.multiplyExact(units, 3L));
            case YEAR, FISCAL_YEAR -> time.plusYears(units);
        };
    }

    /// The whole unit that the time lies in, moved by so many units.
    public static Period around(LocalDateTime time, long units, Grain grain) {
        var start = plus(floor(time, grain), units, grain);
        return new Period(start, plus(start, 1, grain));
    }

    public static boolean aligned(LocalDateTime time, Grain grain) {
        return floor(time, grain).equals(time);
    }

    public static boolean aligned(Period period, Grain grain) {
        return aligned(period.from(), grain) && aligned(period.to(), grain);
    }

    /// The coarsest grain on whose boundaries both ends lie; none when an end has parts of a second.
    /// Weeks and months do not nest: a period of whole months is rarely one of whole weeks, so ask
    /// [#aligned(Period, Grain)] before using a finer one.
    public static Optional<Grain> coarsest(Period period) {
        var grains = Grain.values();
        for (int i = grains.length - 1; i >= 0; i--)
            if (!grains[i].fiscal() && aligned(period, grains[i])) return Optional.of(grains[i]);
        return Optional.empty();
    }
}
