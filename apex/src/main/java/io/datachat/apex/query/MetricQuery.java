package io.datachat.apex.query;

import io.datachat.apex.time.TimeCut;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A metric request as it was asked: names are not yet bound, values not yet typed.
///
/// @param metrics         ids of metrics, in the order of the result's columns
/// @param dimensions      group by these, in order; none gives one row
/// @param grain           short for a first dimension `time` at this grain: each metric's own time column
/// @param period          only rows whose metric time lies in it; null means all time
/// @param filters         all must hold
/// @param where           SQL conditions over dimensions, all must hold: `region = 'EU' or customer.orders > 3`
/// @param limit           at most so many rows, 1 or more; null means the engine's cap
/// @param zone            the zone of days and of the period; null means the project's
/// @param targetDatabase  must be the database of every metric asked for; null leaves it to the metrics
/// @param parameters      values for the parameters of templates, by name
/// @param includeProposed whether metrics in review state `proposed` may answer
/// @param framing         what is shown besides the groups themselves
public record MetricQuery(
        List<String> metrics,
        List<Dimension> dimensions,
        @Nullable TimeCut grain,
        @Nullable Span period,
        List<Filter> filters,
        List<String> where,
        List<Order> order,
        @Nullable Integer limit,
        Compare compare,
        @Nullable ZoneId zone,
        @Nullable String targetDatabase,
        Map<String, Object> parameters,
        boolean includeProposed,
        Framing framing)
        implements Query {
    public MetricQuery {
        metrics = List.copyOf(metrics);
        dimensions = List.copyOf(dimensions);
        filters = List.copyOf(filters);
        where = List.copyOf(where);
        order = List.copyOf(order);
        parameters = Map.copyOf(parameters);
    }

    /// The name of the dimension that is each metric's own time column.
    public static final String TIME = "time";

    /// @param name  a path such as `order.customer.region`, or a bare name while it is unique
    /// @param grain only for dimensions of time: a bucket, a date part or a period of the calendar; null leaves the
    /// values as they are
    public record Dimension(String name, @Nullable TimeCut grain) {}

    /// A stretch of time: two ends (ISO dates or timestamps, half-open, either may be null), or words such as `last
    /// month`.
    public sealed interface Span {
        record Between(@Nullable String from, @Nullable String to) implements Span {}

        record Words(String text) implements Span {}
    }

    /// @param field a dimension, addressed as in `dimensions`
    /// @param values raw values: String, Boolean, Long or BigDecimal
    public record Filter(String field, Op op, List<Object> values) {
        public Filter {
            values = List.copyOf(values);
        }
    }

    public enum Op {
        EQ,
        NE,
        IN,
        NOT_IN,
        LT,
        LTE,
        GT,
        GTE,
        /// Two values, both included.
        BETWEEN,
        IS_NULL,
        NOT_NULL,
        /// Substring, case-sensitive; `%` and `_` in the value are ordinary characters.
        CONTAINS,
        STARTS_WITH
    }

    /// @param field a metric or dimension of the query, as it was written there
    public record Order(String field, boolean descending) {}

    public enum Compare {
        NONE,
        /// The stretch of equal length just before the period.
        PREVIOUS_PERIOD,
        /// The same period twelve months earlier.
        PREVIOUS_YEAR
    }

    /// @param gaps     whether buckets of time without any row are shown as well
    /// @param shares   adds to each metric its part of the value over all groups
    /// @param extremes shows the smallest and largest value of each dimension instead of every one; without metrics
    /// only
    public record Framing(
            boolean gaps,
            boolean shares,
            boolean extremes,
            @Nullable Top top) {
        public static final Framing PLAIN = new Framing(false, false, false, null);
    }

    /// The values of one dimension with the largest value of a metric; all others are one group.
    ///
    /// @param dimension as written in `dimensions`, or its column
    /// @param metric    one of those asked for; decides which are largest, over the whole period
    /// @param count     how many values stay, 1 or more
    public record Top(String dimension, String metric, int count) {
        public static final int MOST = 10_000;
    }

    /// Whether the query asks for the distinct values of its dimensions and for no metric.
    public boolean valuesOnly() {
        return metrics.isEmpty() && !dimensions.isEmpty();
    }

    /// The same query whose times are cut otherwise.
    public MetricQuery cut(UnaryOperator<TimeCut> otherwise) {
        return new MetricQuery(
                metrics,
                dimensions.stream()
                        .map(one ->
                                new Dimension(one.name(), one.grain() == null ? null : otherwise.apply(one.grain())))
                        .toList(),
                grain == null ? null : otherwise.apply(grain),
                period,
                filters,
                where,
                order,
                limit,
                compare,
                zone,
                targetDatabase,
                parameters,
                includeProposed,
                framing);
    }

    /// A query for these metrics and nothing else; the start of every longer one.
    public static MetricQuery of(String... metrics) {
        return new MetricQuery(
                List.of(metrics),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                Framing.PLAIN);
    }
}
