package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.Spelling.Home;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Measure;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.exchange.metricflow.text.Semantics.NonAdditive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Measures as the `execution` of a metric.
final class Measures {
    private static final Set<String> SAME = Set.of("sum", "min", "max", "count_distinct", "median", "percentile");

    private final JoinGraph graph;
    private final EntityImport entities;
    private final Moments moments;

    Measures(JoinGraph graph, EntityImport entities, Moments moments) {
        this.graph = graph;
        this.entities = entities;
        this.moments = moments;
    }

    /// A measure and the model it aggregates.
    record Lodged(Measure measure, Model model) {}

    @Nullable
    Lodged find(Input input) {
        if (input.measure() != null) {
            var stated = graph.find(input.name());
            if (stated != null) return new Lodged(input.measure(), stated);
            return null;
        }
        for (var model : graph.models().values())
            for (var measure : model.measures())
                if (measure.name().equals(input.name())) return new Lodged(measure, model);
        return null;
    }

    Home home(Lodged lodged) {
        var name = lodged.measure.time() == null ? lodged.model.time() : lodged.measure.time();
        return new Home(lodged.model, name == null ? null : lodged.model.dimension(name));
    }

    /// @param filters already spelled
    Map<String, Object> execution(Lodged lodged, List<String> filters, Ledger.Line line) {
        var measure = lodged.measure;
        Map<String, Object> execution = new LinkedHashMap<>();
        execution.put("entity", graph.id(lodged.model));
        aggregate(measure, execution, line);
        execution.put("filters", filters);
        var time = home(lodged).time();
        if (time == null) line.roughly("it has no time dimension, so it cannot be asked by time");
        else if (!time.equals(entities.defaultTime(lodged.model)))
            execution.put("time", moments.of(lodged.model, time));
        if (measure.nonAdditive() != null) snapshot(lodged.model, measure.nonAdditive(), time, execution, line);
        return execution;
    }

    private static void aggregate(Measure measure, Map<String, Object> execution, Ledger.Line line) {
        var aggregation = measure.aggregation();
        var expression = measure.expression();
        switch (aggregation) {
            case "average", "avg" -> put(execution, "avg", expression);
            case "sum_boolean" -> put(execution, "sum", "case when " + expression + " then 1 else 0 end");
            case "count" ->
                put(
                        execution,
                        "sum",
                        constant(expression) ? "1" : "case when " + expression + " is not null then 1 else 0 end");
            default -> {
                if (SAME.contains(aggregation)) put(execution, aggregation, expression);
                else line.not("aggregation '" + aggregation + "' has no counterpart");
            }
        }
        if (aggregation.equals("count"))
            line.remark(
                    "a count is a sum of ones, as MetricFlow computes it: without rows it has no value, instead of 0");
        if (aggregation.equals("count_distinct")) execution.put("null_without_rows", true);
        var percentile = measure.percentile();
        if (percentile == null) {
            if (aggregation.equals("percentile")) line.not("it states no percentile");
            return;
        }
        if (aggregation.equals("percentile")) execution.put("percentile", new BigDecimal(percentile.fraction()));
        if (percentile.discrete()) execution.put("discrete", true);
        if (percentile.approximate()) execution.put("approximate", true);
    }

    private static boolean constant(String expression) {
        return expression.strip().matches("[0-9]+|\\*");
    }

    private static void put(Map<String, Object> execution, String aggregation, String expression) {
        execution.put("aggregation", aggregation);
        execution.put("expression", expression);
    }

    private void snapshot(
            Model model,
            NonAdditive stated,
            @Nullable Dimension time,
            Map<String, Object> execution,
            Ledger.Line line) {
        Map<String, Object> snapshot = new LinkedHashMap<>();
        snapshot.put("take", stated.last() ? "last" : "first");
        List<String> per = new ArrayList<>();
        for (var name : stated.per()) {
            var key = model.key(name);
            var dimension = model.dimension(name);
            if (key != null) per.add(key.expression());
            else if (dimension != null) per.add(moments.of(model, dimension));
            else line.not("it groups the non-additive dimension by '" + name + "', which is not in the model");
        }
        snapshot.put("per", per);
        var moment = model.dimension(stated.dimension());
        if (moment == null) line.not("the non-additive dimension '" + stated.dimension() + "' is not in the model");
        else if (!moment.equals(time)) snapshot.put("time", moments.of(model, moment));
        execution.put("snapshot", snapshot);
    }
}
