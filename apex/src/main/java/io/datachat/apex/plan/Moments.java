package io.datachat.apex.plan;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.resolve.Shift;
import io.datachat.apex.time.Grain;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Times in algebra: brought to the zone of the question, moved, cut into buckets (docs/values.md, section 6 and 7).
final class Moments {
    private final Workshop workshop;
    private final ZoneId zone;

    Moments(Workshop workshop, ZoneId zone) {
        this.workshop = workshop;
        this.zone = zone;
    }

    /// Local time in the question's zone; dates stay as they are.
    RexNode local(RexNode time, ZoneId columnZone) {
        return switch (RelationalTypes.from(time.getType())) {
            case Simple simple when simple == Simple.INSTANT -> shifted(time, zone);
            case Simple simple
            when simple == Simple.TIMESTAMP && !columnZone.normalized().equals(zone.normalized()) ->
                shifted(shifted(time, columnZone), zone);
            default -> time;
        };
    }

    private RexNode shifted(RexNode time, ZoneId to) {
        return workshop.call(Operators.AT_TIME_ZONE, time, workshop.rex().makeLiteral(to.getId()));
    }

    /// The bucket's first moment: a date from day on, else a timestamp.
    RexNode bucket(RexNode local, Grain grain) {
        var floored =
                workshop.call(SqlStdOperatorTable.FLOOR, local, workshop.rex().makeFlag(range(grain)));
        return switch (grain) {
            case MINUTE, HOUR -> floored;
            case DAY, WEEK, MONTH, QUARTER, YEAR -> workshop.cast(floored, Simple.DATE);
        };
    }

    /// The same time one shift later.
    RexNode later(RexNode local, Shift shift) {
        var moved = local;
        if (shift.months() > 0) moved = plus(moved, BigDecimal.valueOf(shift.months()), TimeUnit.MONTH);
        if (!shift.length().isZero())
            moved = plus(moved, BigDecimal.valueOf(shift.length().toMillis()), unit(shift.length()));
        return moved;
    }

    private RexNode plus(RexNode local, BigDecimal amount, TimeUnit unit) {
        var interval = workshop.rex()
                .makeIntervalLiteral(amount, new SqlIntervalQualifier(unit, 9, null, -1, SqlParserPos.ZERO));
        return workshop.call(SqlStdOperatorTable.DATETIME_PLUS, local, interval);
    }

    private static TimeUnit unit(Duration length) {
        return length.toSeconds() % Duration.ofDays(1).toSeconds() == 0 ? TimeUnit.DAY : TimeUnit.SECOND;
    }

    /// True for every time but those of a 29 February.
    RexNode notLeapDay(RexNode local) {
        var rex = workshop.rex();
        var month = workshop.call(SqlStdOperatorTable.EXTRACT, rex.makeFlag(TimeUnitRange.MONTH), local);
        var day = workshop.call(SqlStdOperatorTable.EXTRACT, rex.makeFlag(TimeUnitRange.DAY), local);
        return workshop.call(
                SqlStdOperatorTable.OR,
                workshop.call(SqlStdOperatorTable.NOT_EQUALS, month, rex.makeExactLiteral(BigDecimal.valueOf(2))),
                workshop.call(SqlStdOperatorTable.NOT_EQUALS, day, rex.makeExactLiteral(BigDecimal.valueOf(29))));
    }

    private static TimeUnitRange range(Grain grain) {
        return switch (grain) {
            case MINUTE -> TimeUnitRange.MINUTE;
            case HOUR -> TimeUnitRange.HOUR;
            case DAY -> TimeUnitRange.DAY;
            case WEEK -> TimeUnitRange.WEEK;
            case MONTH -> TimeUnitRange.MONTH;
            case QUARTER -> TimeUnitRange.QUARTER;
            case YEAR -> TimeUnitRange.YEAR;
        };
    }
}
