package io.datachat.apex.exchange.metricflow.text;

import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Kind;
import io.datachat.apex.exchange.metricflow.text.Semantics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads metrics: `type_params:` of the legacy spelling and the manifests, or the keys of the latest spelling beside
/// the name.
final class MetricReader {
    private final Semantics into;
    private final Ledger ledger;

    MetricReader(Semantics into, Ledger ledger) {
        this.into = into;
        this.ledger = ledger;
    }

    void metric(Given given) {
        given.pass(Bookkeeping.KEYS);
        var name = given.text("name").orElse("");
        var line = ledger.open(given.place(), "metric", name);
        if (PartsReader.disabled(given)) {
            line.not("it is disabled");
            return;
        }
        var type = given.text("type").orElse("simple").toLowerCase(Locale.ROOT);
        var stated = given.mapping("type_params").orElse(given);
        into.metrics.add(new Metric(
                line,
                name,
                PartsReader.told(given),
                PartsReader.filters(given, "filter"),
                given.text("time_granularity")
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .orElse(null),
                kind(type, stated, name)));
        stated.pass("input_measures", "metric_aggregation_params", "is_private");
        given.pass("hidden");
        given.account(ledger, "metric " + name);
    }

    private static Kind kind(String type, Given stated, String name) {
        return switch (type) {
            case "simple" -> new Kind.Simple(simple(stated, name));
            case "ratio" ->
                new Kind.Ratio(
                        PartsReader.input(stated, "numerator", false), PartsReader.input(stated, "denominator", false));
            case "derived" -> {
                List<Input> inputs = new ArrayList<>(PartsReader.inputs(stated, "metrics"));
                inputs.addAll(PartsReader.inputs(stated, "input_metrics"));
                yield new Kind.Derived(stated.text("expr").orElse(name), inputs);
            }
            case "cumulative" -> cumulative(stated);
            case "conversion" -> conversion(stated);
            default -> new Kind.Unreadable("metric type '" + type + "' is unknown");
        };
    }

    private static Input simple(Given stated, String name) {
        if (stated.has("measure")) return PartsReader.input(stated, "measure", true);
        var own = stated.mapping("metric_aggregation_params").orElse(stated);
        own.pass("semantic_model");
        var measure = PartsReader.measure(own, name);
        var expression = stated.text("expr").orElse(measure.expression());
        var exact = new Semantics.Measure(
                measure.place(),
                name,
                measure.aggregation(),
                expression,
                measure.time(),
                measure.percentile(),
                measure.nonAdditive(),
                false,
                measure.told());
        return new Input(
                own.text("semantic_model").orElse(""),
                true,
                exact,
                null,
                List.of(),
                null,
                null,
                stated.text("fill_nulls_with").orElse(null),
                stated.flag("join_to_timespine"));
    }

    private static Kind cumulative(Given stated) {
        var inner = stated.mapping("cumulative_type_params");
        var window =
                inner.map(given -> PartsReader.amount(given, "window")).orElse(PartsReader.amount(stated, "window"));
        var toDate = either(inner, stated, "grain_to_date");
        var bucket = either(inner, stated, "period_agg");
        return new Kind.Cumulative(
                base(inner, stated, "measure", "metric", "input_metric"),
                window,
                toDate,
                bucket == null ? "first" : bucket.toLowerCase(Locale.ROOT));
    }

    private static Kind conversion(Given stated) {
        var own = stated.mapping("conversion_type_params").orElse(stated);
        List<List<String>> constant = new ArrayList<>();
        for (var pair : own.mappings("constant_properties"))
            constant.add(List.of(
                    pair.text("base_property").orElse(""),
                    pair.text("conversion_property").orElse("")));
        var calculation = own.text("calculation").orElse("conversion_rate").toLowerCase(Locale.ROOT);
        return new Kind.Conversion(
                base(Optional.of(own), own, "base_measure", "base_metric"),
                base(Optional.of(own), own, "conversion_measure", "conversion_metric"),
                own.text("entity").orElse(""),
                PartsReader.amount(own, "window"),
                !calculation.equals("conversions"),
                constant);
    }

    private static @Nullable String either(Optional<Given> inner, Given outer, String key) {
        var beside = outer.text(key);
        return inner.flatMap(given -> given.text(key)).or(() -> beside).orElse(null);
    }

    /// The measure, else the metric, that it is built on.
    private static Input base(Optional<Given> inner, Given outer, String measure, String... metrics) {
        for (var given : inner.isPresent() && inner.get() != outer ? List.of(inner.get(), outer) : List.of(outer)) {
            if (given.has(measure)) return PartsReader.input(given, measure, true);
            for (var metric : metrics) if (given.has(metric)) return PartsReader.input(given, metric, false);
        }
        return new Input("", true, null, null, List.of(), null, null, null, false);
    }
}
