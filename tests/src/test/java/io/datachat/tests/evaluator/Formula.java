package io.datachat.tests.evaluator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a metric comes from measures.
sealed interface Formula {
    record Measured(Leaf leaf) implements Formula {}

    record Ratio(Formula numerator, Formula denominator) implements Formula {}

    record Derived(Expression expression, Map<String, Formula> operands) implements Formula {}

    record Filled(Formula of, @Nullable BigDecimal value, boolean gaps) implements Formula {}

    default Stream<Leaf> leaves() {
        return switch (this) {
            case Measured(Leaf leaf) -> Stream.of(leaf);
            case Ratio(Formula one, Formula two) -> Stream.concat(one.leaves(), two.leaves());
            case Derived(var _, var operands) -> operands.values().stream().flatMap(Formula::leaves);
            case Filled(Formula of, var _, boolean _) -> of.leaves();
        };
    }

    default boolean gaps() {
        return switch (this) {
            case Measured _ -> false;
            case Ratio(Formula one, Formula two) -> one.gaps() || two.gaps();
            case Derived(var _, var operands) -> operands.values().stream().anyMatch(Formula::gaps);
            case Filled(Formula of, var _, boolean gaps) -> gaps || of.gaps();
        };
    }

    default Formula map(UnaryOperator<Leaf> change) {
        return switch (this) {
            case Measured(Leaf leaf) -> new Measured(change.apply(leaf));
            case Ratio(Formula one, Formula two) -> new Ratio(one.map(change), two.map(change));
            case Derived(var expression, var operands) -> {
                var mapped = new LinkedHashMap<String, Formula>();
                operands.forEach((name, operand) -> mapped.put(name, operand.map(change)));
                yield new Derived(expression, mapped);
            }
            case Filled(Formula of, var value, boolean gaps) -> new Filled(of.map(change), value, gaps);
        };
    }

    /// Its value for a key without rows (section 14).
    default @Nullable BigDecimal nothing() {
        return switch (this) {
            case Measured(Leaf leaf) -> leaf.counts() ? BigDecimal.ZERO : null;
            case Ratio _ -> null;
            case Derived(var _, var operands) -> {
                if (operands.values().stream().anyMatch(operand -> operand.nothing() != null))
                    throw new Unanswerable("arithmetic over counts is no dimension");
                yield null;
            }
            case Filled(Formula of, var value, boolean _) -> of.nothing() == null ? value : of.nothing();
        };
    }
}
