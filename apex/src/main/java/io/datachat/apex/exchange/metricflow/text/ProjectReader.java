package io.datachat.apex.exchange.metricflow.text;

import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Kind;
import io.datachat.apex.exchange.metricflow.text.Semantics.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads all documents of a project, each by its own spelling.
public final class ProjectReader {
    private static final Set<String> KEYS = Set.of(
            "semantic_model",
            "metric",
            "saved_query",
            "project_configuration",
            "semantic_models",
            "metrics",
            "saved_queries",
            "models",
            "time_spines");

    private ProjectReader() {}

    /// Whether a document may hold definitions of MetricFlow.
    public static boolean speaks(Given tree) {
        return KEYS.stream().anyMatch(tree::has);
    }

    public static Semantics read(List<Given> trees, Ledger ledger) {
        var read = new Semantics();
        var legacy = new LegacyReader(read, ledger);
        var latest = new LatestReader(read, ledger);
        var metrics = new MetricReader(read, ledger);
        for (var tree : trees) {
            tree.mapping("project_configuration").ifPresent(legacy::configuration);
            tree.mapping("semantic_model").ifPresent(legacy::model);
            tree.mappings("semantic_models").forEach(legacy::model);
            tree.mappings("models").forEach(latest::model);
            tree.mapping("metric").ifPresent(metrics::metric);
            tree.mappings("metrics").forEach(metrics::metric);
            tree.mapping("saved_query").ifPresent(legacy::query);
            tree.mappings("saved_queries").forEach(legacy::query);
        }
        addCreated(read, ledger);
        return read;
    }

    /// Measures with `create_metric` are metrics as well.
    private static void addCreated(Semantics read, Ledger ledger) {
        Set<String> named = new HashSet<>();
        read.metrics().forEach(metric -> named.add(metric.name()));
        for (var model : read.models())
            for (var measure : model.measures()) {
                if (!measure.makesMetric() || !named.add(measure.name())) continue;
                var of = new Input(measure.name(), true, null, null, List.of(), null, null, null, false);
                read.metrics.add(new Metric(
                        ledger.open(measure.place(), "metric", measure.name()),
                        measure.name(),
                        measure.told(),
                        List.of(),
                        null,
                        new Kind.Simple(of)));
            }
    }
}
