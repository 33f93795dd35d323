package io.datachat.apex.time;

import java.util.Locale;

/// A number that the calendar gives to a time: the same every year, month or day. Weeks are those of ISO 8601, Monday
/// is 1.
public enum DatePart implements TimeCut {
    YEAR_NUMBER,
    QUARTER_OF_YEAR,
    MONTH_OF_YEAR,
    WEEK_OF_YEAR,
    DAY_OF_YEAR,
    DAY_OF_MONTH,
    DAY_OF_WEEK,
    HOUR_OF_DAY,
    MINUTE_OF_HOUR;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a date, which has no time of day, has this number too.
    public boolean ofDate() {
        return this != HOUR_OF_DAY && this != MINUTE_OF_HOUR;
    }
}
