package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.model.BoundEntity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// Moves times by periods of one's own calendar: the third day of a period to the third day of a later one, or to its
/// last.
final class PeriodCalendar {
    private final Workshop workshop;
    private final RelNode days;
    private final int moment;
    private final int period;

    private PeriodCalendar(Workshop workshop, RelNode days, BoundEntity calendar, String column) {
        this.workshop = workshop;
        this.days = days;
        this.moment = column(calendar, calendar.key().getFirst());
        this.period = column(calendar, column);
    }

    /// @param at the tick of each row's time
    /// @return the moment at which a row stands
    static RexNode join(Workshop workshop, JoinTree joins, RexNode at, Sight.LaterPeriods sight) {
        var calendar = sight.custom().calendar();
        var periods = new PeriodCalendar(
                workshop, joins.scanOf(calendar), calendar, sight.custom().column());
        var moved = periods.moved(sight.count());
        var first = joins.rel().getRowType().getFieldCount();
        joins.join(moved, workshop.call(SqlStdOperatorTable.EQUALS, at, field(moved, 0, first)), JoinRelType.INNER, "");
        return field(moved, 1, first);
    }

    /// @return each day and the day it moves to
    private RelNode moved(int count) {
        var numbered = numbered();
        var later = later(count);
        // numbered: day, period, number; later: period, its later one, the days of that
        var width = numbered.getRowType().getFieldCount();
        RelNode known = LogicalJoin.create(
                numbered,
                later,
                List.of(),
                workshop.call(SqlStdOperatorTable.EQUALS, field(numbered, 1, 0), field(later, 0, width)),
                Set.of(),
                JoinRelType.INNER);
        var number = field(numbered, 2, 0);
        var days = field(later, 2, width);
        var place = workshop.call(
                SqlStdOperatorTable.CASE,
                workshop.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, number, days),
                number,
                days);
        var target = numbered();
        var offset = known.getRowType().getFieldCount();
        var both = LogicalJoin.create(
                known,
                target,
                List.of(),
                RexUtil.composeConjunction(
                        workshop.rex(),
                        List.of(
                                workshop.call(
                                        SqlStdOperatorTable.EQUALS, field(later, 1, width), field(target, 1, offset)),
                                workshop.call(SqlStdOperatorTable.EQUALS, place, field(target, 2, offset)))),
                Set.of(),
                JoinRelType.INNER);
        return LogicalProject.create(
                both,
                List.of(),
                List.of(field(numbered, 0, 0), field(target, 0, offset)),
                List.of("day", "moment"),
                Set.of());
    }

    /// Each day with its period and its number in it.
    private RelNode numbered() {
        var day = workshop.cast(RexInputRef.of(moment, days.getRowType()), Simple.TIMESTAMP);
        var in = RexInputRef.of(period, days.getRowType());
        var plain = LogicalProject.create(days, List.of(), List.of(day, in), List.of("day", "period"), Set.of());
        return Windowing.numbered(
                workshop, plain, List.of(field(plain, 1, 0)), List.of(ascending(field(plain, 0, 0))), "number");
    }

    /// Each period with the one so many later and the days that one has.
    private RelNode later(int count) {
        var in = LogicalProject.create(
                days, List.of(), List.of(RexInputRef.of(period, days.getRowType())), List.of("period"), Set.of());
        var lengths = LogicalAggregate.create(
                in,
                List.of(),
                ImmutableBitSet.of(0),
                null,
                List.of(AggregateCall.create(
                        SqlParserPos.ZERO,
                        SqlStdOperatorTable.COUNT,
                        false,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        -1,
                        null,
                        RelCollations.EMPTY,
                        false,
                        in,
                        null,
                        "days")));
        var order = List.of(ascending(field(lengths, 0, 0)));
        var ahead = workshop.rex().makeExactLiteral(BigDecimal.valueOf(count));
        return LogicalProject.create(
                lengths,
                List.of(),
                List.of(
                        field(lengths, 0, 0),
                        Windowing.lead(workshop, field(lengths, 0, 0), ahead, order),
                        Windowing.lead(workshop, field(lengths, 1, 0), ahead, order)),
                List.of("period", "later_period", "later_days"),
                Set.of());
    }

    private static RexFieldCollation ascending(RexNode value) {
        return new RexFieldCollation(value, Set.of(SqlKind.NULLS_LAST));
    }

    private static RexNode field(RelNode of, int index, int offset) {
        return new RexInputRef(
                offset + index, of.getRowType().getFieldList().get(index).getType());
    }

    private static int column(BoundEntity entity, String name) {
        return entity.table().columns().indexOf(entity.table().column(name).orElseThrow());
    }
}
