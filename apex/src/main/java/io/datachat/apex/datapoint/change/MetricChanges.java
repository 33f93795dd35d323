package io.datachat.apex.datapoint.change;

import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Derived;
import io.datachat.apex.datapoint.Execution.Filtered;
import io.datachat.apex.datapoint.Execution.Measure;
import io.datachat.apex.datapoint.Execution.Ratio;
import io.datachat.apex.datapoint.Execution.Template;
import org.jspecify.annotations.Nullable;

final class MetricChanges {
    private static final ChangeCode CODE = ChangeCode.COMPUTED_OTHERWISE;

    private MetricChanges() {}

    static void compare(Comparison comparison, Metric old, Metric now) {
        comparison.same(ChangeCode.UNIT, "unit", old.unit(), now.unit());
        if (old.execution() == null) return;
        if (now.execution() == null) {
            comparison.report(ChangeCode.NO_LONGER_ANSWERS, "execution", "it had an execution and has none now");
            return;
        }
        compare(comparison, old.execution(), now.execution());
    }

    private static void compare(Comparison comparison, Execution old, Execution now) {
        switch (old) {
            case Measure(var entity, var aggregation, var expression, var filters, var time)
            when now instanceof Measure other -> {
                comparison.same(CODE, "execution.entity", entity, other.entity());
                comparison.same(CODE, "execution.aggregation", aggregation, other.aggregation());
                comparison.same(CODE, "execution.expression", plain(expression), plain(other.expression()));
                comparison.same(CODE, "execution.filters", filters, other.filters());
                comparison.same(CODE, "execution.time", time, other.time());
            }
            case Filtered(String metric, var filters)
            when now instanceof Filtered other -> {
                comparison.same(CODE, "execution.metric", metric, other.metric());
                comparison.same(CODE, "execution.filters", filters, other.filters());
            }
            case Ratio(String numerator, String denominator)
            when now instanceof Ratio other -> {
                comparison.same(CODE, "execution.ratio.numerator", numerator, other.numerator());
                comparison.same(CODE, "execution.ratio.denominator", denominator, other.denominator());
            }
            case Derived(String expression)
            when now instanceof Derived other ->
                comparison.same(CODE, "execution.derived", plain(expression), plain(other.expression()));
            case Template template
            when now instanceof Template other -> TemplateChanges.compare(comparison, template, other);
            case Execution _ ->
                comparison.report(CODE, "execution", "it was a " + word(old) + " and is a " + word(now));
        }
    }

    /// Layout makes no difference to what an expression means.
    static @Nullable String plain(@Nullable String expression) {
        return expression == null ? null : expression.strip().replaceAll("\\s+", " ");
    }

    private static String word(Execution execution) {
        return switch (execution) {
            case Measure _ -> "measure";
            case Filtered _ -> "filtered metric";
            case Ratio _ -> "ratio";
            case Derived _ -> "derived metric";
            case Template _ -> "template";
        };
    }
}
