package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.bind.entity.ExpressionBinding;
import io.datachat.apex.resolve.bind.entity.Findings;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Binds metrics to formulas over measures, each once, parts before wholes.
final class MetricBinding {
    private final Map<String, DataPoint.Metric> definitions;
    private final MeasureBinding measures;
    private final ExpressionBinding expressions;
    private final Templates templates;
    private final Findings findings;
    private final InTime inTime;
    private final Conversions conversions;
    private final Map<String, Optional<Formula>> formulas = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    MetricBinding(
            Library library,
            MeasureBinding measures,
            ExpressionBinding expressions,
            Templates templates,
            Findings findings) {
        this.definitions = library.all(DataPoint.Metric.class).stream()
                .collect(Collectors.toMap(DataPoint::id, Function.identity(), (first, _) -> first, LinkedHashMap::new));
        this.measures = measures;
        this.expressions = expressions;
        this.templates = templates;
        this.findings = findings;
        this.inTime = new InTime(findings);
        this.conversions = new Conversions(expressions, findings);
    }

    Map<String, Model.BoundMetric> bind() {
        expressions.metrics(new ExpressionBinding.Parts() {
            @Override
            public Optional<Formula> find(String id) {
                return Optional.ofNullable(definitions.get(id))
                        .filter(definition -> !open.contains(id))
                        .flatMap(definition -> Optional.ofNullable(formula(definition)));
            }

            @Override
            public Collection<String> names() {
                return definitions.keySet();
            }
        });
        Map<String, Model.BoundMetric> bound = new LinkedHashMap<>();
        for (var metric : definitions.values()) {
            var formula = formula(metric);
            if (formula == null) continue;
            var databases = databases(formula);
            if (databases.size() > 1)
                findings.add(
                        metric,
                        "execution",
                        Problem.of(
                                ResolveCode.ACROSS_DATABASES,
                                "metric " + metric.id() + " needs " + String.join(" and ", databases)));
            else
                bound.put(
                        metric.id(),
                        new Model.BoundMetric(
                                metric, formula, databases.iterator().next(), templates.said(metric.id())));
        }
        return bound;
    }

    private static Set<String> databases(Formula formula) {
        Set<String> names = new LinkedHashSet<>();
        formula.measures().forEach(measure -> names.add(measure.entity().database()));
        formula.blocks().forEach(block -> names.add(block.database()));
        return names;
    }

    private @Nullable Formula formula(DataPoint.Metric metric) {
        var known = formulas.get(metric.id());
        if (known != null) return known.orElse(null);
        if (!open.add(metric.id())) {
            findings.add(
                    metric,
                    "execution",
                    Problem.of(
                            ResolveCode.BROKEN_DEFINITION,
                            "metric " + metric.id() + " is computed from itself: " + String.join(" → ", open) + " → "
                                    + metric.id()));
            return null;
        }
        var formula = switch (metric.execution()) {
            case null -> null;
            case Execution.Measure measure -> measured(measures.bind(metric, measure));
            case Execution.Filtered filtered -> filtered(metric, filtered);
            case Execution.Ratio(String numerator, String denominator) -> {
                var above = part(metric, numerator, "execution.ratio.numerator");
                var below = part(metric, denominator, "execution.ratio.denominator");
                yield above == null || below == null ? null : new Formula.Ratio(above, below);
            }
            case Execution.Derived derived -> derived(metric, derived);
            case Execution.Cumulative cumulative -> inTime.cumulative(metric, cumulative, this::part);
            case Execution.Conversion conversion -> conversions.bind(metric, conversion, this::part);
            case Execution.Template template -> templates.bind(metric, template);
        };
        open.remove(metric.id());
        formula = filled(metric, formula);
        formulas.put(metric.id(), Optional.ofNullable(formula));
        return formula;
    }

    private static @Nullable Formula measured(@Nullable BoundMeasure measure) {
        return measure == null ? null : new Formula.Measured(measure);
    }

    private @Nullable Formula part(DataPoint.Metric whole, String id, String path) {
        var definition = definitions.get(id);
        if (definition == null) {
            findings.add(
                    whole,
                    path,
                    Problem.of(ResolveCode.UNKNOWN_METRIC, "metric " + whole.id() + ": unknown metric '" + id + "'")
                            .choices(Nearest.of(id, definitions.keySet(), 3)));
            return null;
        }
        var formula = formula(definition);
        if (formula == null && findings.clean(whole))
            findings.add(
                    whole,
                    path,
                    Problem.of(
                            ResolveCode.BROKEN_DEFINITION,
                            "metric " + whole.id() + ": its part '" + id + "' "
                                    + (definition.execution() == null ? "has no execution" : "is broken")));
        return formula;
    }

    private @Nullable Formula filtered(DataPoint.Metric metric, Execution.Filtered filtered) {
        var base = part(metric, filtered.metric(), "execution.metric");
        return base == null ? null : restrict(metric, base, filtered.filters());
    }

    /// Adds the filters to every measure below, each read from that measure's own entity.
    private @Nullable Formula restrict(DataPoint.Metric metric, Formula formula, List<String> filters) {
        var block = formula.blocks().findFirst();
        if (block.isPresent()) {
            findings.add(
                    metric,
                    "execution.filters",
                    Problem.of(
                            ResolveCode.TEMPLATE_ALONE,
                            "metric " + metric.id() + ": " + block.get().metric() + " cannot be filtered: "
                                    + block.get().reason()));
            return null;
        }
        return formula.map(measure -> {
            var conditions = measures.conditions(metric, measure.entity().id(), filters);
            return conditions == null ? null : measure.filtered(metric.id() + "_" + measure.name(), conditions);
        });
    }

    private static @Nullable Formula filled(DataPoint.Metric metric, @Nullable Formula formula) {
        var fill = metric.fill();
        return formula == null || fill == null ? formula : new Formula.Filled(formula, fill.value(), fill.gaps());
    }

    /// A name is an input of this metric, else a metric.
    private @Nullable Formula named(DataPoint.Metric metric, Execution.Derived derived, String name) {
        for (int i = 0; i < derived.inputs().size(); i++) {
            var input = derived.inputs().get(i);
            if (!input.name().equals(name)) continue;
            var path = "execution.inputs[" + i + "]";
            var base = part(metric, input.metric(), path + ".metric");
            if (base != null && !input.filters().isEmpty()) base = restrict(metric, base, input.filters());
            return base == null ? null : inTime.moved(metric, input, base, path);
        }
        return part(metric, name, "execution.derived");
    }

    private @Nullable Formula derived(DataPoint.Metric metric, Execution.Derived derived) {
        Set<String> inputs =
                derived.inputs().stream().map(Execution.Input::name).collect(Collectors.toSet());
        return expressions.arithmetic(metric, derived.expression(), new ExpressionBinding.Parts() {
            @Override
            public Optional<Formula> find(String id) {
                return inputs.contains(id) || definitions.containsKey(id)
                        ? Optional.ofNullable(named(metric, derived, id))
                        : Optional.empty();
            }

            @Override
            public Collection<String> names() {
                return Stream.concat(inputs.stream(), definitions.keySet().stream())
                        .toList();
            }
        });
    }
}
