package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/// Local time in the zone of the question, and the buckets it is cut into.
final class Buckets {
    private Buckets() {}

    /// A date has no zone; a timestamp is local to its entity; an instant is a moment.
    static LocalDateTime local(Object value, Entity entity, ZoneId asked) {
        return switch (value) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime written ->
                written.atZone(zone(entity))
                        .withLaterOffsetAtOverlap()
                        .withZoneSameInstant(asked)
                        .toLocalDateTime();
            case Instant instant -> LocalDateTime.ofInstant(instant, asked);
            default -> throw new Unanswerable("no time: " + value);
        };
    }

    static ZoneId zone(Entity entity) {
        return entity.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(entity.timeZone());
    }

    /// The first moment of the bucket that a time lies in.
    static LocalDateTime first(LocalDateTime local, Grain grain, Beginnings beginnings) {
        return bucket(local, grain, beginnings) instanceof LocalDate date
                ? date.atStartOfDay()
                : (LocalDateTime) bucket(local, grain, beginnings);
    }

    static BigDecimal part(LocalDateTime local, DatePart part) {
        return BigDecimal.valueOf(
                switch (part) {
                    case YEAR_NUMBER -> local.getYear();
                    case QUARTER_OF_YEAR -> (local.getMonthValue() + 2) / 3;
                    case MONTH_OF_YEAR -> local.getMonthValue();
                    case WEEK_OF_YEAR -> local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                    case DAY_OF_YEAR -> local.getDayOfYear();
                    case DAY_OF_MONTH -> local.getDayOfMonth();
                    case DAY_OF_WEEK -> local.getDayOfWeek().getValue();
                    case HOUR_OF_DAY -> local.getHour();
                    case MINUTE_OF_HOUR -> local.getMinute();
                });
    }

    /// Whether a cut needs a time of day.
    static boolean finerThanDay(TimeCut cut) {
        return switch (cut) {
            case Grain grain -> finerThanDay(grain);
            case DatePart part -> part == DatePart.HOUR_OF_DAY || part == DatePart.MINUTE_OF_HOUR;
            case TimeCut.Custom _ -> false;
        };
    }

    /// The clock that shows every moment of a cut, at least daily.
    static Grain finest(TimeCut cut) {
        return switch (cut) {
            case Grain grain -> grain.compareTo(Grain.DAY) < 0 ? grain : Grain.DAY;
            case DatePart part ->
                switch (part) {
                    case MINUTE_OF_HOUR -> Grain.MINUTE;
                    case HOUR_OF_DAY -> Grain.HOUR;
                    case YEAR_NUMBER,
                            QUARTER_OF_YEAR,
                            MONTH_OF_YEAR,
                            WEEK_OF_YEAR,
                            DAY_OF_YEAR,
                            DAY_OF_MONTH,
                            DAY_OF_WEEK -> Grain.DAY;
                };
            case TimeCut.Custom _ -> Grain.DAY;
        };
    }

    /// Named by its first moment: a date for day and coarser, a timestamp for hour and minute.
    static Object bucket(LocalDateTime local, Grain grain, Beginnings beginnings) {
        var date = local.toLocalDate();
        return switch (grain) {
            case SECOND -> local.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> local.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
            case DAY -> date;
            case WEEK -> beginnings.week(date);
            case FISCAL_QUARTER -> beginnings.fiscalQuarter(date);
            case FISCAL_YEAR -> beginnings.fiscalYear(date);
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER ->
                date.withMonth((date.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    static boolean finerThanDay(Grain grain) {
        return grain.compareTo(Grain.DAY) < 0;
    }
}
