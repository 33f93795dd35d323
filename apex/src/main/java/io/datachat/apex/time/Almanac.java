package io.datachat.apex.time;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/// When weeks and fiscal years begin.
///
/// @param fiscalYearStarts its first day; null when no fiscal year was declared
public record Almanac(DayOfWeek weekStarts, @Nullable Month fiscalYearStarts) {
    private static final int DAYS = 7;

    /// Weeks of ISO 8601, and no fiscal year.
    public static final Almanac ISO = new Almanac(DayOfWeek.MONDAY, null);

    /// Whether there are buckets of this grain.
    public boolean knows(Grain grain) {
        return fiscalYearStarts != null || !grain.fiscal();
    }

    /// How many days later a time must be read for its week to be one of ISO 8601.
    public int daysAhead(Grain grain) {
        return grain == Grain.WEEK ? (DAYS + 1 - weekStarts.getValue()) % DAYS : 0;
    }

    /// How many months earlier a time must be read for its fiscal year to be a calendar year.
    public int monthsBehind(Grain grain) {
        return grain.fiscal() && fiscalYearStarts != null ? fiscalYearStarts.getValue() - 1 : 0;
    }

    /// The start of the bucket that the time lies in.
    public LocalDateTime floor(LocalDateTime time, Grain grain) {
        var read = time.minusMonths(monthsBehind(grain)).plusDays(daysAhead(grain));
        return Grains.floor(read, grain).minusDays(daysAhead(grain)).plusMonths(monthsBehind(grain));
    }

    public boolean aligned(LocalDateTime time, Grain grain) {
        return floor(time, grain).equals(time);
    }

    /// The whole unit that the time lies in, moved by so many units.
    public Period around(LocalDateTime time, long units, Grain grain) {
        var start = Grains.plus(floor(time, grain), units, grain);
        return new Period(start, Grains.plus(start, 1, grain));
    }
}
