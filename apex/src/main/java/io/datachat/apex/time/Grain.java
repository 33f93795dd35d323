package io.datachat.apex.time;

import java.util.Locale;

/// How finely time is cut. When weeks and fiscal years begin is told by an [Almanac].
public enum Grain implements TimeCut {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_QUARTER,
    FISCAL_YEAR;

    public boolean fiscal() {
        return this == FISCAL_QUARTER || this == FISCAL_YEAR;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
