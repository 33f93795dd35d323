package io.datachat.tests.differential;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
        if (q.limit() != null) all.add(but(q, draft -> draft.limit = null));
        if (!q.order().isEmpty()) all.add(but(q, draft -> draft.order = List.of()));
        if (q.compare() != Compare.NONE) all.add(but(q, draft -> draft.compare = Compare.NONE));
        else if (q.period() != null) all.add(but(q, draft -> draft.period = null));
        if (q.zone() != null) all.add(but(q, draft -> draft.zone = null));
        if (!q.framing().equals(Framing.PLAIN) && !q.valuesOnly())
            all.add(but(q, draft -> draft.framing = Framing.PLAIN));
        var framing = q.framing();
        if (framing.top() != null && (framing.gaps() || framing.shares()))
            all.add(but(q, draft -> draft.framing = new Framing(false, false, false, framing.top())));
        for (var where : without(q.where())) all.add(but(q, draft -> draft.where = where));
        if (!q.order().isEmpty()) return all;
        if (q.grain() != null) all.add(but(q, draft -> draft.grain = null));
        for (var metrics : without(q.metrics()))
            if (!metrics.isEmpty()) all.add(but(q, draft -> draft.metrics = metrics));
        for (var dimensions : without(q.dimensions()))
            if (!dimensions.isEmpty() || !q.metrics().isEmpty())
                all.add(but(q, draft -> draft.dimensions = dimensions));
        for (var filters : without(q.filters())) all.add(but(q, draft -> draft.filters = filters));
        return all;
    }

    private static MetricQuery but(MetricQuery query, Consumer<Draft> change) {
        var draft = new Draft(query);
        change.accept(draft);
        return draft.query();
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
