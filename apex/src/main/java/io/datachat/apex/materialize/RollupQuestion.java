package io.datachat.apex.materialize;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Materialization;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.time.Grain;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The question whose answer a rollup keeps.
///
/// @param name of the rollup, short enough for a table
public record RollupQuestion(String name, MetricQuery query) {
    private static final int LONGEST = 33;

    /// @throws Rejection when the metric states nothing to keep
    public static RollupQuestion of(DataPoint.Metric metric) {
        var kept = metric.materialization();
        if (kept == null)
            throw new Rejection(Problem.of(
                            MaterializeCode.NOTHING_TO_KEEP, "metric '" + metric.id() + "' states no materialization")
                    .hint("add materialization: with granularity and dimensions to the metric"));
        return new RollupQuestion(name(metric), query(metric, kept));
    }

    /// A very long id is cut; two that begin alike differ by a hash.
    public static String name(DataPoint.Metric metric) {
        var id = metric.id();
        var stem = id.length() <= LONGEST
                ? id
                : id.substring(0, LONGEST - 9) + "_" + String.format(Locale.ROOT, "%08x", id.hashCode());
        return stem + "_rollup";
    }

    private static MetricQuery query(DataPoint.Metric metric, Materialization kept) {
        return new MetricQuery(
                List.of(metric.id()),
                kept.dimensions().stream()
                        .map(name -> new MetricQuery.Dimension(name, null))
                        .toList(),
                grain(metric, kept.granularity()),
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
                MetricQuery.Framing.PLAIN);
    }

    private static @Nullable Grain grain(DataPoint.Metric metric, @Nullable String granularity) {
        if (granularity == null) return null;
        return Arrays.stream(Grain.values())
                .filter(grain -> grain.word().equals(granularity))
                .findFirst()
                .orElseThrow(() -> new Rejection(Problem.of(
                                MaterializeCode.NO_SUCH_GRAIN,
                                "metric '" + metric.id() + "' cannot be kept by '" + granularity + "'")
                        .choices(Nearest.of(
                                granularity,
                                Arrays.stream(Grain.values()).map(Grain::word).toList(),
                                3))));
    }
}
