package io.datachat.tests.evaluator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of SQL that measures, filters and dimensions of the test worlds are written in.
public sealed interface Expression {
    /// A column, or a path along roles that ends in one.
    record Name(List<String> path) implements Expression {
        public Name {
            path = List.copyOf(path);
        }
    }

    /// Null, Boolean, BigDecimal, Double, String, LocalDate or LocalDateTime.
    record Literal(@Nullable Object value) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    enum Operator {
        OR,
        AND,
        EQ,
        NE,
        LT,
        LTE,
        GT,
        GTE,
        PLUS,
        MINUS,
        TIMES,
        OVER
    }

    record Not(Expression operand) implements Expression {}

    record Minus(Expression operand) implements Expression {}

    record IsNull(Expression operand) implements Expression {}

    record In(Expression operand, List<Expression> members) implements Expression {}

    /// @param otherwise null stands for `ELSE NULL`
    record Case(List<When> whens, @Nullable Expression otherwise) implements Expression {}

    record When(Expression condition, Expression then) {}

    record Coalesce(List<Expression> operands) implements Expression {}

    record NullIf(Expression left, Expression right) implements Expression {}
}
