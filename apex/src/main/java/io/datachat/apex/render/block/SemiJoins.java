package io.datachat.apex.render.block;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// A semi join keeps the left rows that have partners, an anti join those that have none.
final class SemiJoins {
    private final Join join;
    private final int width;

    private SemiJoins(Join join) {
        this.join = join;
        this.width = join.getLeft().getRowType().getFieldCount();
    }

    /// The same rows by a condition. IN where the keys alone decide: it reads well, and no database runs its query
    /// once for each row. NOT IN would keep nothing once a key is NULL, so an anti join is NOT EXISTS.
    static Filter condition(Join join) {
        var semi = new SemiJoins(join);
        if (join.getJoinType() == JoinRelType.ANTI) return semi.existence(true);
        var keys = new ArrayList<RexNode>();
        var partners = new ArrayList<RexNode>();
        var others = new ArrayList<RexNode>();
        for (var condition : Conditions.split(join.getCondition())) {
            var column = semi.key(condition);
            if (column.isPresent()) {
                keys.add(semi.operand(condition, true));
                partners.add(new RexInputRef(
                        column.getAsInt(), semi.operand(condition, false).getType()));
            } else if (semi.ofPartner(condition)) others.add(RexUtil.shift(condition, -semi.width));
            else return semi.existence(false);
        }
        return keys.isEmpty() ? semi.existence(false) : semi.membership(keys, partners, others);
    }

    /// The partner's column in an equality of two columns.
    private OptionalInt key(RexNode condition) {
        if (condition.getKind() != SqlKind.EQUALS
                || !(operand(condition, true) instanceof RexInputRef)
                || !(operand(condition, false) instanceof RexInputRef partner)) return OptionalInt.empty();
        return OptionalInt.of(partner.getIndex() - width);
    }

    /// The left or right table's side of an equality; the equality itself when it has no such side.
    private RexNode operand(RexNode equality, boolean left) {
        for (var operand : ((RexCall) equality).operands)
            if (operand instanceof RexInputRef column && (column.getIndex() < width) == left) return operand;
        return equality;
    }

    private boolean ofPartner(RexNode condition) {
        return RexUtil.SubQueryFinder.find(condition) == null
                && RelOptUtil.InputFinder.bits(condition).nextClearBit(0) == 0
                && RelOptUtil.InputFinder.bits(condition).nextSetBit(0) >= width;
    }

    private Filter membership(List<RexNode> keys, List<RexNode> partners, List<RexNode> others) {
        var build = join.getCluster().getRexBuilder();
        var right = others.isEmpty()
                ? join.getRight()
                : LogicalFilter.create(join.getRight(), RexUtil.composeConjunction(build, others));
        var names = partners.stream()
                .map(partner -> right.getRowType().getFieldNames().get(((RexInputRef) partner).getIndex()))
                .toList();
        var inner = LogicalProject.create(right, List.of(), partners, names, ImmutableSet.of());
        return LogicalFilter.create(join.getLeft(), RexSubQuery.in(inner, ImmutableList.copyOf(keys)));
    }

    private Filter existence(boolean negated) {
        var cluster = join.getCluster();
        var build = cluster.getRexBuilder();
        var left = join.getLeft();
        var id = cluster.createCorrel();
        var row = build.makeCorrel(left.getRowType(), id);
        var on = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return column.getIndex() < width
                        ? build.makeFieldAccess(row, column.getIndex())
                        : new RexInputRef(column.getIndex() - width, column.getType());
            }
        });
        var partners = RexSubQuery.exists(LogicalFilter.create(join.getRight(), on));
        return LogicalFilter.create(
                left, negated ? build.makeCall(SqlStdOperatorTable.NOT, partners) : partners, ImmutableSet.of(id));
    }
}
