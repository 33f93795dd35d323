package io.datachat.apex.time.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.words.PeriodGrammar.Atom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates written in digits. Year first is read; day and month are only told apart where one of them is over 12.
final class NumericDates {
    private static final Pattern YEAR = Pattern.compile("(1[5-9]\\d\\d|2[0-4]\\d\\d)");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})[-/.](\\d{1,2})");
    private static final Pattern MONTH_YEAR = Pattern.compile("(\\d{1,2})[-/.](\\d{4})");
    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern DAY_OR_MONTH = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})");
    private static final Pattern SHORT_YEAR = Pattern.compile("\\d{1,2}[-/.]\\d{1,2}(?:[-/.]\\d{2})?");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-?w(\\d{1,2})");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})t(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(z|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?");

    private final Atom.Reader reader;
    private final List<Form> forms;

    /// One way to write a date.
    private record Form(Pattern pattern, Function<MatchResult, Atom> reading) {}

    NumericDates(Atom.Reader reader) {
        this.reader = reader;
        this.forms = List.of(
                new Form(YEAR, m -> Atom.of(Grains.around(LocalDateTime.of(number(m, 1), 1, 1, 0, 0), 0, Grain.YEAR))),
                new Form(YEAR_MONTH, m -> month(m.group(), number(m, 1), number(m, 2))),
                new Form(MONTH_YEAR, m -> month(m.group(), number(m, 2), number(m, 1))),
                new Form(ISO_DATE, m -> day(m.group(), number(m, 1), number(m, 2), number(m, 3))),
                new Form(DAY_OR_MONTH, this::dayOrMonth),
                new Form(WEEK, m -> week(m.group().toUpperCase(Locale.ROOT), number(m, 1), number(m, 2))),
                new Form(TIMESTAMP, this::timestamp),
                new Form(SHORT_YEAR, this::shortYear));
    }

    static @Nullable Integer year(String word) {
        return YEAR.matcher(word).matches() ? Integer.valueOf(word) : null;
    }

    /// Takes one date, month, year, week or moment in digits; null when the next word is none.
    @Nullable
    Atom read(Cursor cursor) {
        var word = cursor.peek();
        var atom = one(word);
        if (atom == null) return null;
        cursor.take();
        if (ISO_DATE.matcher(word).matches() && TIME.matcher(cursor.peek()).matches()) {
            var time = cursor.take();
            var padded = time.indexOf(':') == 1 ? "0" + time : time;
            try {
                return Atom.moment(atom.from().toLocalDate().atTime(LocalTime.parse(padded)));
            } catch (DateTimeParseException notATime) {
                return noSuch(time, "23:59");
            }
        }
        return atom;
    }

    private @Nullable Atom one(String word) {
        for (var form : forms) {
            var matcher = form.pattern().matcher(word);
            if (matcher.matches()) return form.reading().apply(matcher.toMatchResult());
        }
        return null;
    }

    private Atom shortYear(MatchResult match) {
        return reader.flawed(
                Problem.of(TimeCode.AMBIGUOUS, "the date '" + match.group() + "' can be read in more than one way")
                        .hint("write it as year-month-day, with four digits for the year: 2024-04-03"));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    Atom month(String written, int year, int month) {
        if (month < 1 || month > 12)
            return noSuch(written, YearMonth.of(year, Math.clamp(month, 1, 12)).toString());
        return Atom.of(Grains.around(LocalDateTime.of(year, month, 1, 0, 0), 0, Grain.MONTH));
    }

    Atom day(String written, int year, int month, int day) {
        var nearestMonth = YearMonth.of(year, Math.clamp(month, 1, 12));
        var nearest = nearestMonth.atDay(Math.clamp(day, 1, nearestMonth.lengthOfMonth()));
        if (nearest.getMonthValue() != month || nearest.getDayOfMonth() != day)
            return noSuch(written, nearest.toString());
        return Atom.of(Grains.around(nearest.atStartOfDay(), 0, Grain.DAY));
    }

    Atom week(String written, int year, int week) {
        var inside = LocalDate.of(year, 1, 4);
        var last = (int) inside.range(IsoFields.WEEK_OF_WEEK_BASED_YEAR).getMaximum();
        if (week < 1 || week > last) return noSuch(written, year + "-W" + (week < 1 ? "01" : "" + last));
        return Atom.of(Grains.around(
                inside.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).atStartOfDay(), 0, Grain.WEEK));
    }

    private Atom dayOrMonth(MatchResult match) {
        int first = number(match, 1);
        int second = number(match, 2);
        int year = number(match, 3);
        if (first > 12 || first == second) return day(match.group(), year, second, first);
        if (second > 12) return day(match.group(), year, first, second);
        var readings = List.of(
                LocalDate.of(year, first, second).toString(),
                LocalDate.of(year, second, first).toString());
        return reader.flawed(Problem.of(
                        TimeCode.AMBIGUOUS,
                        "the date '" + match.group() + "' is " + String.join(" or ", readings)
                                + "; DataChat does not guess")
                .hint("write it as year-month-day")
                .choices(readings));
    }

    private Atom timestamp(MatchResult match) {
        var flawsBefore = reader.problems().size();
        var day = day(match.group(), number(match, 1), number(match, 2), number(match, 3));
        if (reader.problems().size() > flawsBefore) return day;
        var date = day.from().toLocalDate();
        try {
            return Atom.moment(local(date.atTime(LocalTime.parse(match.group(4))), match.group(5)));
        } catch (DateTimeException notATime) {
            return noSuch(match.group().toUpperCase(Locale.ROOT), date + "T23:59");
        }
    }

    /// Moves a time with an offset (`z`, `+02`, `+0200`, `+02:00`) into the zone of the question.
    private LocalDateTime local(LocalDateTime time, @Nullable String offset) {
        if (offset == null) return time;
        var moment = time.atOffset(ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
        return moment.atZoneSameInstant(reader.zone()).toLocalDateTime();
    }

    private Atom noSuch(String written, String nearest) {
        return reader.flawed(
                Problem.of(TimeCode.NO_SUCH_DATE, "'" + written + "' is not in the calendar; the nearest is " + nearest)
                        .choices(List.of(nearest)));
    }
}
