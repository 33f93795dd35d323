package io.datachat.apex.time;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;

/// A half-open stretch of local time, `from` included and `to` not, in the zone of the question.
public record Period(LocalDateTime from, LocalDateTime to) {
    public Period {
        if (!from.isBefore(to))
            throw new IllegalArgumentException("a period must end after it starts: " + from + " … " + to);
    }

    /// How far back the period before this one lies: whole months when both ends are on the same day of the month
    /// at the same time (a quarter is compared with a quarter, though one has more days), else the exact length.
    public Shift toPrevious() {
        var sameDay =
                from.getDayOfMonth() == to.getDayOfMonth() && from.toLocalTime().equals(to.toLocalTime());
        return sameDay
                ? new Shift.Months((int) ChronoUnit.MONTHS.between(from, to))
                : new Shift.Length(Duration.between(from, to));
    }

    /// The period of equal length that ends where this one starts.
    public Period previous() {
        return new Period(toPrevious().back(from), from);
    }

    /// The same stretch of the calendar twelve months earlier. An end on 29 February becomes 1 March and a start
    /// there becomes 28 February, so that neither a day is lost nor the period empty.
    public Period previousYear() {
        return new Period(
                from.minusYears(1), leapDay(to.toLocalDate()) ? to.minusYears(1).plusDays(1) : to.minusYears(1));
    }

    private static boolean leapDay(LocalDate day) {
        return day.getMonth() == Month.FEBRUARY && day.getDayOfMonth() == 29;
    }

    /// A distance back in time.
    public sealed interface Shift {
        LocalDateTime back(LocalDateTime time);

        record Months(int count) implements Shift {
            @Override
            public LocalDateTime back(LocalDateTime time) {
                return time.minusMonths(count);
            }
        }

        record Length(Duration length) implements Shift {
            @Override
            public LocalDateTime back(LocalDateTime time) {
                return time.minus(length);
            }
        }
    }
}
