package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.time.Grain;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// Local time in the zone of the question, and the buckets it is cut into.
final class Buckets {
    private Buckets() {}

    /// A date has no zone; a timestamp is local to its entity; an instant is a moment.
    static LocalDateTime local(Object value, Entity entity, ZoneId asked) {
        return switch (value) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime written ->
                written.atZone(zone(entity)).withZoneSameInstant(asked).toLocalDateTime();
            case Instant instant -> LocalDateTime.ofInstant(instant, asked);
            default -> throw new Unanswerable("no time: " + value);
        };
    }

    private static ZoneId zone(Entity entity) {
        return entity.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(entity.timeZone());
    }

    /// Named by its first moment: a date for day and coarser, a timestamp for hour and minute.
    static Object bucket(LocalDateTime local, Grain grain) {
        var date = local.toLocalDate();
        return switch (grain) {
            case SECOND -> local.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> local.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
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
