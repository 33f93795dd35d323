package io.datachat.apex.time;

import java.util.Locale;

/// How finely time is cut. Weeks start on Monday (ISO 8601).
public enum Grain implements TimeCut {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
