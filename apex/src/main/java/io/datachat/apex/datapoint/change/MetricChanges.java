package io.datachat.apex.datapoint.change;

import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Conversion;
import io.datachat.apex.datapoint.Execution.Cumulative;
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
            case Measure measure
            when now instanceof Measure other -> {
                comparison.same(CODE, "execution.entity", measure.entity(), other.entity());
                comparison.same(CODE, "execution.aggregation", measure.aggregation(), other.aggregation());
                comparison.same(CODE, "execution.expression", plain(measure.expression()), plain(other.expression()));
                comparison.same(CODE, "execution.filters", measure.filters(), other.filters());
                comparison.same(CODE, "execution.time", measure.time(), other.time());
                comparison.same(CODE, "execution.percentile", measure.percentile(), other.percentile());
                comparison.same(CODE, "execution.discrete", measure.discrete(), other.discrete());
                comparison.same(CODE, "execution.approximate", measure.approximate(), other.approximate());
                comparison.same(
                        CODE, "execution.null_without_rows", measure.nullWithoutRows(), other.nullWithoutRows());
                comparison.same(CODE, "execution.snapshot", measure.snapshot(), other.snapshot());
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
            case Derived(String expression, var inputs)
            when now instanceof Derived other -> {
                comparison.same(CODE, "execution.derived", plain(expression), plain(other.expression()));
                comparison.same(CODE, "execution.inputs", inputs, other.inputs());
            }
            case Cumulative cumulative
            when now instanceof Cumulative other -> {
                comparison.same(CODE, "execution.cumulative", cumulative.metric(), other.metric());
                comparison.same(CODE, "execution.window", cumulative.window(), other.window());
                comparison.same(CODE, "execution.to_date", cumulative.toDate(), other.toDate());
                comparison.same(CODE, "execution.bucket_value", cumulative.bucketValue(), other.bucketValue());
            }
            case Conversion conversion
            when now instanceof Conversion other -> comparison.same(CODE, "execution.conversion", conversion, other);
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
            case Cumulative _ -> "cumulative metric";
            case Conversion _ -> "conversion";
            case Template _ -> "template";
        };
    }
}
