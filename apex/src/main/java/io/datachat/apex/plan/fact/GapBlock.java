package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.plan.algebra.Moments;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Gaps;
import io.datachat.apex.resolve.asked.Slot.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/// Every bucket of the period, without any value: stitched to the facts it shows where they have no rows.
public final class GapBlock {
    private final Workshop workshop;
    private final ResolvedQuery query;
    private final Gaps gaps;
    private final FactBlock.Parts parts;
    private final Moments moments;
    private final Clockwork clockwork;

    public GapBlock(Workshop workshop, ResolvedQuery query, Gaps gaps, FactBlock.Parts parts) {
        this.workshop = workshop;
        this.query = query;
        this.gaps = gaps;
        this.parts = parts;
        this.moments = new Moments(workshop, query.zone());
        this.clockwork = new Clockwork(workshop, moments);
    }

    /// @param facts groups per fact: a bucket that one of them has is no gap
    public Block plan(List<RelNode> facts) {
        var calendar = gaps.sight().calendar();
        var ticks = calendar == null
                ? JoinTree.over(
                        workshop,
                        query.facts().getFirst().entity(),
                        clockwork.series(times(), gaps.sight().clock(), gaps.edges()),
                        parts)
                : new JoinTree(workshop, calendar, null, parts);
        var moment = clockwork.moment(ticks.rel(), calendar, 0);
        ticks.moment(() -> moment);
        gaps.periodics().forEach(periodic -> clockwork.join(ticks, periodic));
        List<RexNode> axes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < query.axes().size(); i++) {
            var axis = query.axes().get(i);
            var cut = gaps.cuts().get(i);
            axes.add(
                    cut.isEmpty()
                            ? workshop.rex().makeNullLiteral(RelationalTypes.of(axis.type(), true))
                            : cut.get().cut() == null
                                    ? ticks.rex(cut.get().expression())
                                    : moments.cut(moment, cut.get().cut()));
            names.add(axis.alias());
        }
        RelNode rows = LogicalProject.create(filtered(ticks, moment), List.of(), axes, names, Set.of());
        rows = LogicalAggregate.create(rows, List.of(), ImmutableBitSet.range(axes.size()), null, List.of());
        return new Block(without(rows, facts), Map.of(), false, ticks.tables(), "", ticks.relies(false));
    }

    /// With other dimensions a bucket of a fact would get a group of its own that has none of them.
    private RelNode without(RelNode buckets, List<RelNode> facts) {
        List<Integer> timed = new ArrayList<>();
        for (int i = 0; i < gaps.cuts().size(); i++) if (gaps.cuts().get(i).isPresent()) timed.add(i);
        if (timed.size() == gaps.cuts().size()) return buckets;
        List<RelNode> times = new ArrayList<>();
        for (var fact : facts) {
            var row = fact.getRowType();
            times.add(LogicalProject.create(
                    fact,
                    List.of(),
                    timed.stream().map(axis -> RexInputRef.of(axis, row)).toList(),
                    timed.stream().map(axis -> row.getFieldNames().get(axis)).toList(),
                    Set.of()));
        }
        var all = times.size() == 1 ? times.getFirst() : LogicalUnion.create(times, true);
        var width = buckets.getRowType().getFieldCount();
        List<RexNode> equal = new ArrayList<>();
        for (int i = 0; i < timed.size(); i++)
            equal.add(workshop.call(
                    SqlStdOperatorTable.EQUALS,
                    RexInputRef.of(timed.get(i), buckets.getRowType()),
                    new RexInputRef(
                            width + i, all.getRowType().getFieldList().get(i).getType())));
        return LogicalJoin.create(
                buckets, all, List.of(), RexUtil.composeConjunction(workshop.rex(), equal), Set.of(), JoinRelType.ANTI);
    }

    private RelNode filtered(JoinTree ticks, RexNode moment) {
        List<RexNode> held = new ArrayList<>();
        for (var edge : gaps.edges())
            held.add(workshop.call(
                    edge.end() == End.TO ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                    moment,
                    workshop.parameter(edge)));
        var predicates = new Predicates(workshop);
        for (var condition : gaps.conditions())
            held.add(predicates.predicate(condition, ticks.rex(condition.target())));
        return held.isEmpty()
                ? ticks.rel()
                : LogicalFilter.create(ticks.rel(), RexUtil.composeConjunction(workshop.rex(), held));
    }

    /// When the rows of all facts happened.
    private RelNode times() {
        List<RelNode> times = new ArrayList<>();
        for (var fact : query.facts()) {
            var time = fact.time();
            if (time == null) continue;
            var joins = new JoinTree(workshop, fact.entity(), time, parts);
            joins.reach(time);
            var at = clockwork.atTick(
                    clockwork.local(joins, fact, time), gaps.sight().clock());
            times.add(LogicalProject.create(joins.rel(), List.of(), List.of(at), List.of("at"), Set.of()));
        }
        return times.size() == 1 ? times.getFirst() : LogicalUnion.create(times, true);
    }
}
