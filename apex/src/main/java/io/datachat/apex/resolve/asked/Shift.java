package io.datachat.apex.resolve.asked;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.Stretch;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far back a comparison looks: whole months, or a length (docs/values.md, section 7). One of the two is zero.
public record Shift(int months, Duration length) {
    private static final Duration YEAR_OF_WEEKS = Duration.ofDays(364);
    private static final int LAST_DAY_OF_EVERY_MONTH = 28;

    /// @return null when nothing is compared, or when no comparison is possible: [Comparing] says why
    public static @Nullable Shift of(MetricQuery query, Stretch period) {
        var grain = timeGrain(query);
        return switch (query.compare()) {
            case NONE -> null;
            case PREVIOUS_YEAR -> period.closed().isPresent() ? previousYear(grain) : null;
            case PREVIOUS_PERIOD ->
                period.closed().map(closed -> previousPeriod(closed, grain)).orElse(null);
        };
    }

    public static @Nullable Grain timeGrain(MetricQuery query) {
        return Stream.concat(
                        Stream.ofNullable(query.grain()),
                        query.dimensions().stream()
                                .filter(dimension -> dimension.name().equals(MetricQuery.TIME))
                                .flatMap(dimension -> Stream.ofNullable(dimension.grain())))
                .flatMap(cut -> cut instanceof Grain grain ? Stream.of(grain) : Stream.empty())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Shift ofMonths(int months) {
        return new Shift(months, Duration.ZERO);
    }

    private static Shift ofLength(Duration length) {
        return new Shift(0, length);
    }

    private static Shift previousYear(@Nullable Grain grain) {
        return grain == Grain.WEEK ? ofLength(YEAR_OF_WEEKS) : ofMonths(12);
    }

    private static @Nullable Shift previousPeriod(Period period, @Nullable Grain grain) {
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
    public boolean meetsLeapDays(@Nullable Grain grain) {
        return months > 0 && (grain != null && grain.compareTo(Grain.DAY) <= 0);
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
            case SECOND, MINUTE, HOUR, DAY, WEEK -> 0;
            case MONTH -> 1;
            case QUARTER, FISCAL_QUARTER -> 3;
            case YEAR, FISCAL_YEAR -> 12;
        };
    }
}
