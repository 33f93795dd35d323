package io.datachat.tests.evaluator;

import io.datachat.tests.evaluator.Expression.Binary;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The value of an [Expression] for one row, by SQL's three-valued logic.
final class Interpreter {
    private final Function<List<String>, @Nullable Object> names;

    /// @param names gives the value of a column or path in the row at hand
    Interpreter(Function<List<String>, @Nullable Object> names) {
        this.names = names;
    }

    boolean holds(Expression condition) {
        return Boolean.TRUE.equals(value(condition));
    }

    @Nullable
    Object value(Expression expression) {
        return switch (expression) {
            case Expression.Name(List<String> path) -> names.apply(path);
            case Expression.Literal literal -> literal.value();
            case Binary binary -> binary(binary);
            case Expression.Not(Expression operand) -> Values.not(truth(operand));
            case Expression.Minus(Expression operand) -> Values.minus(java.math.BigDecimal.ZERO, value(operand));
            case Expression.IsNull(Expression operand) -> value(operand) == null;
            case Expression.In in -> in(in);
            case Expression.Case cases -> cases(cases);
            case Expression.Coalesce(List<Expression> operands) -> coalesce(operands);
            case Expression.NullIf(Expression left, Expression right) -> {
                var value = value(left);
                yield Boolean.TRUE.equals(equal(value, value(right))) ? null : value;
            }
        };
    }

    private @Nullable Boolean truth(Expression expression) {
        return (Boolean) value(expression);
    }

    private @Nullable Object binary(Binary binary) {
        var left = value(binary.left());
        var right = value(binary.right());
        return switch (binary.operator()) {
            case OR -> Values.or((Boolean) left, (Boolean) right);
            case AND -> Values.and((Boolean) left, (Boolean) right);
            case PLUS -> Values.plus(left, right);
            case MINUS -> Values.minus(left, right);
            case TIMES -> Values.times(left, right);
            case OVER -> Values.over(left, right);
            case EQ -> equal(left, right);
            case NE -> Values.not(equal(left, right));
            case LT -> (left == null || right == null) ? null : (Boolean) (Values.compare(left, right) < 0);
            case LTE -> (left == null || right == null) ? null : (Boolean) (Values.compare(left, right) <= 0);
            case GT -> (left == null || right == null) ? null : (Boolean) (Values.compare(left, right) > 0);
            case GTE -> (left == null || right == null) ? null : (Boolean) (Values.compare(left, right) >= 0);
        };
    }

    private static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right) {
        return (left == null || right == null) ? null : (Boolean) (Values.compare(left, right) == 0);
    }

    private @Nullable Object in(Expression.In in) {
        var value = value(in.operand());
        Boolean found = false;
        for (var member : in.members()) found = Values.or(found, equal(value, value(member)));
        return found;
    }

    private @Nullable Object cases(Expression.Case cases) {
        for (var when : cases.whens()) {
            if (holds(when.condition())) return value(when.then());
        }
        return cases.otherwise() == null ? null : value(cases.otherwise());
    }

    private @Nullable Object coalesce(List<Expression> operands) {
        for (var operand : operands) {
            var value = value(operand);
            if (value != null) return value;
        }
        return null;
    }
}
