package io.datachat.apex.route;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.plan.block.AggregateBlock.Term;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// Writes terms over the source's rows as terms over a rollup's columns, where that is possible without knowing a row.
final class Derivation {
    private final Rollup rollup;
    private final RexBuilder rex;
    private final List<Slot> slots;
    private final Set<Grain> aligned;

    /// @param slots   the plan's; an end of the period that moves to a bucket gets a slot of its own
    /// @param aligned the grains on whose boundaries every end of the periods lies
    Derivation(Rollup rollup, RexBuilder rex, List<Slot> slots, Set<Grain> aligned) {
        this.rollup = rollup;
        this.rex = rex;
        this.slots = slots;
        this.aligned = aligned;
    }

    /// @return null when the rollup does not tell
    @Nullable
    RexNode derive(Term term) {
        var group = group(term.digest());
        if (group >= 0) return column(group);
        var coarser = coarser(term);
        if (coarser != null) return coarser;
        var edge = edge(term);
        if (edge != null) return edge;
        if (term.rex() instanceof RexCall call) return call(call, term);
        return term.rex() instanceof RexInputRef ? null : term.rex();
    }

    private int group(String digest) {
        var groups = rollup.block().groups();
        for (int i = 0; i < groups.size(); i++) if (groups.get(i).digest().equals(digest)) return i;
        return -1;
    }

    RexNode column(int groupOrCall) {
        return RexInputRef.of(rollup.field(groupOrCall), rollup.table().getRowType());
    }

    private @Nullable RexNode call(RexCall call, Term term) {
        List<RexNode> operands = new ArrayList<>();
        for (var operand : term.operands()) {
            var derived = derive(operand);
            if (derived == null) return null;
            operands.add(derived);
        }
        return operands.isEmpty() ? call : call.clone(call.getType(), operands);
    }

    /// A month of a time is the month of its day.
    private @Nullable RexNode coarser(Term term) {
        var wanted = Buckets.read(term).orElse(null);
        if (wanted == null) return null;
        for (int i = 0; i < rollup.block().groups().size(); i++) {
            var kept = Buckets.read(rollup.block().groups().get(i)).orElse(null);
            if (kept == null || !kept.time().digest().equals(wanted.time().digest())) continue;
            if (!Buckets.madeOf(wanted, kept)) continue;
            var cast = (RexCall) term.rex();
            var cut = cut(cast.getKind() == SqlKind.CAST ? (RexCall) cast.operands.getFirst() : cast, column(i));
            return cut.getType().getSqlTypeName() == cast.getType().getSqlTypeName()
                    ? cut
                    : rex.makeAbstractCast(cast.getType(), cut, false);
        }
        return null;
    }

    /// The same cut of another time.
    private RexNode cut(RexCall of, RexNode time) {
        if (of.getKind() == SqlKind.FLOOR) return rex.makeCall(SqlStdOperatorTable.FLOOR, time, of.operands.get(1));
        var floor = (RexCall) of.operands.getFirst();
        var moved = (RexCall) floor.operands.getFirst();
        var there = rex.makeCall(moved.getOperator(), time, moved.operands.get(1));
        var floored = rex.makeCall(SqlStdOperatorTable.FLOOR, there, floor.operands.get(1));
        return rex.makeCall(of.getOperator(), floored, of.operands.get(1));
    }

    /// `time >= from` is `bucket >= from` when `from` begins a bucket; so is `<`.
    private @Nullable RexNode edge(Term term) {
        var kind = term.rex().getKind();
        if (kind != SqlKind.GREATER_THAN_OR_EQUAL && kind != SqlKind.LESS_THAN) return null;
        if (!(term.operands().get(1).rex() instanceof RexDynamicParam parameter)) return null;
        if (!(slots.get(parameter.getIndex()) instanceof Slot.Edge end) || end.back() != null || end.clock() != null)
            return null;
        for (int i = 0; i < rollup.block().groups().size(); i++) {
            var kept = Buckets.read(rollup.block().groups().get(i)).orElse(null);
            if (kept == null
                    || !kept.time().digest().equals(term.operands().getFirst().digest())) continue;
            if (!kept.plain() || !aligned.contains(kept.grain())) continue;
            var type = rollup.block().groups().get(i).rex().getKind() == SqlKind.CAST ? Simple.DATE : end.type();
            slots.add(new Slot.Edge(end.end(), type, end.columnZone(), null, null));
            var bound = rex.makeDynamicParam(column(i).getType(), slots.size() - 1);
            return rex.makeCall(((RexCall) term.rex()).getOperator(), column(i), bound);
        }
        return null;
    }
}
