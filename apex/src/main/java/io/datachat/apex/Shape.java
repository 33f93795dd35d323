package io.datachat.apex;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.resolve.Shift;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Stretch;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question without its values: two questions of one shape compile to the same text.
record Shape(
        List<String> metrics,
        List<MetricQuery.Dimension> dimensions,
        @Nullable Grain grain,
        List<Test> filters,
        List<MetricQuery.Order> order,
        boolean limited,
        Compare compare,
        Ends period,
        ZoneId zone,
        @Nullable String database,
        boolean proposed,
        Set<String> roles) {
    record Test(String field, Op op, int values) {}

    /// @param aligned the coarsest grain that both ends lie on; it decides which rollups may answer
    /// @param shift   how far back a comparison looks
    record Ends(boolean from, boolean to, @Nullable Grain aligned, @Nullable Shift shift) {}

    static Shape of(MetricQuery query, Stretch period, @Nullable Shift shift, ZoneId zone, Viewer viewer) {
        var aligned = period.closed().flatMap(Grains::coarsest).orElse(null);
        return new Shape(
                query.metrics(),
                query.dimensions(),
                query.grain(),
                query.filters().stream().map(Shape::test).toList(),
                query.order(),
                query.limit() != null,
                query.compare(),
                new Ends(period.from() != null, period.to() != null, aligned, shift),
                zone,
                query.targetDatabase(),
                query.includeProposed(),
                viewer.roles());
    }

    private static Test test(Filter filter) {
        return new Test(filter.field(), filter.op(), filter.values().size());
    }
}
