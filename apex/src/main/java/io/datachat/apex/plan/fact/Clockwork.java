package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.plan.algebra.Moments;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Periodic;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.asked.Slot.Edge;
import io.datachat.apex.resolve.asked.Slot.End;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// Joins rows to the moments that see them (docs/values.md, section 10), and times to the periods they lie in.
final class Clockwork {
    private final Workshop workshop;
    private final Moments moments;

    Clockwork(Workshop workshop, Moments moments) {
        this.workshop = workshop;
        this.moments = moments;
    }

    /// A row's time, local in the zone of the question.
    RexNode local(JoinTree joins, Fact fact, BoundExpression time) {
        return moments.local(joins.rex(time), workshop.model().zoneOf(fact.entity(), time));
    }

    /// @return the moment, a timestamp
    RexNode join(JoinTree joins, Fact fact, Sight.Clock sight, List<Edge> edges) {
        var time = fact.time();
        if (time == null) throw new IllegalStateException("a clock without time");
        var at = atTick(local(joins, fact, time), sight.clock());
        var first = joins.rel().getRowType().getFieldCount();
        var calendar = sight.calendar();
        var ticks = calendar == null ? series(project(joins.rel(), at), sight.clock(), edges) : joins.scanOf(calendar);
        var moment = moment(ticks, calendar, first);
        joins.join(ticks, sees(sight.lens(), moment, at), JoinRelType.INNER, "");
        return moment;
    }

    /// Where moments look at the start of something, a bucket sees what its first moment sees: the others would see
    /// the same rows again. Empty when every moment is the first of its bucket.
    Optional<RexNode> first(Fact fact, Sight.Clock sight, RexNode moment) {
        if (sight.lens().moves().stream().noneMatch(Lens.Move.StartOf.class::isInstance)) return Optional.empty();
        List<RexNode> firsts = new ArrayList<>();
        for (var cut : fact.cuts()) {
            if (!cut.time() || cut.grain() == null) continue;
            if (cut.grain().compareTo(sight.clock()) <= 0) return Optional.empty();
            firsts.add(workshop.call(SqlStdOperatorTable.EQUALS, moment, moments.floor(moment, cut.grain())));
        }
        return Optional.of(RexUtil.composeDisjunction(workshop.rex(), firsts));
    }

    /// @param first the field at which the ticks begin
    RexNode moment(RelNode ticks, @Nullable BoundEntity calendar, int first) {
        var field = calendar == null ? 0 : column(calendar, calendar.key().getFirst());
        return timestamp(new RexInputRef(
                first + field, ticks.getRowType().getFieldList().get(field).getType()));
    }

    private static int column(BoundEntity entity, String name) {
        return entity.table().columns().indexOf(entity.table().column(name).orElseThrow());
    }

    private RexNode timestamp(RexNode value) {
        return workshop.cast(value, Simple.TIMESTAMP);
    }

    /// The tick of the clock that a time lies in.
    RexNode atTick(RexNode local, Grain clock) {
        var date = RelationalTypes.from(local.getType()) == Simple.DATE;
        return timestamp(date ? local : moments.floor(local, clock));
    }

    private RexNode sees(Lens lens, RexNode moment, RexNode at) {
        var seen = moment;
        for (var move : lens.moves())
            seen = switch (move) {
                case Lens.Move.Back(var by) -> moments.earlier(seen, by);
                case Lens.Move.StartOf(Grain grain) -> moments.floor(seen, grain);
                case Lens.Move.BackPeriods periods ->
                    throw new IllegalStateException("not on a clock: " + periods.period());
            };
        var upTo = workshop.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, at, seen);
        return switch (lens.reach()) {
            case Lens.Reach.Same _ -> workshop.call(SqlStdOperatorTable.EQUALS, at, seen);
            case Lens.Reach.Always _ -> upTo;
            case Lens.Reach.Trailing(var window) ->
                both(upTo, workshop.call(SqlStdOperatorTable.GREATER_THAN, at, moments.earlier(seen, window)));
            case Lens.Reach.Since(Grain grain) ->
                both(upTo, workshop.call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, at, moments.floor(seen, grain)));
        };
    }

    private RexNode both(RexNode one, RexNode other) {
        return RexUtil.composeConjunction(workshop.rex(), List.of(one, other));
    }

    /// Moments from the start to the end of the period; where it has none, from the first row to the last.
    ///
    /// @param times of the rows, at ticks
    RelNode series(RelNode times, Grain clock, List<Edge> edges) {
        RexNode from = null;
        RexNode to = null;
        for (var edge : edges) {
            var end = timestamp(workshop.parameter(edge));
            if (edge.end() == End.FROM || edge.end() == End.PREVIOUS_FROM) from = end;
            else to = end;
        }
        if (from == null) from = extreme(times, SqlStdOperatorTable.MIN);
        if (to == null) to = extreme(times, SqlStdOperatorTable.MAX);
        var row = RelationalTypes.FACTORY
                .builder()
                .add("moment", RelationalTypes.of(Simple.TIMESTAMP, false))
                .build();
        var call = workshop.rex().makeCall(row, Operators.GENERATE_SERIES, List.of(from, to, moments.tick(clock)));
        return LogicalTableFunctionScan.create(workshop.cluster(), List.of(), call, null, row, Set.of());
    }

    private static RelNode project(RelNode rows, RexNode at) {
        return LogicalProject.create(rows, List.of(), List.of(at), List.of("at"), Set.of());
    }

    private static RexNode extreme(RelNode times, SqlAggFunction function) {
        var call = AggregateCall.create(
                SqlParserPos.ZERO,
                function,
                false,
                false,
                false,
                List.of(),
                List.of(0),
                -1,
                null,
                RelCollations.EMPTY,
                true,
                times,
                null,
                "at");
        return RexSubQuery.scalar(LogicalAggregate.create(times, List.of(), ImmutableBitSet.of(), null, List.of(call)));
    }

    /// Finds the row of the calendar that a time lies in.
    void join(JoinTree joins, Periodic periodic) {
        var calendar = periodic.custom().calendar();
        var grain =
                calendar.calendar() == null ? Grain.DAY : calendar.calendar().grain();
        var own = periodic.time().columns().contains(BoundExpression.ColumnAt.MOMENT);
        var local = own ? joins.moment() : moments.local(joins.rex(periodic.time()), periodic.columnZone());
        var at = atTick(local, grain);
        var first = joins.rel().getRowType().getFieldCount();
        var days = joins.scanOf(calendar);
        joins.join(
                days,
                workshop.call(SqlStdOperatorTable.EQUALS, at, moment(days, calendar, first)),
                JoinRelType.LEFT,
                "");
        var column = column(calendar, periodic.custom().column());
        joins.period(new RexInputRef(
                first + column, days.getRowType().getFieldList().get(column).getType()));
    }
}
