package io.datachat.apex.plan.difference;

import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.References;
import io.datachat.apex.datapoint.References.Reference;
import io.datachat.apex.plan.difference.MetricDifference.Dependents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who uses a metric, in one version.
final class Uses {
    private final Library library;
    private final Map<String, Set<String>> direct = new HashMap<>();

    Uses(Library library) {
        this.library = library;
        for (var metric : library.all(Metric.class))
            for (var input : References.computedFrom(metric.execution()))
                direct.computeIfAbsent(input.id(), _ -> new TreeSet<>()).add(metric.id());
    }

    Dependents of(String metric) {
        Set<String> concerned = new TreeSet<>();
        reach(metric, concerned);
        var dashboards = library.all(Dashboard.class).stream()
                .filter(dashboard -> dashboard.tiles().stream()
                        .flatMap(tile -> References.mentioned(tile).stream())
                        .anyMatch(concerned::contains))
                .map(Dashboard::id)
                .toList();
        var rollups = library.all(Metric.class).stream()
                .filter(kept -> kept.materialization() != null && concerned.contains(kept.id()))
                .map(Metric::id)
                .toList();
        concerned.remove(metric);
        return new Dependents(List.copyOf(concerned), dashboards, rollups);
    }

    private void reach(String metric, Set<String> concerned) {
        if (!concerned.add(metric)) return;
        direct.getOrDefault(metric, Set.of()).forEach(next -> reach(next, concerned));
    }

    /// The metrics that one is computed from, as it is written.
    static List<String> inputs(Metric metric) {
        return References.computedFrom(metric.execution()).stream()
                .map(Reference::id)
                .distinct()
                .toList();
    }
}
