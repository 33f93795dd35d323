package io.datachat.cli.command.define;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Grain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One metric's value by the old and by the new definitions, on the same rows.
///
/// @param at      the day of the values, of a metric that only has values by time; else null
/// @param change  null unless both are numbers
/// @param percent of the old value; null where that is none or zero
/// @param why     a value could not be had; null when both could
record Sample(
        @Nullable String at,
        @Nullable Object was,
        @Nullable Object is,
        @Nullable BigDecimal change,
        @Nullable BigDecimal percent,
        @Nullable String why) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DIGITS = 20;

    /// @param period words; null means all time
    static Sample of(Apex apex, Versions.Bound versions, String metric, @Nullable String period, Asking asking) {
        try {
            var was = value(apex, versions.old(), metric, period, asking);
            var is = value(apex, versions.now(), metric, period, asking);
            return of(is.at(), was.value(), is.value());
        } catch (Rejection refused) {
            return new Sample(
                    null, null, null, null, null, refused.problems().getFirst().message());
        }
    }

    private static Sample of(@Nullable String at, @Nullable Object was, @Nullable Object is) {
        var before = number(was);
        var after = number(is);
        if (before == null || after == null) return new Sample(at, was, is, null, null, null);
        var change = after.subtract(before);
        var percent = before.signum() == 0
                ? null
                : change.multiply(HUNDRED)
                        .divide(before.abs(), DIGITS, RoundingMode.HALF_EVEN)
                        .setScale(2, RoundingMode.HALF_EVEN);
        return new Sample(at, was, is, change, percent, null);
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Double real when Double.isFinite(real) -> BigDecimal.valueOf(real);
            case null, default -> null;
        };
    }

    private record Value(@Nullable String at, @Nullable Object value) {}

    private static Value value(Apex apex, Model model, String metric, @Nullable String period, Asking asking) {
        try {
            var rows = apex.answer(model, query(metric, period, null), asking).rows();
            return new Value(null, rows.isEmpty() ? null : rows.getFirst().getLast());
        } catch (Rejection refused) {
            if (refused.problems().getFirst().code() != ResolveCode.NEEDS_GRAIN) throw refused;
            var rows =
                    apex.answer(model, query(metric, period, Grain.DAY), asking).rows();
            return rows.isEmpty()
                    ? new Value(null, null)
                    : new Value(
                            String.valueOf(rows.getFirst().getFirst()),
                            rows.getFirst().getLast());
        }
    }

    /// The latest day when there is a grain.
    private static MetricQuery query(String metric, @Nullable String period, @Nullable Grain grain) {
        return new MetricQuery(
                List.of(metric),
                List.of(),
                grain,
                period == null ? null : new Span.Words(period),
                List.of(),
                List.of(),
                grain == null ? List.of() : List.of(new Order(MetricQuery.TIME, true)),
                grain == null ? null : 1,
                Compare.NONE,
                null,
                null,
                Map.of(),
                true,
                Framing.PLAIN);
    }
}
