package io.datachat.apex.time;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// A length of time as people write it: `250ms`, `60s`, `15m`, `6h`, `30d`, `2w`, and sums such as `1h30m`.
///
/// Days and weeks are 24 hours and 7 days: these are delays, not calendar arithmetic.
public final class Lapse {
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h|d|w))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d|w)");

    private Lapse() {}

    /// What it looks like, for messages.
    public static final String FORM = "a number and a unit (ms, s, m, h, d or w), such as 15m, 6h or 30d";

    /// @return empty when the text is not of this form
    public static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) return Optional.empty();
        var total = Duration.ZERO;
        var parts = PART.matcher(text);
        while (parts.find()) total = total.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
        return Optional.of(total);
    }

    private static Duration part(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "w" -> Duration.ofDays(Math.multiplyExact(amount, 7L));
            default -> throw new IllegalStateException(unit);
        };
    }
}
