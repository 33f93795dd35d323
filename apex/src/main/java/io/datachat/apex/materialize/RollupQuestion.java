package io.datachat.apex.materialize;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Materialization;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.time.Grain;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The question whose answer a rollup keeps.
///
/// @param name of the table
public record RollupQuestion(String name, MetricQuery query) {
    /// @throws Rejection when the metric states nothing to keep
    public static RollupQuestion of(DataPoint.Metric metric) {
        var kept = metric.materialization();
        if (kept == null)
            throw new Rejection(Problem.of(
                            MaterializeCode.NOTHING_TO_KEEP, "metric '" + metric.id() + "' states no materialization")
                    .hint("add materialization: with granularity and dimensions to the metric"));
        return new RollupQuestion(metric.id() + "_rollup", query(metric, kept));
    }

    private static MetricQuery query(DataPoint.Metric metric, Materialization kept) {
        return new MetricQuery(
                List.of(metric.id()),
                kept.dimensions().stream()
                        .map(name -> new MetricQuery.Dimension(name, null))
                        .toList(),
                grain(kept.granularity()),
                null,
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false);
    }

    private static @Nullable Grain grain(@Nullable String granularity) {
        return granularity == null ? null : Grain.valueOf(granularity.toUpperCase(Locale.ROOT));
    }
}
