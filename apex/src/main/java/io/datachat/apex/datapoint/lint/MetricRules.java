package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.Arithmetic;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.datapoint.Execution.Derived;
import io.datachat.apex.datapoint.Execution.Measure;
import io.datachat.apex.datapoint.Execution.Ratio;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How metrics are computed.
final class MetricRules {
    static final List<Consumer<Finding>> ALL = List.of(
            MetricRules::noExpression, MetricRules::ratioOfItself, MetricRules::notArithmetic, MetricRules::noTime);

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

    private static void noTime(Finding finding) {
        if (!(execution(finding) instanceof Measure measure) || measure.time() != null) return;
        var entity = finding.library().find(Entity.class, measure.entity());
        if (entity.isEmpty() || entity.get().time() != null) return;
        finding.report(
                LintCode.NO_TIME,
                "execution",
                "it has no time column, nor has entity " + measure.entity(),
                "add 'time:' to one of them, unless the number has no time");
    }
}
