package io.datachat.apex.render.block;

import io.datachat.apex.render.block.Block.Select;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/// Two levels become one FROM.
///
/// A condition on the side that may be missing moves into ON, never into WHERE: that would make the outer join an inner
/// one.
final class Joining {
    private Joining() {}

    static Select join(Join join, Select leftBelow, Select rightBelow) {
        var type = join.getJoinType();
        var left = side(leftBelow, type.generatesNullsOnLeft(), type)
                ? leftBelow
                : Assembly.derive(join.getLeft(), leftBelow);
        var right = side(rightBelow, type.generatesNullsOnRight(), type)
                ? rightBelow
                : Assembly.derive(join.getRight(), rightBelow);
        var width = left.from().width();
        var items = new ArrayList<>(left.items());
        items.addAll(Substitution.shift(right.items(), width));
        var on = Conditions.split(Substitution.of(items, join.getCondition()));
        var where = List.<RexNode>of();
        if (type.generatesNullsOnLeft()) on = Conditions.both(on, left.where());
        else where = left.where();
        if (type.generatesNullsOnRight()) on = Conditions.both(on, Substitution.shift(right.where(), width));
        else where = Conditions.both(where, Substitution.shift(right.where(), width));
        var correlations = new HashMap<>(left.correlations());
        right.correlations().forEach((id, row) -> correlations.put(id, Substitution.shift(row, width)));
        var from = new Source.Join(type, left.from(), shifted(right.from(), width), on);
        return left.items(List.copyOf(items)).over(from, where, correlations);
    }

    /// A source on the right: its own ON conditions count from the left of all.
    private static Source shifted(Source source, int by) {
        return source instanceof Source.Join(var type, var left, var right, var on)
                ? new Source.Join(type, shifted(left, by), shifted(right, by), Substitution.shift(on, by))
                : source;
    }

    /// Whether a level can stand in the FROM of another as it is.
    private static boolean side(Select level, boolean optional, JoinRelType type) {
        if (level.grouping() != null || level.limited() || level.from() instanceof Source.Nothing) return false;
        if (type == JoinRelType.FULL && !level.where().isEmpty()) return false;
        if (level.where().stream().anyMatch(Joining::nested)) return false;
        return optional
                ? level.items().stream().allMatch(RexInputRef.class::isInstance)
                : level.items().stream().noneMatch(item -> RexOver.containsOver(item) || nested(item));
    }

    private static boolean nested(RexNode expression) {
        return RexUtil.SubQueryFinder.find(expression) != null;
    }
}
