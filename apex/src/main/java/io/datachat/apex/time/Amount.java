package io.datachat.apex.time;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of calendar time as people write it: `14 days`, `2 months`, `1 week`, `3 hours`. Months keep the day of
/// the month where it exists and else take the month's last day.
///
/// @param months whole months; zero when it is a length
/// @param length days, hours …; zero when it is months
public record Amount(int months, Duration length) {
    private static final Pattern FORM_PATTERN =
            Pattern.compile("(\\d{1,5})\\s*(second|minute|hour|day|week|month|quarter|year)s?");

    /// What it looks like, for messages.
    public static final String FORM = "a number and a unit, such as 14 days, 2 months or 3 hours";

    /// @return empty when the text is not of this form, or zero
    public static Optional<Amount> parse(String text) {
        var parts = FORM_PATTERN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) return Optional.empty();
        var count = Integer.parseInt(parts.group(1));
        return count == 0
                ? Optional.empty()
                : Optional.of(of(count, Grain.valueOf(parts.group(2).toUpperCase(Locale.ROOT))));
    }

    public static Amount of(int count, Grain unit) {
        return switch (unit) {
            case SECOND -> new Amount(0, Duration.ofSeconds(count));
            case MINUTE -> new Amount(0, Duration.ofMinutes(count));
            case HOUR -> new Amount(0, Duration.ofHours(count));
            case DAY -> new Amount(0, Duration.ofDays(count));
            case WEEK -> new Amount(0, Duration.ofDays(7L * count));
            case MONTH -> new Amount(count, Duration.ZERO);
            case QUARTER, FISCAL_QUARTER -> new Amount(3 * count, Duration.ZERO);
            case YEAR, FISCAL_YEAR -> new Amount(12 * count, Duration.ZERO);
        };
    }

    public LocalDateTime before(LocalDateTime time) {
        return time.minusMonths(months).minus(length);
    }

    /// Whether it is made of whole days, so that it moves a date to a date.
    public boolean wholeDays() {
        return length.toSeconds() % Duration.ofDays(1).toSeconds() == 0;
    }
}
