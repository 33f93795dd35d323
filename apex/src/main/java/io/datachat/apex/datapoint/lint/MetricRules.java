package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.Arithmetic;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.datapoint.Execution.Conversion;
import io.datachat.apex.datapoint.Execution.Cumulative;
import io.datachat.apex.datapoint.Execution.Derived;
import io.datachat.apex.datapoint.Execution.Filtered;
import io.datachat.apex.datapoint.Execution.Measure;
import io.datachat.apex.datapoint.Execution.Ratio;
import io.datachat.apex.datapoint.Execution.Template;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Amount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How metrics are computed.
final class MetricRules {
    static final List<Consumer<Finding>> ALL = List.of(
            MetricRules::noExpression,
            MetricRules::ratioOfItself,
            MetricRules::notArithmetic,
            MetricRules::noTime,
            MetricRules::amounts,
            MetricRules::percentile,
            MetricRules::snapshot,
            MetricRules::conversion,
            MetricRules::inputs,
            MetricRules::plausible,
            MetricRules::nulls);

    private MetricRules() {}

    private static @Nullable Execution execution(Finding finding) {
        return finding.point() instanceof Metric metric ? metric.execution() : null;
    }

    private static void noExpression(Finding finding) {
        if (!(execution(finding) instanceof Measure measure)) return;
        if (measure.expression() != null || measure.aggregation() == Aggregation.COUNT) return;
        var word = measure.aggregation().name().toLowerCase(Locale.ROOT);
        finding.report(
                LintCode.NO_EXPRESSION,
                "execution.aggregation",
                "'" + word + "' of what?",
                "add 'expression:' with a column, or use 'count' for rows");
    }

    private static void ratioOfItself(Finding finding) {
        if (!(execution(finding) instanceof Ratio(String numerator, String denominator))) return;
        if (!numerator.equals(denominator)) return;
        finding.report(
                LintCode.RATIO_OF_ITSELF,
                "execution.ratio.denominator",
                "the ratio of " + numerator + " to itself is always 1",
                "name another metric");
    }

    private static void notArithmetic(Finding finding) {
        if (!(execution(finding) instanceof Derived(String expression, var _))) return;
        var read = Arithmetic.read(expression);
        if (read.error() == null) {
            if (!read.names().isEmpty()) return;
            finding.report(LintCode.NOT_ARITHMETIC, "execution.derived", "the expression names no metric");
            return;
        }
        var problem = Problem.of(
                LintCode.NOT_ARITHMETIC, finding.what() + ": the expression is not arithmetic: " + read.error());
        finding.report(
                problem,
                finding.definition().within("execution.derived", 1, read.column()),
                "use metric ids, numbers, + - * / ( ), nullif, coalesce, abs and round");
    }

    private static void amounts(Finding finding) {
        switch (execution(finding)) {
            case Cumulative cumulative -> amount(finding, "execution.window", cumulative.window());
            case Conversion conversion -> amount(finding, "execution.conversion.window", conversion.window());
            case Derived derived -> {
                for (var index = 0; index < derived.inputs().size(); index++)
                    amount(
                            finding,
                            "execution.inputs[" + index + "].offset",
                            derived.inputs().get(index).offset());
            }
            case Measure _, Filtered _, Ratio _, Template _ -> {}
            case null -> {}
        }
    }

    private static void amount(Finding finding, String path, @Nullable String text) {
        if (text == null || Amount.parse(text).isPresent()) return;
        finding.report(LintCode.BAD_AMOUNT, path, "'" + text + "' is no amount of time", "write " + Amount.FORM);
    }

    private static void percentile(Finding finding) {
        if (!(execution(finding) instanceof Measure measure)) return;
        var fraction = measure.percentile();
        var wanted = measure.aggregation() == Aggregation.PERCENTILE;
        var ranked = wanted || measure.aggregation() == Aggregation.MEDIAN;
        if (wanted && fraction == null)
            misfit(finding, "aggregation", "which percentile?", "add 'percentile:', from 0 to 1, such as 0.95");
        if (fraction != null && !wanted)
            misfit(finding, "percentile", "'percentile' says nothing here", "write 'aggregation: percentile'");
        if (fraction != null && (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0))
            misfit(
                    finding,
                    "percentile",
                    "percentile " + fraction.toPlainString() + " is not between 0 and 1",
                    "the 95th percentile is 0.95");
        if (measure.discrete() && !ranked)
            misfit(finding, "discrete", "'discrete' says nothing here", "it goes with percentile and median");
        if (measure.approximate() && !ranked && measure.aggregation() != Aggregation.COUNT_DISTINCT)
            misfit(
                    finding,
                    "approximate",
                    "'approximate' says nothing here",
                    "it goes with count_distinct, percentile and median");
        if (measure.nullWithoutRows()
                && measure.aggregation() != Aggregation.COUNT
                && measure.aggregation() != Aggregation.COUNT_DISTINCT)
            misfit(
                    finding,
                    "null_without_rows",
                    "'null_without_rows' says nothing here",
                    "it goes with count and count_distinct; everything else is NULL without rows anyway");
    }

    private static void misfit(Finding finding, String key, String message, String hint) {
        finding.report(LintCode.BAD_PERCENTILE, "execution." + key, message, hint);
    }

    private static void snapshot(Finding finding) {
        if (!(execution(finding) instanceof Measure measure) || measure.snapshot() == null) return;
        if (measure.snapshot().time() != null || !timeless(finding, measure)) return;
        finding.report(
                LintCode.SNAPSHOT_WITHOUT_TIME,
                "execution.snapshot",
                "the snapshot has no time, nor has entity " + measure.entity(),
                "add 'time:' with the column of its moments");
    }

    private static void conversion(Finding finding) {
        if (!(execution(finding) instanceof Conversion conversion)) return;
        pairable(finding, "execution.conversion.from", conversion.from());
        pairable(finding, "execution.conversion.to", conversion.to());
    }

    private static void pairable(Finding finding, String path, String id) {
        var part = finding.library().find(Metric.class, id);
        if (part.isEmpty()) return;
        var execution = part.get().execution();
        var why = execution instanceof Measure measure
                ? measure.snapshot() != null
                        ? "is a snapshot"
                        : timeless(finding, measure) ? "has no time, so nothing can be before it" : null
                : "is no measure";
        if (why != null)
            finding.report(LintCode.CONVERSION_OF_NO_MEASURE, path, id + " " + why, "name a measure with a time");
    }

    private static void inputs(Finding finding) {
        if (!(execution(finding) instanceof Derived derived)) return;
        var names = Arithmetic.read(derived.expression()).names();
        for (var index = 0; index < derived.inputs().size(); index++) {
            var name = derived.inputs().get(index).name();
            var path = "execution.inputs[" + index + "].name";
            if (!names.contains(name))
                finding.report(
                        LintCode.UNUSED_INPUT,
                        path,
                        "the expression does not use '" + name + "'",
                        "use it or remove it");
            if (finding.library().find(Metric.class, name).isPresent())
                finding.report(
                        LintCode.SHADOWED_METRIC,
                        path,
                        "'" + name + "' is a metric as well, and here it means the input",
                        "rename the input");
        }
    }

    private static boolean timeless(Finding finding, Measure measure) {
        if (measure.time() != null) return false;
        var entity = finding.library().find(Entity.class, measure.entity());
        return entity.isPresent() && entity.get().time() == null;
    }

    private static void plausible(Finding finding) {
        if (!(finding.point() instanceof Metric metric) || metric.plausible() == null) return;
        var from = metric.plausible().from();
        var to = metric.plausible().to();
        if (from == null && to == null) empty(finding, "plausible", "'plausible' has no end");
        if (from != null && to != null && from.compareTo(to) > 0)
            empty(finding, "plausible", "nothing is from " + from.toPlainString() + " to " + to.toPlainString());
    }

    static void empty(Finding finding, String path, String message) {
        finding.report(LintCode.EMPTY_RANGE, path, message, "write {from: 0, to: 1}, or one of the two");
    }

    private static void nulls(Finding finding) {
        if (!(finding.point() instanceof Metric metric) || metric.nulls() == null) return;
        if (metric.fill() == null || metric.fill().value() == null) return;
        finding.report(
                LintCode.NULL_THAT_CANNOT_BE,
                "nulls",
                "it is never NULL: 'fill' puts " + metric.fill().value().toPlainString() + " there",
                "remove 'nulls'");
    }

    private static void noTime(Finding finding) {
        if (!(execution(finding) instanceof Measure measure) || !timeless(finding, measure)) return;
        finding.report(
                LintCode.NO_TIME,
                "execution",
                "it has no time column, nor has entity " + measure.entity(),
                "add 'time:' to one of them, unless the number has no time");
    }
}
