package io.datachat.apex.resolve;

import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Period;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How far back a comparison looks: whole months, or a length (docs/values.md, section 7). One of the two is zero.
public record Shift(int months, Duration length) {
    private static final Duration YEAR_OF_WEEKS = Duration.ofDays(364);
    private static final int LAST_DAY_OF_EVERY_MONTH = 28;

    static Shift ofMonths(int months) {
        return new Shift(months, Duration.ZERO);
    }

    static Shift ofLength(Duration length) {
        return new Shift(0, length);
    }

    static Shift previousYear(@Nullable Grain grain) {
        return grain == Grain.WEEK ? ofLength(YEAR_OF_WEEKS) : ofMonths(12);
    }

    /// @return null when buckets of this grain would not fit the period before
    static @Nullable Shift previousPeriod(Period period, @Nullable Grain grain) {
        var months = wholeMonths(period);
        var bucket = monthsIn(grain);
        if (bucket > 0) return months > 0 && months % bucket == 0 ? ofMonths(months) : null;
        return grain == null && months > 0 ? ofMonths(months) : ofLength(Duration.between(period.from(), period.to()));
    }

    public Period back(Period period) {
        return new Period(back(period.from()), back(period.to()));
    }

    private LocalDateTime back(LocalDateTime time) {
        return time.minusMonths(months).minus(length);
    }

    /// Whether days of the earlier year may lack a counterpart.
    boolean meetsLeapDays(@Nullable Grain grain) {
        return months > 0 && (grain == Grain.DAY || grain == Grain.HOUR || grain == Grain.MINUTE);
    }

    private static int wholeMonths(Period period) {
        var from = period.from();
        var to = period.to();
        var same = from.getDayOfMonth() == to.getDayOfMonth()
                && from.toLocalTime().equals(to.toLocalTime())
                && from.getDayOfMonth() <= LAST_DAY_OF_EVERY_MONTH;
        return same ? (int) ChronoUnit.MONTHS.between(from, to) : 0;
    }

    private static int monthsIn(@Nullable Grain grain) {
        return switch (grain) {
            case null -> 0;
            case MINUTE, HOUR, DAY, WEEK -> 0;
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
        };
    }
}
