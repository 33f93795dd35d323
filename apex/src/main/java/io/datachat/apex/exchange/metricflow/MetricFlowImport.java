package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.apex.exchange.metricflow.text.ProjectReader;
import io.datachat.apex.exchange.metricflow.text.Semantics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Imports a MetricFlow project: everything is read first, because any file may speak of any other.
public final class MetricFlowImport {
    private MetricFlowImport() {}

    /// @param documents per kind of DataPoint: `entities`, `metrics`, `dashboards`
    public record Result(Map<String, List<Map<String, Object>>> documents, ImportedNames names) {}

    /// @param trees    the mappings of all files
    /// @param database the name of the database that the entities are in; null leaves it to the project
    public static Result of(List<Given> trees, @Nullable String database, Tables tables, Ledger ledger) {
        var read = ProjectReader.read(trees, ledger);
        var graph = new JoinGraph(read.models(), tables);
        var moments = new Moments(tables);
        var paths = new Paths(graph);
        var entities = new EntityImport(graph, moments, database);
        var spelling = new Spelling(graph, paths, moments);
        List<Map<String, Object>> made = new ArrayList<>();
        read.models().forEach(model -> made.add(entities.entity(model)));
        var custom = calendars(read, entities, graph, made);
        var metrics = new MetricImport(read.metrics(), new Measures(graph, entities, moments), spelling, custom);
        var figures = metrics.documents();
        var names = new ImportedNames(graph, paths, spelling, metrics.known(), custom);
        var queries = new QueryImport(names);
        List<Map<String, Object>> dashboards = new ArrayList<>();
        for (var query : read.queries()) {
            var dashboard = queries.dashboard(query);
            if (dashboard != null) dashboards.add(dashboard);
        }
        Map<String, List<Map<String, Object>>> documents = new LinkedHashMap<>();
        documents.put("entities", made);
        documents.put("metrics", figures);
        documents.put("dashboards", dashboards);
        return new Result(documents, names);
    }

    /// @return the names of custom granularities
    private static Set<String> calendars(
            Semantics read, EntityImport entities, JoinGraph graph, List<Map<String, Object>> made) {
        Set<String> custom = new HashSet<>();
        var ids = new Slug();
        graph.models().keySet().forEach(ids::of);
        for (var spine : read.spines()) {
            var calendar = entities.calendar(spine, ids);
            if (calendar == null) continue;
            made.add(calendar);
            spine.periods().forEach(period -> custom.add(Slug.snake(period.getFirst())));
        }
        return custom;
    }
}
