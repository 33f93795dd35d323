package io.datachat.tests.evaluator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// When weeks and fiscal years begin (docs/values.md, section 6).
///
/// @param fiscalMonth 1 to 12; null when there is no fiscal year
public record Beginnings(DayOfWeek week, @Nullable Integer fiscalMonth) {
    public static final Beginnings ISO = new Beginnings(DayOfWeek.MONDAY, null);

    LocalDate week(LocalDate day) {
        var first = day;
        while (first.getDayOfWeek() != week) first = first.minusDays(1);
        return first;
    }

    LocalDate fiscalYear(LocalDate day) {
        var first = day.withDayOfMonth(1);
        while (first.getMonthValue() != fiscal()) first = first.minusMonths(1);
        return first;
    }

    LocalDate fiscalQuarter(LocalDate day) {
        var first = fiscalYear(day);
        while (!first.plusMonths(3).isAfter(day)) first = first.plusMonths(3);
        return first;
    }

    private int fiscal() {
        if (fiscalMonth == null) throw new Unanswerable("no fiscal year is declared");
        return fiscalMonth;
    }
}
