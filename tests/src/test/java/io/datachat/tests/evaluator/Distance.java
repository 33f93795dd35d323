package io.datachat.tests.evaluator;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;

/// An amount of calendar time, `2 months` or `36 hours`.
record Distance(int months, Duration length) {
    static Distance of(String text) {
        var parts = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        var count = Integer.parseInt(parts[0]);
        var unit = parts[1].endsWith("s") ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
        return switch (unit) {
            case "second" -> new Distance(0, Duration.ofSeconds(count));
            case "minute" -> new Distance(0, Duration.ofMinutes(count));
            case "hour" -> new Distance(0, Duration.ofHours(count));
            case "day" -> new Distance(0, Duration.ofDays(count));
            case "week" -> new Distance(0, Duration.ofDays(7L * count));
            case "month" -> new Distance(count, Duration.ZERO);
            case "quarter" -> new Distance(3 * count, Duration.ZERO);
            case "year" -> new Distance(12 * count, Duration.ZERO);
            default -> throw new Unanswerable("no amount of time: " + text);
        };
    }

    Distance and(Distance other) {
        return new Distance(months + other.months, length.plus(other.length));
    }

    LocalDateTime before(LocalDateTime time) {
        return time.minusMonths(months).minus(length);
    }

    LocalDateTime after(LocalDateTime time) {
        return time.plusMonths(months).plus(length);
    }

    boolean wholeDays() {
        return length.toSeconds() % 86_400 == 0;
    }
}
