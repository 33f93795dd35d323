package io.datachat.apex.time;

import java.util.Locale;

/// How finely time is cut. Weeks start on Monday (ISO 8601).
public enum Grain {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /// The word in requests, YAML and column names: `month`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
