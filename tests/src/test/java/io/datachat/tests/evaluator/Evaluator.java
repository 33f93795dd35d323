package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.query.MetricQuery;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers a question from rows in memory and from the definitions alone, as docs/values.md says. Slow on purpose.
public final class Evaluator {
    private final Definitions definitions;
    private final Scope scope;
    private final Fields fields;
    private final Metrics metrics;
    private final ZoneId projectZone;
    private final Map<List<String>, PerKey> perKey = new HashMap<>();

    /// @param opened for each metric that is written as a template: the measure that it is
    public Evaluator(Library library, Map<String, Execution.Measure> opened, Rows rows, ZoneId projectZone) {
        this(library, opened, rows, projectZone, Beginnings.ISO);
    }

    public Evaluator(
            Library library,
            Map<String, Execution.Measure> opened,
            Rows rows,
            ZoneId projectZone,
            Beginnings beginnings) {
        definitions = new Definitions(library, opened, beginnings);
        var chains = new Chains(definitions);
        scope = new Scope(definitions, chains, rows);
        fields = new Fields(definitions, chains, scope);
        metrics = new Metrics(definitions, rows);
        this.projectZone = projectZone;
    }

    public Truth answer(MetricQuery query) {
        try {
            var zone = query.zone() == null ? projectZone : query.zone();
            scope.perKey((entity, metric, key) -> perKey(entity, metric, zone).value(key));
            return question(query, zone).answer();
        } catch (Unanswerable refused) {
            return new Truth.Refusal(String.valueOf(refused.getMessage()));
        }
    }

    private Question question(MetricQuery query, ZoneId zone) {
        return new Question(new Question.World(definitions, scope, fields, metrics), query, zone);
    }

    /// The values of a metric by the key of an entity, and the value for keys without rows.
    private record PerKey(
            Map<List<@Nullable Object>, @Nullable Object> values,
            @Nullable Object nothing) {
        @Nullable
        Object value(List<@Nullable Object> key) {
            var found = values.get(new ArrayList<@Nullable Object>(
                    key.stream().map(Grouping::normal).toList()));
            return found == null ? nothing : found;
        }
    }

    private PerKey perKey(Entity entity, String metric, ZoneId zone) {
        var known = perKey.get(List.of(entity.id(), metric, zone.getId()));
        if (known != null) return known;
        var nothing = metrics.formula(metric).nothing();
        var key = entity.primaryKey().stream()
                .map(column -> new MetricQuery.Dimension(entity.id() + "." + Fields.KEY + column, null))
                .toList();
        var plain = MetricQuery.of(metric);
        var query = new MetricQuery(
                plain.metrics(),
                key,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                plain.compare(),
                zone,
                null,
                Map.of(),
                false,
                plain.framing());
        var values = new HashMap<List<@Nullable Object>, @Nullable Object>();
        for (var row : question(query, zone).rows()) values.put(row.subList(0, key.size()), row.getLast());
        var found = new PerKey(values, nothing);
        perKey.put(List.of(entity.id(), metric, zone.getId()), found);
        return found;
    }
}
