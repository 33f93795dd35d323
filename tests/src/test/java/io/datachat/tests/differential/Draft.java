package io.datachat.tests.differential;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.time.TimeCut;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question that may still be changed.
final class Draft {
    private final MetricQuery of;
    List<String> metrics;
    List<MetricQuery.Dimension> dimensions;

    @Nullable
    TimeCut grain;

    MetricQuery.@Nullable Span period;
    List<MetricQuery.Filter> filters;
    List<String> where;
    List<MetricQuery.Order> order;

    @Nullable
    Integer limit;

    MetricQuery.Compare compare;

    @Nullable
    ZoneId zone;

    MetricQuery.Framing framing;

    Draft(MetricQuery of) {
        this.of = of;
        metrics = of.metrics();
        dimensions = of.dimensions();
        grain = of.grain();
        period = of.period();
        filters = of.filters();
        where = of.where();
        order = of.order();
        limit = of.limit();
        compare = of.compare();
        zone = of.zone();
        framing = of.framing();
    }

    MetricQuery query() {
        return new MetricQuery(
                metrics,
                dimensions,
                grain,
                period,
                filters,
                where,
                order,
                limit,
                compare,
                zone,
                of.targetDatabase(),
                of.parameters(),
                of.includeProposed(),
                framing);
    }
}
