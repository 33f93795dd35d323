package io.datachat.tests.world;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nothing but groups and a period.
final class PlainQuestion {
    private PlainQuestion() {}

    static MetricQuery of(
            List<String> metrics,
            List<Dimension> dimensions,
            @Nullable Grain grain,
            @Nullable Span period,
            Compare compare) {
        return new MetricQuery(
                metrics,
                dimensions,
                grain,
                period,
                List.of(),
                List.of(),
                List.of(),
                null,
                compare,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }
}
