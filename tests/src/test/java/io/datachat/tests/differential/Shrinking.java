package io.datachat.tests.differential;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing question smaller for as long as it keeps failing.
final class Shrinking {
    private Shrinking() {}

    static MetricQuery smallest(MetricQuery failing, Predicate<MetricQuery> stillFails) {
        var smallest = failing;
        var shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (var smaller : smaller(smallest)) {
                if (stillFails.test(smaller)) {
                    smallest = smaller;
                    shrunk = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<MetricQuery> smaller(MetricQuery q) {
        var all = new ArrayList<MetricQuery>();
        if (q.limit() != null) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    q.grain(),
                    q.period(),
                    q.filters(),
                    q.where(),
                    q.order(),
                    null,
                    q.compare(),
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        if (!q.order().isEmpty()) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    q.grain(),
                    q.period(),
                    q.filters(),
                    q.where(),
                    List.of(),
                    q.limit(),
                    q.compare(),
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        if (q.compare() != Compare.NONE) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    q.grain(),
                    q.period(),
                    q.filters(),
                    q.where(),
                    q.order(),
                    q.limit(),
                    Compare.NONE,
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        } else if (q.period() != null) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    q.grain(),
                    null,
                    q.filters(),
                    q.where(),
                    q.order(),
                    q.limit(),
                    q.compare(),
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        if (q.zone() != null) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    q.grain(),
                    q.period(),
                    q.filters(),
                    q.where(),
                    q.order(),
                    q.limit(),
                    q.compare(),
                    null,
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        if (!q.order().isEmpty()) return all;
        if (q.grain() != null) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    null,
                    q.period(),
                    q.filters(),
                    q.where(),
                    q.order(),
                    q.limit(),
                    q.compare(),
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        for (var metrics : without(q.metrics())) {
            if (!metrics.isEmpty()) {
                all.add(new MetricQuery(
                        metrics,
                        q.dimensions(),
                        q.grain(),
                        q.period(),
                        q.filters(),
                        q.where(),
                        q.order(),
                        q.limit(),
                        q.compare(),
                        q.zone(),
                        null,
                        q.parameters(),
                        false,
                        MetricQuery.Framing.PLAIN));
            }
        }
        for (var dimensions : without(q.dimensions())) {
            all.add(new MetricQuery(
                    q.metrics(),
                    dimensions,
                    q.grain(),
                    q.period(),
                    q.filters(),
                    q.where(),
                    q.order(),
                    q.limit(),
                    q.compare(),
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        for (var filters : without(q.filters())) {
            all.add(new MetricQuery(
                    q.metrics(),
                    q.dimensions(),
                    q.grain(),
                    q.period(),
                    filters,
                    List.of(),
                    q.order(),
                    q.limit(),
                    q.compare(),
                    q.zone(),
                    null,
                    q.parameters(),
                    false,
                    MetricQuery.Framing.PLAIN));
        }
        return all;
    }

    private static <T> List<List<T>> without(List<T> items) {
        var lists = new ArrayList<List<T>>();
        for (var at = 0; at < items.size(); at++) {
            var fewer = new ArrayList<>(items);
            fewer.remove(at);
            lists.add(fewer);
        }
        return lists;
    }
}
