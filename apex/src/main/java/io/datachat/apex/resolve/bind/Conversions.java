package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.bind.entity.ExpressionBinding;
import io.datachat.apex.resolve.bind.entity.Findings;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.BoundMeasure.Conversion;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Amount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Binds a conversion: the measure of opportunities, and the rows that they turn into.
final class Conversions {
    private final ExpressionBinding expressions;
    private final Findings findings;

    Conversions(ExpressionBinding expressions, Findings findings) {
        this.expressions = expressions;
        this.findings = findings;
    }

    @Nullable
    Formula bind(DataPoint.Metric metric, Execution.Conversion conversion, InTime.Parts parts) {
        var from = measure(metric, conversion.from(), "execution.conversion.from", parts);
        var to = measure(metric, conversion.to(), "execution.conversion.to", parts);
        if (from == null || to == null) return null;
        var window = conversion.window() == null
                ? null
                : Amount.parse(conversion.window()).orElse(null);
        if (conversion.window() != null && window == null)
            broken(
                    metric,
                    "execution.conversion.window",
                    "'" + conversion.window() + "' is no amount of time; write " + Amount.FORM);
        if (conversion.on().isEmpty())
            broken(
                    metric,
                    "execution.conversion.on",
                    "a conversion needs 'on': column of " + from.entity().id() + " to column of "
                            + to.entity().id());
        List<Conversion.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < conversion.on().size(); i++) {
            var pair = conversion.on().get(i);
            var path = "execution.conversion.on[" + i + "]";
            var own = expressions.bind(expressions.draft(from.entity().id()), pair.column(), metric, path);
            var other = expressions.bind(expressions.draft(to.entity().id()), pair.target(), metric, path);
            if (own != null && other != null) pairs.add(new Conversion.Pair(own, other));
        }
        if (!findings.clean(metric)) return null;
        var converted = new Formula.Measured(new BoundMeasure(
                metric.id() + "_" + to.name(),
                from.entity(),
                from.statistic(),
                from.argument(),
                from.filters(),
                from.time(),
                null,
                from.lens(),
                new Conversion(to, pairs, window)));
        return switch (conversion.value()) {
            case COUNT -> converted;
            case RATE -> new Formula.Ratio(converted, new Formula.Measured(from));
        };
    }

    private @Nullable BoundMeasure measure(DataPoint.Metric metric, String id, String path, InTime.Parts parts) {
        var formula = parts.find(metric, id, path);
        if (formula == null) return null;
        var bare = formula instanceof Formula.Filled(Formula of, var _, boolean _) ? of : formula;
        if (!(bare instanceof Formula.Measured(BoundMeasure measure))
                || measure.conversion() != null
                || measure.snapshot() != null
                || !measure.lens().plain()) {
            broken(metric, path, "'" + id + "' is not a plain measure");
            return null;
        }
        if (measure.time() == null) {
            broken(metric, path, "'" + id + "' has no time, so nothing can be before it");
            return null;
        }
        return measure;
    }

    private void broken(DataPoint.Metric metric, String path, String why) {
        findings.add(metric, path, Problem.of(ResolveCode.BROKEN_DEFINITION, "metric " + metric.id() + ": " + why));
    }
}
