package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.bind.entity.Databases;
import io.datachat.apex.resolve.bind.entity.Draft;
import io.datachat.apex.resolve.bind.entity.Drafts;
import io.datachat.apex.resolve.bind.entity.ExpressionBinding;
import io.datachat.apex.resolve.bind.entity.Findings;
import io.datachat.apex.resolve.bind.entity.Relating;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Paths;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Binds a library to its databases: tables, then relationships, expressions, entities, metrics.
public final class Binding {
    private Binding() {}

    public static Model bind(Library library, Databases databases) {
        var findings = new Findings(library);
        var drafts = new Drafts(databases, findings).of(library);
        var steps = new Relating(drafts, findings).relate();
        var expressions = new ExpressionBinding(drafts, findings);
        var entities = entities(drafts, expressions, findings);
        var measures = new MeasureBinding(entities, expressions, findings);
        var templates = new Templates(databases, measures, findings);
        var metrics = new MetricBinding(library, measures, expressions, templates, findings).bind();
        var sound = steps.stream()
                .filter(step -> entities.containsKey(step.from()) && entities.containsKey(step.to()))
                .toList();
        return new Model(
                library,
                databases.readable(),
                entities,
                metrics,
                findings.byDefinition(),
                findings.all(),
                new Paths(entities.values(), sound),
                new DimensionNames(
                        entities,
                        metrics.values().stream()
                                .collect(Collectors.toMap(
                                        metric -> metric.definition().id(), metric -> metric.formula()))),
                databases.almanac());
    }

    private static Map<String, BoundEntity> entities(
            Map<String, Draft> drafts, ExpressionBinding expressions, Findings findings) {
        Map<String, BoundEntity> entities = new LinkedHashMap<>();
        for (var draft : drafts.values()) {
            Map<String, BoundExpression> dimensions = new LinkedHashMap<>();
            for (var dimension : draft.definition().dimensions()) {
                var bound = expressions.dimension(draft, dimension);
                if (bound != null) dimensions.put(dimension.name(), bound);
            }
            var time = time(draft, expressions, findings);
            entities.put(
                    draft.id(),
                    new BoundEntity(
                            draft.definition(),
                            draft.database(),
                            draft.table(),
                            draft.key(),
                            draft.valid(),
                            draft.calendar(),
                            time,
                            draft.zone(),
                            dimensions,
                            draft.steps()));
        }
        return entities;
    }

    private static @Nullable BoundExpression time(Draft draft, ExpressionBinding expressions, Findings findings) {
        DataPoint.Entity entity = draft.definition();
        if (entity.time() == null) return null;
        var time = expressions.bind(draft, entity.time(), entity, "time");
        if (time == null || time.type().temporal()) return time;
        findings.add(
                entity,
                "time",
                Problem.of(
                        ResolveCode.BAD_TIME,
                        "entity " + entity.id() + ": its time '" + entity.time() + "' is "
                                + time.type().word() + ", not a date or timestamp"));
        return null;
    }
}
