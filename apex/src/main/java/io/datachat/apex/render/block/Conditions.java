package io.datachat.apex.render.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Conditions as lists. Flattened with a stack of its own: a chain of ten thousand must not overflow the thread's.
public final class Conditions {
    private Conditions() {}

    /// The operands of AND; none for TRUE. Only the literal counts: Calcite also calls `x IS NOT NULL` always true
    /// when the column was declared so, and right of a left join it is not.
    public static List<RexNode> split(RexNode condition) {
        return flat(condition, SqlKind.AND).stream()
                .filter(part -> !(part instanceof RexLiteral literal) || !literal.isAlwaysTrue())
                .toList();
    }

    /// The operands of a chain of one associative operator, in order.
    public static List<RexNode> flat(RexNode condition, SqlKind kind) {
        var parts = new ArrayList<RexNode>();
        var open = new ArrayDeque<RexNode>();
        open.push(condition);
        while (!open.isEmpty()) {
            var next = open.pop();
            if (next.getKind() == kind && next instanceof RexCall chain)
                for (var i = chain.operands.size() - 1; i >= 0; i--) open.push(chain.operands.get(i));
            else parts.add(next);
        }
        return parts;
    }

    static List<RexNode> both(List<RexNode> first, List<RexNode> second) {
        if (first.isEmpty()) return second;
        var all = new ArrayList<>(first);
        for (var condition : second) if (!all.contains(condition)) all.add(condition);
        return List.copyOf(all);
    }
}
