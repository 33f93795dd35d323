package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.tests.evaluator.Expression.Operator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Metrics as formulas over measures, and their values where those of the measures are known.
final class Metrics {
    private final Definitions definitions;
    private final Rows rows;

    Metrics(Definitions definitions, Rows rows) {
        this.definitions = definitions;
        this.rows = rows;
    }

    Formula formula(String id) {
        var formula = switch (definitions.metric(id)) {
            case Execution.Measure measure -> new Formula.Measured(new Leaf(measure, List.of(), Lens.PLAIN, null));
            case Execution.Filtered(String of, List<String> more) -> formula(of).map(leaf -> leaf.filtered(more));
            case Execution.Ratio(String numerator, String denominator) ->
                new Formula.Ratio(formula(numerator), formula(denominator));
            case Execution.Derived derived -> derived(derived);
            case Execution.Cumulative cumulative -> cumulative(cumulative);
            case Execution.Conversion conversion -> conversion(conversion);
            case Execution.Template _ -> throw new Unanswerable("template " + id + " is not opened here");
        };
        var fill = definitions.fill(id);
        return fill == null ? formula : new Formula.Filled(formula, fill.value(), fill.gaps());
    }

    private Formula derived(Execution.Derived derived) {
        var expression = definitions.read(derived.expression());
        var operands = new LinkedHashMap<String, Formula>();
        for (var name : names(expression)) operands.put(name, operand(derived, name));
        return new Formula.Derived(expression, operands);
    }

    private Formula operand(Execution.Derived derived, String name) {
        for (var input : derived.inputs()) {
            if (!input.name().equals(name)) continue;
            var base = formula(input.metric()).map(leaf -> leaf.filtered(input.filters()));
            var offset = input.offset();
            var startOf = input.startOf();
            if (offset == null && startOf == null) return base;
            var move = startOf == null
                    ? new Lens.Move.Back(Distance.of(Objects.requireNonNull(offset)))
                    : new Lens.Move.StartOf(startOf);
            return base.map(leaf -> leaf.seenThrough(leaf.lens().behind(move)));
        }
        return formula(name);
    }

    /// Every name in an expression, each once.
    static List<String> names(Expression expression) {
        return parts(expression).distinct().toList();
    }

    private static Stream<String> parts(Expression expression) {
        return switch (expression) {
            case Expression.Name(List<String> path) -> Stream.of(String.join(".", path));
            case Expression.Literal _ -> Stream.empty();
            case Expression.Binary binary -> Stream.concat(parts(binary.left()), parts(binary.right()));
            case Expression.Not(Expression operand) -> parts(operand);
            case Expression.IsNull(Expression operand) -> parts(operand);
            case Expression.Minus(Expression operand) -> parts(operand);
            case Expression.In in ->
                Stream.concat(parts(in.operand()), in.members().stream().flatMap(Metrics::parts));
            case Expression.Case(var whens, var otherwise) ->
                Stream.concat(
                        whens.stream().flatMap(when -> Stream.concat(parts(when.condition()), parts(when.then()))),
                        otherwise == null ? Stream.empty() : parts(otherwise));
            case Expression.Coalesce(List<Expression> operands) ->
                operands.stream().flatMap(Metrics::parts);
            case Expression.NullIf(Expression left, Expression right) -> Stream.concat(parts(left), parts(right));
        };
    }

    private Formula cumulative(Execution.Cumulative cumulative) {
        var base = formula(cumulative.metric());
        var toDate = cumulative.toDate();
        var window = cumulative.window();
        var reach = toDate != null
                ? new Lens.Reach.Since(toDate)
                : window != null ? new Lens.Reach.Trailing(Distance.of(window)) : new Lens.Reach.Always();
        return base.map(leaf -> leaf.seenThrough(new Lens(leaf.lens().moves(), reach, cumulative.bucketValue())));
    }

    private Formula conversion(Execution.Conversion conversion) {
        var from = bare(formula(conversion.from()));
        var to = bare(formula(conversion.to()));
        var window = conversion.window() == null ? null : Distance.of(conversion.window());
        var counted = new Formula.Measured(new Leaf(
                from.measure(), from.filters(), from.lens(), new Leaf.Conversion(to, conversion.on(), window)));
        return switch (conversion.value()) {
            case COUNT -> counted;
            case RATE -> new Formula.Ratio(counted, new Formula.Measured(from));
        };
    }

    private static Leaf bare(Formula formula) {
        return switch (formula) {
            case Formula.Filled(Formula of, var _, boolean _) -> bare(of);
            case Formula.Measured(Leaf leaf) -> leaf;
            case Formula.Ratio _, Formula.Derived _ -> throw new Unanswerable("no plain measure");
        };
    }

    /// @param leaves the value of each measure in the group at hand
    @Nullable
    Object value(Formula formula, Function<Leaf, @Nullable Object> leaves) {
        return switch (formula) {
            case Formula.Measured(Leaf leaf) -> leaves.apply(leaf);
            case Formula.Ratio(Formula numerator, Formula denominator) ->
                Values.over(value(numerator, leaves), value(denominator, leaves));
            case Formula.Derived(Expression expression, Map<String, Formula> operands) -> {
                Function<List<String>, @Nullable Object> names =
                        path -> value(Objects.requireNonNull(operands.get(String.join(".", path))), leaves);
                yield new Interpreter(names).value(expression);
            }
            case Formula.Filled(Formula of, var missing, boolean _) -> {
                var value = value(of, leaves);
                yield value == null ? missing : value;
            }
        };
    }

    /// Whether the numbers of a metric are integers or decimals in every row.
    boolean exact(Formula formula) {
        return switch (formula) {
            case Formula.Measured(Leaf leaf) -> exact(leaf);
            case Formula.Ratio _ -> false;
            case Formula.Derived(Expression expression, Map<String, Formula> operands) ->
                exact(expression, path -> exact(Objects.requireNonNull(operands.get(String.join(".", path)))));
            case Formula.Filled(Formula of, var _, boolean _) -> exact(of);
        };
    }

    private boolean exact(Leaf leaf) {
        if (leaf.lens().accumulates() && leaf.lens().value() == BucketValue.AVERAGE) return false;
        var measure = leaf.conversion() == null
                ? leaf.measure()
                : leaf.conversion().to().measure();
        return switch (measure.aggregation()) {
            case COUNT, COUNT_DISTINCT -> true;
            case AVG -> false;
            case MEDIAN, PERCENTILE -> measure.discrete() && exactValues(measure);
            case SUM, MIN, MAX -> exactValues(measure);
        };
    }

    private boolean exactValues(Execution.Measure measure) {
        return measure.expression() == null
                || exact(
                        definitions.read(measure.expression()),
                        path -> !rows.doubles().contains(path.getLast()) && !definitions.hasMetric(path.getLast()));
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
