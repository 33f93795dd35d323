package io.datachat.apex.plan.algebra;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Times in algebra: brought to the zone of the question, moved, cut (docs/values.md, section 6, 7 and 10).
public final class Moments {
    private final Workshop workshop;
    private final ZoneId zone;

    public Moments(Workshop workshop, ZoneId zone) {
        this.workshop = workshop;
        this.zone = zone;
    }

    /// Local time in the question's zone; dates stay as they are.
    public RexNode local(RexNode time, ZoneId columnZone) {
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

    /// Bucket or date part of a local time.
    public RexNode cut(RexNode local, TimeCut cut) {
        return switch (cut) {
            case Grain grain -> bucket(local, grain);
            case DatePart part -> workshop.cast(part(local, range(part)), Simple.BIGINT);
            case TimeCut.Custom custom -> throw new IllegalStateException("not a bucket: " + custom.word());
        };
    }

    /// The bucket's first moment: a date from day on, else a timestamp.
    public RexNode bucket(RexNode local, Grain grain) {
        var floored = floor(local, grain);
        return grain.compareTo(Grain.DAY) < 0 ? floored : workshop.cast(floored, Simple.DATE);
    }

    /// The first moment of the unit that a local time lies in.
    public RexNode floor(RexNode local, Grain grain) {
        var almanac = workshop.model().almanac();
        if (!almanac.knows(grain)) throw new IllegalStateException("not declared: " + grain.word());
        var behind = new Amount(almanac.monthsBehind(grain), Duration.ofDays(-almanac.daysAhead(grain)));
        var floored = workshop.call(
                SqlStdOperatorTable.FLOOR,
                earlier(local, behind),
                workshop.rex().makeFlag(range(grain)));
        return later(floored, behind);
    }

    /// The same time one shift later.
    public RexNode later(RexNode local, Shift shift) {
        return moved(local, new Amount(shift.months(), shift.length()), 1);
    }

    public RexNode later(RexNode local, Amount by) {
        return moved(local, by, 1);
    }

    public RexNode earlier(RexNode local, Amount by) {
        return moved(local, by, -1);
    }

    private RexNode moved(RexNode local, Amount by, int sign) {
        var moved = local;
        if (by.months() != 0) moved = plus(moved, BigDecimal.valueOf((long) sign * by.months()), TimeUnit.MONTH);
        if (!by.length().isZero())
            moved = plus(moved, BigDecimal.valueOf(sign * by.length().toMillis()), unit(by.length()));
        return moved;
    }

    private RexNode plus(RexNode local, BigDecimal amount, TimeUnit unit) {
        return workshop.call(SqlStdOperatorTable.DATETIME_PLUS, local, interval(amount, unit));
    }

    private RexNode interval(BigDecimal amount, TimeUnit unit) {
        return workshop.rex()
                .makeIntervalLiteral(amount, new SqlIntervalQualifier(unit, 9, null, -1, SqlParserPos.ZERO));
    }

    /// The distance between two moments of a clock that ticks at least daily.
    public RexNode tick(Grain clock) {
        var tick = Amount.of(1, clock).length();
        return interval(BigDecimal.valueOf(tick.toMillis()), unit(tick));
    }

    private static TimeUnit unit(Duration length) {
        return length.toSeconds() % Duration.ofDays(1).toSeconds() == 0 ? TimeUnit.DAY : TimeUnit.SECOND;
    }

    /// True for every time but those of a 29 February.
    public RexNode notLeapDay(RexNode local) {
        var rex = workshop.rex();
        return workshop.call(
                SqlStdOperatorTable.OR,
                workshop.call(
                        SqlStdOperatorTable.NOT_EQUALS,
                        part(local, TimeUnitRange.MONTH),
                        rex.makeExactLiteral(BigDecimal.valueOf(2))),
                workshop.call(
                        SqlStdOperatorTable.NOT_EQUALS,
                        part(local, TimeUnitRange.DAY),
                        rex.makeExactLiteral(BigDecimal.valueOf(29))));
    }

    private RexNode part(RexNode local, TimeUnitRange unit) {
        return workshop.call(SqlStdOperatorTable.EXTRACT, workshop.rex().makeFlag(unit), local);
    }

    private static TimeUnitRange range(DatePart part) {
        return switch (part) {
            case YEAR_NUMBER -> TimeUnitRange.YEAR;
            case QUARTER_OF_YEAR -> TimeUnitRange.QUARTER;
            case MONTH_OF_YEAR -> TimeUnitRange.MONTH;
            case WEEK_OF_YEAR -> TimeUnitRange.WEEK;
            case DAY_OF_YEAR -> TimeUnitRange.DOY;
            case DAY_OF_MONTH -> TimeUnitRange.DAY;
            case DAY_OF_WEEK -> TimeUnitRange.ISODOW;
            case HOUR_OF_DAY -> TimeUnitRange.HOUR;
            case MINUTE_OF_HOUR -> TimeUnitRange.MINUTE;
        };
    }

    private static TimeUnitRange range(Grain grain) {
        return switch (grain) {
            case SECOND -> TimeUnitRange.SECOND;
            case MINUTE -> TimeUnitRange.MINUTE;
            case HOUR -> TimeUnitRange.HOUR;
            case DAY -> TimeUnitRange.DAY;
            case WEEK -> TimeUnitRange.WEEK;
            case MONTH -> TimeUnitRange.MONTH;
            case QUARTER, FISCAL_QUARTER -> TimeUnitRange.QUARTER;
            case YEAR, FISCAL_YEAR -> TimeUnitRange.YEAR;
        };
    }
}
