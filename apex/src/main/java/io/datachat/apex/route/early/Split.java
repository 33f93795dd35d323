package io.datachat.apex.route.early;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/// An aggregate over joins, taken apart into what only the fact knows and what only the joined tables know.
///
/// @param project what is grouped and aggregated: one field per axis, then arguments and conditions of the calls
/// @param joins   from the fact outwards
/// @param keys    the fact's fields that the joins compare
/// @param held    conditions on the fact's own fields
/// @param beyond  conditions on the joined tables' fields
record Split(
        Aggregate aggregate,
        Project project,
        RelNode fact,
        List<Join> joins,
        ImmutableBitSet keys,
        List<RexNode> held,
        List<RexNode> beyond) {

    /// @return empty when something needs fields of both sides, or a partial result could not be finished
    static Optional<Split> of(Aggregate aggregate) {
        if (aggregate.getGroupSets().size() != 1
                || !aggregate.getGroupSet().equals(ImmutableBitSet.range(aggregate.getGroupCount()))
                || aggregate.getAggCallList().isEmpty()
                || !(aggregate.getInput() instanceof Project project)
                || !plain(project.getProjects())) return Optional.empty();
        var filter = project.getInput() instanceof Filter found ? found : null;
        Deque<Join> joins = new ArrayDeque<>();
        var fact = filter == null ? project.getInput() : filter.getInput();
        while (fact instanceof Join join) {
            joins.push(join);
            fact = join.getLeft();
        }
        if (joins.isEmpty() || !joins.stream().allMatch(Split::leavesTheFactWhole)) return Optional.empty();
        List<RexNode> held = new ArrayList<>();
        List<RexNode> beyond = new ArrayList<>();
        var width = fact.getRowType().getFieldCount();
        if (filter != null) {
            var conditions = RelOptUtil.conjunctions(filter.getCondition());
            if (!plain(conditions)) return Optional.empty();
            for (var condition : conditions) {
                if (own(condition, width)) held.add(condition);
                else if (foreign(condition, width)) beyond.add(condition);
                else return Optional.empty();
            }
        }
        var keys = ImmutableBitSet.builder();
        for (var join : joins)
            for (var field : RelOptUtil.InputFinder.bits(join.getCondition())) if (field < width) keys.set(field);
        var split = new Split(aggregate, project, fact, List.copyOf(joins), keys.build(), held, beyond);
        return split.divides() ? Optional.of(split) : Optional.empty();
    }

    int axes() {
        return aggregate.getGroupCount();
    }

    int width() {
        return fact.getRowType().getFieldCount();
    }

    List<RexNode> ownAxes() {
        return project.getProjects().subList(0, axes()).stream()
                .filter(axis -> own(axis, width()))
                .toList();
    }

    static boolean own(RexNode expression, int width) {
        return RelOptUtil.InputFinder.bits(expression).length() <= width;
    }

    private static boolean foreign(RexNode expression, int width) {
        return RelOptUtil.InputFinder.bits(expression).nextSetBit(0) >= width;
    }

    private boolean divides() {
        var width = width();
        return project.getProjects().subList(0, axes()).stream()
                        .allMatch(axis -> own(axis, width) || foreign(axis, width))
                && aggregate.getAggCallList().stream().allMatch(this::finishes);
    }

    /// Whether the values of parts give the value of the whole, to the last digit.
    private boolean finishes(AggregateCall call) {
        if (call.isDistinct()
                || call.isApproximate()
                || !call.getCollation().getKeys().isEmpty()) return false;
        var reads = new ArrayList<>(call.getArgList());
        if (call.filterArg >= 0) reads.add(call.filterArg);
        if (!reads.stream().allMatch(field -> own(project.getProjects().get(field), width()))) return false;
        return switch (call.getAggregation().getKind()) {
            case COUNT, MIN, MAX -> true;
            case SUM ->
                switch (call.getType().getSqlTypeName()) {
                    case BIGINT, DECIMAL -> true;
                    default -> false;
                };
            default -> false;
        };
    }

    private static boolean leavesTheFactWhole(Join join) {
        return (join.getJoinType() == JoinRelType.LEFT || join.getJoinType() == JoinRelType.INNER)
                && plain(List.of(join.getCondition()))
                && join.getVariablesSet().isEmpty();
    }

    private static boolean plain(List<RexNode> expressions) {
        return expressions.stream()
                .noneMatch(expression -> RexOver.containsOver(expression)
                        || RexUtil.SubQueryFinder.find(expression) != null
                        || RexUtil.containsCorrelation(expression));
    }
}
