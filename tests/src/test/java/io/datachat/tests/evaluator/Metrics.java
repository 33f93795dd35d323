package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution;
import io.datachat.tests.evaluator.Expression.Operator;
import io.datachat.tests.evaluator.Scope.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Metrics over groups: aggregation of rows, and what is calculated from aggregated values.
final class Metrics {
    private final Definitions definitions;
    private final Scope scope;
    private final Rows rows;

    Metrics(Definitions definitions, Scope scope, Rows rows) {
        this.definitions = definitions;
        this.scope = scope;
        this.rows = rows;
    }

    /// Every measure below a metric.
    List<Leaf> leaves(String metric) {
        var found = new ArrayList<Leaf>();
        fold(metric, List.of(), (leaf, _) -> {
            found.add(leaf);
            return BigDecimal.ONE;
        });
        return found;
    }

    /// The value of a metric where the values of its measures are known.
    @Nullable
    Object value(String metric, Function<Leaf, List<Row>> group) {
        return fold(metric, List.of(), (leaf, expression) -> aggregate(leaf, expression, group.apply(leaf)));
    }

    private @Nullable Object fold(
            String id, List<String> filters, BiFunction<Leaf, @Nullable Expression, @Nullable Object> leaves) {
        return switch (definitions.metric(id)) {
            case Execution.Measure measure ->
                leaves.apply(
                        new Leaf(measure, filters),
                        measure.expression() == null ? null : definitions.read(measure.expression()));
            case Execution.Filtered(String of, List<String> more) -> {
                var all = new ArrayList<>(filters);
                all.addAll(more);
                yield fold(of, all, leaves);
            }
            case Execution.Ratio(String numerator, String denominator) ->
                Values.over(fold(numerator, filters, leaves), fold(denominator, filters, leaves));
            case Execution.Derived(String expression, var _) -> {
                Function<List<String>, @Nullable Object> operands = path -> fold(path.getFirst(), filters, leaves);
                yield new Interpreter(operands).value(definitions.read(expression));
            }
            case Execution.Cumulative _, Execution.Conversion _ -> throw new Unanswerable(id + " looks at moments");
            case Execution.Template _ -> throw new Unanswerable("template " + id + " is not opened here");
        };
    }

    private @Nullable Object aggregate(Leaf leaf, @Nullable Expression expression, List<Row> group) {
        if (expression == null) return BigDecimal.valueOf(group.size());
        var values = new ArrayList<Object>();
        for (var row : group) {
            var value = scope.value(expression, row);
            if (value != null) values.add(value);
        }
        return switch (leaf.measure().aggregation()) {
            case COUNT -> BigDecimal.valueOf(values.size());
            case COUNT_DISTINCT -> BigDecimal.valueOf(distinct(values));
            case SUM -> within64Bits(sum(values));
            case MIN -> values.stream().min(Values::compare).orElse(null);
            case MAX -> values.stream().max(Values::compare).orElse(null);
            case AVG -> {
                var sum = sum(values);
                yield sum == null ? null : Values.over(sum, BigDecimal.valueOf(values.size()));
            }
            case MEDIAN, PERCENTILE -> throw new Unanswerable("percentiles are not read here");
        };
    }

    private static long distinct(List<Object> values) {
        var sorted = values.stream().sorted(Values::compare).toList();
        long distinct = sorted.isEmpty() ? 0 : 1;
        for (var at = 1; at < sorted.size(); at++) {
            if (Values.compare(sorted.get(at - 1), sorted.get(at)) != 0) distinct++;
        }
        return distinct;
    }

    /// Integers here are decimals without scale; their sum is one of 64 bits or an error.
    private static @Nullable Object within64Bits(@Nullable Object sum) {
        if (sum instanceof BigDecimal whole
                && whole.scale() <= 0
                && whole.toBigInteger().bitLength() > 63) throw new Unanswerable("a sum leaves the range of 64 bits");
        return sum;
    }

    private static @Nullable Object sum(List<Object> values) {
        @Nullable Object sum = null;
        for (var value : values) sum = sum == null ? value : Values.plus(sum, value);
        return sum;
    }

    /// Whether the numbers of a metric are integers or decimals in every row.
    boolean exact(String id) {
        return switch (definitions.metric(id)) {
            case Execution.Measure measure ->
                switch (measure.aggregation()) {
                    case COUNT, COUNT_DISTINCT -> true;
                    case AVG, MEDIAN, PERCENTILE -> false;
                    case SUM, MIN, MAX ->
                        measure.expression() == null
                                || exact(
                                        definitions.read(measure.expression()),
                                        path -> !rows.doubles().contains(path.getLast()));
                };
            case Execution.Filtered filtered -> exact(filtered.metric());
            case Execution.Ratio _ -> false;
            case Execution.Derived(String expression, var _) ->
                exact(definitions.read(expression), path -> exact(path.getFirst()));
            case Execution.Cumulative _, Execution.Conversion _, Execution.Template _ -> false;
        };
    }

    private static boolean exact(Expression expression, java.util.function.Predicate<List<String>> names) {
        return switch (expression) {
            case Expression.Name(List<String> path) -> names.test(path);
            case Expression.Literal literal -> !(literal.value() instanceof Double);
            case Expression.Binary binary ->
                binary.operator() != Operator.OVER && exact(binary.left(), names) && exact(binary.right(), names);
            case Expression.Not _, Expression.IsNull _, Expression.In _ -> true;
            case Expression.Minus(Expression operand) -> exact(operand, names);
            case Expression.Case(var whens, var otherwise) ->
                whens.stream().allMatch(when -> exact(when.then(), names))
                        && (otherwise == null || exact(otherwise, names));
            case Expression.Coalesce(List<Expression> operands) ->
                operands.stream().allMatch(operand -> exact(operand, names));
            case Expression.NullIf(Expression left, Expression _) -> exact(left, names);
        };
    }
}
