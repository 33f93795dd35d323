package io.datachat.apex.time.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.words.PeriodGrammar.Atom;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Months, quarters, halves, weeks and days that are named: `march 2024`, `31 mar`, `q1`, `second half of 2024`, `week
/// 7`.
///
/// Without a year the latest one that has begun is meant, unless a hint says another (`march to may 2024`).
final class CalendarWords {
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");

    private final Atom.Reader reader;
    private final NumericDates digits;

    CalendarWords(Atom.Reader reader, NumericDates digits) {
        this.reader = reader;
        this.digits = digits;
    }

    static List<String> vocabulary() {
        return MONTHS;
    }

    /// @param hint the year that is meant when none is written; null for the latest that has begun
    @Nullable
    Atom read(Cursor cursor, @Nullable Integer hint) {
        var start = cursor.at();
        var atom = dayFirst(cursor, hint);
        if (atom == null) atom = monthFirst(cursor, hint);
        if (atom == null) atom = quarter(cursor, hint);
        if (atom == null) atom = week(cursor, hint);
        if (atom == null) atom = yearWord(cursor);
        if (atom == null) cursor.backTo(start);
        return atom;
    }

    /// 1 to 12, or 0: whole names and their first letters, three at least.
    private static int month(String word) {
        var plain = word.equals("sept") ? "sep" : word;
        for (int i = 0; i < MONTHS.size(); i++) {
            var name = MONTHS.get(i);
            if (name.equals(plain) || (plain.length() == 3 && name.startsWith(plain))) return i + 1;
        }
        return 0;
    }

    /// 1 to 99 with or without an ordinal ending, or 0.
    private static int dayNumber(String word) {
        return word.matches("\\d{1,2}(st|nd|rd|th)?") ? Integer.parseInt(word.replaceAll("\\D", "")) : 0;
    }

    private @Nullable Atom dayFirst(Cursor cursor, @Nullable Integer hint) {
        var start = cursor.at();
        var written = cursor.peek();
        var day = dayNumber(written);
        if (day == 0) return null;
        cursor.take();
        cursor.accept("of");
        var month = month(cursor.peek());
        if (month == 0) {
            cursor.backTo(start);
            return null;
        }
        return day(cursor, written + " " + cursor.take(), month, day, hint);
    }

    private @Nullable Atom monthFirst(Cursor cursor, @Nullable Integer hint) {
        var start = cursor.at();
        cursor.accept("month of");
        var month = month(cursor.peek());
        if (month == 0) {
            cursor.backTo(start);
            return null;
        }
        var name = cursor.take();
        var written = cursor.peek();
        var day = dayNumber(written);
        if (day != 0) {
            cursor.take();
            var afterDay = cursor.at();
            var yearFollows = year(cursor) != null;
            cursor.backTo(afterDay);
            if (!yearFollows && written.matches("\\d\\d") && day >= 10) return shortYear(name, month, day);
            return day(cursor, name + " " + written, month, day, hint);
        }
        var year = year(cursor);
        if (year != null) return digits.month(name, year, month);
        var latest = LocalDateTime.of(yearOrHint(hint), month, 1, 0, 0);
        return Atom.of(Grains.around(begun(latest, hint), 0, Grain.MONTH)).withoutYear();
    }

    private Atom shortYear(String name, int month, int number) {
        var asMonth = "%d-%02d".formatted(2000 + number, month);
        var asDay = "%d-%02d-%02d".formatted(reader.now().getYear(), month, number);
        return reader.flawed(Problem.of(
                        TimeCode.AMBIGUOUS,
                        "'" + name + " " + number + "' is the month " + asMonth + " or a day such as " + asDay
                                + "; DataChat does not guess")
                .hint("write the year with four digits")
                .choices(List.of(asMonth, asDay)));
    }

    private Atom day(Cursor cursor, String written, int month, int day, @Nullable Integer hint) {
        var year = year(cursor);
        if (year != null) return digits.day(written + " " + year, year, month, day);
        var asked = digits.day(
                written, month == 2 && day == 29 ? leapYear(yearOrHint(hint)) : yearOrHint(hint), month, day);
        if (hint != null || !asked.from().isAfter(reader.now())) return asked.withoutYear();
        return digits.day(written, asked.from().getYear() - (month == 2 && day == 29 ? 4 : 1), month, day)
                .withoutYear();
    }

    private static int leapYear(int year) {
        var leap = year;
        while (!LocalDate.of(leap, 1, 1).isLeapYear()) leap--;
        return leap;
    }

    private int yearOrHint(@Nullable Integer hint) {
        return hint == null ? reader.now().getYear() : hint;
    }

    private LocalDateTime begun(LocalDateTime thisYear, @Nullable Integer hint) {
        return hint == null && thisYear.isAfter(reader.now()) ? thisYear.minusYears(1) : thisYear;
    }

    private @Nullable Atom quarter(Cursor cursor, @Nullable Integer hint) {
        var start = cursor.at();
        var years = cursor.peek().matches("\\d{4}") ? NumericDates.year(cursor.peek()) : null;
        if (years != null) cursor.take();
        var part = part(cursor);
        if (part == null) {
            cursor.backTo(start);
            return null;
        }
        var year = years == null ? year(cursor) : years;
        var months = part.months();
        var from =
                LocalDateTime.of(year == null ? yearOrHint(hint) : year, part.number() * months - months + 1, 1, 0, 0);
        if (year == null) from = begun(from, hint);
        var atom = Atom.of(new Period(from, from.plusMonths(months)));
        return year == null ? atom.withoutYear() : atom;
    }

    /// @param months 3 for a quarter, 6 for a half
    private record Part(int number, int months) {}

    /// `q1`, `h2`, `first quarter`, `2nd half`.
    private static @Nullable Part part(Cursor cursor) {
        var word = cursor.peek();
        if (word.matches("q[1-4]")) return new Part(cursor.take().charAt(1) - '0', 3);
        if (word.matches("h[12]")) return new Part(cursor.take().charAt(1) - '0', 6);
        if (word.equals("quarter") && cursor.peek(1).matches("[1-4]")) {
            cursor.take();
            return new Part(Integer.parseInt(cursor.take()), 3);
        }
        var ordinal = word.matches("\\d(st|nd|rd|th)") ? word.charAt(0) - '0' : ORDINALS.indexOf(word) + 1;
        var quarter = cursor.peek(1).equals("quarter");
        if (ordinal < 1
                || ordinal > (quarter ? 4 : 2)
                || !(quarter || cursor.peek(1).equals("half"))) return null;
        cursor.take();
        cursor.take();
        return new Part(ordinal, quarter ? 3 : 6);
    }

    private @Nullable Atom week(Cursor cursor, @Nullable Integer hint) {
        if (!cursor.peek().equals("week") || !cursor.peek(1).matches("\\d{1,2}")) return null;
        cursor.take();
        var number = Integer.parseInt(cursor.take());
        var year = year(cursor);
        if (year != null) return digits.week("week " + number + " " + year, year, number);
        var asked = digits.week("week " + number, yearOrHint(hint), number);
        var begun = hint != null || !asked.from().isAfter(reader.now());
        return (begun ? asked : digits.week("week " + number, asked.to().getYear() - 1, number)).withoutYear();
    }

    private static @Nullable Atom yearWord(Cursor cursor) {
        var year = cursor.peek().equals("year") ? NumericDates.year(cursor.peek(1)) : null;
        if (year == null) return null;
        cursor.take();
        cursor.take();
        return Atom.of(Grains.around(LocalDateTime.of(year, 1, 1, 0, 0), 0, Grain.YEAR));
    }

    /// `2024`, `of 2024`, `last year`, `of the current year`; takes nothing when there is no year.
    private @Nullable Integer year(Cursor cursor) {
        var start = cursor.at();
        if (cursor.acceptAny("of the year", "in the year") && NumericDates.year(cursor.peek()) == null)
            return reader.now().getYear();
        cursor.acceptAny("of the", "in the", "of", "in", "the");
        var year = NumericDates.year(cursor.peek());
        if (year != null) {
            cursor.take();
            return year;
        }
        if (cursor.acceptAny("last year", "previous year")) return reader.now().getYear() - 1;
        if (cursor.acceptAny("this year", "current year")) return reader.now().getYear();
        if (cursor.accept("next year")) return reader.now().getYear() + 1;
        cursor.backTo(start);
        return null;
    }
}
