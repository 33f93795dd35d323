package io.datachat.apex.exchange.metricflow;

import static io.datachat.apex.exchange.metricflow.MetricImport.ordered;

import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Kind;
import io.datachat.apex.exchange.metricflow.text.Semantics.Metric;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conversion metrics. A rate whose parts are filled is a ratio of filled counts, as it is there.
final class Conversions {
    private Conversions() {}

    static @Nullable Facts fill(
            MetricImport metrics, Metric metric, Kind.Conversion stated, Map<String, Object> document) {
        var from = side(metrics, metric, stated.base(), metric.filters());
        var to = side(metrics, metric, stated.conversion(), List.of());
        if (from == null || to == null) return null;
        var on = on(
                metric.line(),
                stated,
                from.homes().getFirst().model(),
                to.homes().getFirst().model());
        if (!metric.line().came()) return null;
        var filled = stated.conversion().fill() != null
                || stated.conversion().gaps()
                || stated.base().gaps();
        var rate = stated.rate();
        Map<String, Object> conversion = ordered("from", from.id(), "to", to.id());
        conversion.put("on", on);
        if (stated.window() != null) conversion.put("window", stated.window());
        conversion.put("value", rate && !filled ? "rate" : "count");
        Map<String, Object> execution = new LinkedHashMap<>(Map.of("conversion", conversion));
        var count = stated.conversion();
        if (rate && filled) {
            var counted = metrics.helper(metric, from.id() + "_to_" + to.id() + "_of_" + metric.name(), "conversions");
            counted.put("fill", MetricImport.filling(count.fill(), count.gaps(), metric.line()));
            counted.put("execution", execution);
            var below = from.id();
            if (stated.base().gaps()) {
                var spread = metrics.helper(metric, from.id() + "_of_" + metric.name(), "base");
                spread.put("fill", MetricImport.filling(stated.base().fill(), true, metric.line()));
                spread.put("execution", ordered("metric", from.id(), "filters", List.of()));
                below = String.valueOf(spread.get("id"));
            }
            document.put("execution", Map.of("ratio", ordered("numerator", counted.get("id"), "denominator", below)));
        } else {
            document.put("fill", MetricImport.filling(count.fill(), count.gaps(), metric.line()));
            document.put("execution", execution);
        }
        return metrics.facts(
                metric, from.homes(), count.gaps() || stated.base().gaps() ? Facts.View.GAPS : Facts.View.ROWS);
    }

    private static @Nullable Facts side(MetricImport metrics, Metric metric, Input input, List<String> more) {
        if (input.isMeasure()) return metrics.measured(metric, input, more);
        var facts = metrics.input(metric, input);
        if (facts != null && (!input.filters().isEmpty() || !more.isEmpty())) {
            var filters = metrics.filters(metric.line(), MetricImport.both(input.filters(), more), facts.homes());
            if (filters == null) return null;
            var document = metrics.helper(metric, metric.name() + "_" + input.as(), input.as());
            document.put("execution", ordered("metric", facts.id(), "filters", filters));
            return new Facts(String.valueOf(document.get("id")), facts.homes(), null, facts.view());
        }
        return facts;
    }

    private static Map<String, Object> on(Ledger.Line line, Kind.Conversion stated, Model base, Model other) {
        Map<String, Object> on = new LinkedHashMap<>();
        pair(line, on, property(base, stated.entity()), property(other, stated.entity()), stated.entity());
        for (var constant : stated.constant())
            pair(
                    line,
                    on,
                    property(base, constant.getFirst()),
                    property(other, constant.getLast()),
                    constant.getFirst() + " = " + constant.getLast());
        return on;
    }

    private static void pair(
            Ledger.Line line, Map<String, Object> on, @Nullable String own, @Nullable String other, String what) {
        if (own == null || other == null) line.not("'" + what + "' is not in both of its models");
        else if (on.putIfAbsent(own, other) != null) line.not("'" + own + "' must equal two things");
    }

    private static @Nullable String property(Model model, String name) {
        var local = name.substring(name.lastIndexOf("__") < 0 ? 0 : name.lastIndexOf("__") + 2);
        var key = model.key(local);
        if (key != null) return key.expression();
        var dimension = model.dimension(local);
        return dimension == null ? null : dimension.expression();
    }
}
