package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.read.operator.Operators;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Whether a row of a history holds at a time (docs/values.md, section 15).
final class Holding {
    private final Workshop workshop;
    private final RexNode at;
    private final ZoneId writtenIn;
    private final ZoneId history;

    /// @param writtenIn the zone of `at`, when it is a local time
    /// @param history   the zone of the history
    Holding(Workshop workshop, RexNode at, ZoneId writtenIn, ZoneId history) {
        this.workshop = workshop;
        this.at = at;
        this.writtenIn = writtenIn;
        this.history = history;
    }

    List<RexNode> between(RexNode from, RexNode until) {
        return List.of(
                compared(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, from),
                workshop.call(
                        SqlStdOperatorTable.OR,
                        workshop.call(SqlStdOperatorTable.IS_NULL, until),
                        compared(SqlStdOperatorTable.LESS_THAN, until)));
    }

    private RexNode compared(SqlOperator operator, RexNode end) {
        return alike(type(at), type(end))
                ? workshop.call(operator, at, end)
                : workshop.call(operator, moment(at, writtenIn), moment(end, history));
    }

    /// Whether both are read off the same clock as they are.
    private boolean alike(DataType time, DataType end) {
        if (time == Simple.INSTANT || end == Simple.INSTANT) return time == end;
        return time == Simple.DATE || writtenIn.normalized().equals(history.normalized());
    }

    private RexNode moment(RexNode time, ZoneId zone) {
        if (type(time) == Simple.INSTANT) return time;
        var clock = type(time) == Simple.DATE ? history : zone;
        return workshop.call(Operators.AT_TIME_ZONE, time, workshop.rex().makeLiteral(clock.getId()));
    }

    private static DataType type(RexNode time) {
        return RelationalTypes.from(time.getType());
    }
}
