package io.datachat.tests.evaluator;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.time.Grain;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The rows of one side of a comparison: those whose moved time lies in the period.
///
/// @param leapDay whether rows of 29 February take part
record Window(@Nullable LocalDateTime from, @Nullable LocalDateTime to, int months, Duration length, boolean leapDay) {
    static Window now(MetricQuery query) {
        return switch (query.period()) {
            case null -> new Window(null, null, 0, Duration.ZERO, true);
            case MetricQuery.Span.Between(String from, String to) ->
                new Window(moment(from), moment(to), 0, Duration.ZERO, true);
            case MetricQuery.Span.Words words -> throw new Unanswerable("words: " + words.text());
        };
    }

    /// @param grain of the dimension `time`, or null
    Window previous(Compare compare, @Nullable Grain grain) {
        if (from == null || to == null) throw new Unanswerable("a comparison needs a period with both ends");
        return switch (compare) {
            case NONE -> throw new IllegalArgumentException();
            case PREVIOUS_YEAR -> {
                if (grain == Grain.WEEK) yield new Window(from, to, 0, Duration.ofDays(364), true);
                yield new Window(from, to, 12, Duration.ZERO, grain == null || coarse(grain));
            }
            case PREVIOUS_PERIOD -> previousPeriod(from, to, grain);
        };
    }

    private static Window previousPeriod(LocalDateTime from, LocalDateTime to, @Nullable Grain grain) {
        var monthly = from.getDayOfMonth() == to.getDayOfMonth()
                && from.getDayOfMonth() <= 28
                && from.toLocalTime().equals(to.toLocalTime())
                && (grain == null || coarse(grain));
        if (!monthly) {
            if (grain != null && coarse(grain)) throw new Unanswerable("the period is no whole number of months");
            return new Window(from, to, 0, Duration.between(from, to), true);
        }
        var months = (int) ChronoUnit.MONTHS.between(from, to);
        if (((grain == Grain.QUARTER || grain == Grain.FISCAL_QUARTER) && months % 3 != 0)
                || ((grain == Grain.YEAR || grain == Grain.FISCAL_YEAR) && months % 12 != 0)) {
            throw new Unanswerable("the shift is no whole number of buckets");
        }
        return new Window(from, to, months, Duration.ZERO, true);
    }

    private static boolean coarse(Grain grain) {
        return grain.compareTo(Grain.MONTH) >= 0;
    }

    /// Only the end counts.
    Window upTo() {
        return new Window(null, to, months, length, leapDay);
    }

    @Nullable
    LocalDateTime first() {
        return from == null ? null : back(from);
    }

    /// The first moment after it.
    @Nullable
    LocalDateTime end() {
        return to == null ? null : back(to);
    }

    boolean bounded() {
        return from != null || to != null;
    }

    LocalDateTime moved(LocalDateTime local) {
        return local.plus(Period.ofMonths(months)).plus(length);
    }

    private LocalDateTime back(LocalDateTime end) {
        return end.minus(Period.ofMonths(months)).minus(length);
    }

    /// @param local in the zone of the question, or null for a row without time
    boolean holds(@Nullable LocalDateTime local) {
        if (!bounded()) return true;
        if (local == null) return false;
        if (!leapDay && local.getMonthValue() == 2 && local.getDayOfMonth() == 29) return false;
        return (from == null || !local.isBefore(back(from))) && (to == null || local.isBefore(back(to)));
    }

    private static @Nullable LocalDateTime moment(@Nullable String text) {
        if (text == null) return null;
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
    }
}
