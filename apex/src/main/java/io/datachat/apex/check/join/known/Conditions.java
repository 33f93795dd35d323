package io.datachat.apex.check.join.known;

import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.check.join.known.Term.Fixed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// What a condition says of the rows for which it holds.
///
/// @param facts what is equal
/// @param there instances that have a row
public record Conditions(List<Fact> facts, Set<Instance> there) {
    public static Conditions of(RexNode condition, Function<RexNode, @Nullable Term> terms) {
        var found = new Conditions(new ArrayList<>(), new HashSet<>());
        for (var conjunct : RelOptUtil.conjunctions(condition)) found.take(conjunct, terms);
        return found;
    }

    private void take(RexNode conjunct, Function<RexNode, @Nullable Term> terms) {
        if (!(conjunct instanceof RexCall call)) return;
        switch (call.getKind()) {
            case EQUALS -> {
                equal(call.getOperands().get(0), call.getOperands().get(1), terms);
                there(call, terms);
            }
            case IS_NOT_DISTINCT_FROM ->
                equal(call.getOperands().get(0), call.getOperands().get(1), terms);
            case NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    LIKE,
                    IS_NOT_NULL,
                    IS_TRUE -> there(call, terms);
            case OR -> either(call.getOperands(), terms);
            default -> {}
        }
    }

    /// What holds whichever of them does.
    private void either(List<RexNode> operands, Function<RexNode, @Nullable Term> terms) {
        var each = operands.stream().map(operand -> of(operand, terms)).toList();
        var rest = each.subList(1, each.size());
        for (var fact : each.getFirst().facts)
            if (rest.stream().allMatch(other -> other.facts.stream().anyMatch(fact::sameAs))) facts.add(fact);
        for (var instance : each.getFirst().there)
            if (rest.stream().allMatch(other -> other.there.contains(instance))) there.add(instance);
    }

    private void equal(RexNode one, RexNode other, Function<RexNode, @Nullable Term> terms) {
        if (one instanceof RexCall left
                && other instanceof RexCall right
                && left.getKind() == SqlKind.ROW
                && right.getKind() == SqlKind.ROW
                && left.getOperands().size() == right.getOperands().size()) {
            for (var index = 0; index < left.getOperands().size(); index++)
                equal(left.getOperands().get(index), right.getOperands().get(index), terms);
            return;
        }
        equal(terms.apply(one), terms.apply(other)).ifPresent(facts::add);
    }

    public static Optional<Fact> equal(@Nullable Term one, @Nullable Term other) {
        if (one == null || other == null || (one instanceof Fixed && other instanceof Fixed)) return Optional.empty();
        return Optional.of(new Fact(one, other, Set.of()));
    }

    private void there(RexCall call, Function<RexNode, @Nullable Term> terms) {
        for (var operand : call.getOperands())
            if (terms.apply(operand) instanceof Cell(Instance instance, String _)) there.add(instance);
    }
}
