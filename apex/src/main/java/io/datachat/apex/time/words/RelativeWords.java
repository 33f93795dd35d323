package io.datachat.apex.time.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.words.PeriodGrammar.Atom;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Periods that count from now: `yesterday`, `last month`, `last 7 days`, `year to date`, `3 days ago`.
///
/// Several units are whole ones and do not include the present: on a Wednesday `last 2 weeks` ends with the Sunday
/// before. What runs `to date` includes today as a whole day.
final class RelativeWords {
    private static final List<String> NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final List<String> WORDS = List.of(
            "today",
            "yesterday",
            "tomorrow",
            "last",
            "previous",
            "past",
            "this",
            "current",
            "next",
            "to",
            "date",
            "ytd",
            "mtd",
            "qtd",
            "wtd",
            "ago",
            "minutes",
            "hours",
            "days",
            "weeks",
            "months",
            "quarters",
            "years",
            "fiscal");
    private static final List<Grain> RUNNING =
            List.of(Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.FISCAL_QUARTER, Grain.FISCAL_YEAR);
    private static final int MOST_UNITS = 100_000;

    private final Atom.Reader reader;

    RelativeWords(Atom.Reader reader) {
        this.reader = reader;
    }

    static List<String> vocabulary() {
        return WORDS;
    }

    @Nullable
    Atom read(Cursor cursor) {
        var start = cursor.at();
        var atom = fixed(cursor);
        if (atom == null) atom = toDate(cursor);
        if (atom == null) atom = counted(cursor);
        if (atom == null) atom = ago(cursor);
        if (atom == null) cursor.backTo(start);
        return atom;
    }

    private Atom around(long units, Grain grain) {
        return Atom.of(reader.almanac().around(reader.now(), units, grain));
    }

    private @Nullable Atom fixed(Cursor cursor) {
        if (cursor.accept("today")) return around(0, Grain.DAY);
        if (cursor.accept("yesterday")) return around(-1, Grain.DAY);
        if (cursor.accept("day before yesterday")) return around(-2, Grain.DAY);
        if (cursor.accept("tomorrow")) return around(1, Grain.DAY);
        return cursor.accept("now") ? Atom.moment(reader.now()) : null;
    }

    private @Nullable Atom toDate(Cursor cursor) {
        for (var grain : RUNNING) {
            var unit = grain.word().replace('_', ' ');
            if (cursor.acceptAny(
                    unit + " to date",
                    "this " + unit + " to date",
                    "this " + unit + " so far",
                    grain.fiscal() ? "f" + unit.charAt(7) + "td" : unit.charAt(0) + "td")) {
                if (!reader.almanac().knows(grain)) return undeclared();
                return new Atom(
                        reader.almanac().floor(reader.now(), grain),
                        around(0, Grain.DAY).to(),
                        false);
            }
        }
        return null;
    }

    private @Nullable Atom counted(Cursor cursor) {
        var start = cursor.at();
        var before = cursor.acceptAny("last", "previous", "past", "prior", "trailing");
        var current = !before && cursor.acceptAny("this", "current");
        if (!before && !current && !cursor.acceptAny("next", "coming", "upcoming", "following")) return null;
        var number = current ? null : number(cursor);
        var grain = taken(cursor);
        if (grain != null) {
            if (!reader.almanac().knows(grain)) return undeclared();
            if (number == null) return around(before ? -1 : current ? 0 : 1, grain);
            var now = reader.almanac().floor(reader.now(), grain);
            var first = before ? Grains.plus(now, -number, grain) : Grains.plus(now, 1, grain);
            return Atom.of(new Period(first, Grains.plus(first, number, grain)));
        }
        var day = number == null && before ? weekday(cursor.peek()) : null;
        if (day != null) return lastWeekday(cursor.take(), day);
        cursor.backTo(start);
        return null;
    }

    /// "last Monday" is the latest Monday to some and the Monday of last week to others; often both are the same
    /// day.
    private Atom lastWeekday(String written, DayOfWeek day) {
        var latest = reader.now().with(TemporalAdjusters.previous(day));
        var ofLastWeek = reader.now()
                .minusWeeks(1)
                .with(TemporalAdjusters.previousOrSame(reader.almanac().weekStarts()))
                .with(TemporalAdjusters.nextOrSame(day));
        if (latest.equals(ofLastWeek)) return Atom.of(Grains.around(latest, 0, Grain.DAY));
        return bothReadings("last " + written, latest, ofLastWeek);
    }

    private Atom bothReadings(String written, LocalDateTime one, LocalDateTime other) {
        var readings = List.of(one.toLocalDate().toString(), other.toLocalDate().toString());
        return reader.flawed(Problem.of(
                        TimeCode.AMBIGUOUS,
                        "'" + written + "' is " + String.join(" or ", readings) + "; DataChat does not guess")
                .hint("write the date")
                .choices(readings));
    }

    /// Days only: "two weeks ago" is a day to some and a week to others.
    private @Nullable Atom ago(Cursor cursor) {
        var number = number(cursor);
        if (number == null && cursor.acceptAny("a", "an")) number = 1;
        var grain = number == null ? null : unit(cursor.peek());
        if (number == null || grain == null) return null;
        var written = number + " " + cursor.take() + " ago";
        if (!cursor.accept("ago")) return null;
        if (grain == Grain.DAY) return around(-number, Grain.DAY);
        var unit = around(-number, grain);
        var day = Grains.plus(Grains.floor(reader.now(), Grain.DAY), -number, grain)
                .toLocalDate();
        return reader.flawed(Problem.of(
                        TimeCode.AMBIGUOUS,
                        "'" + written + "' is the day " + day + " or the whole " + grain.word() + " from "
                                + unit.from().toLocalDate() + "; DataChat does not guess")
                .hint("write the date, or for example 'last " + grain.word() + "'"));
    }

    /// A unit, which may have two words: `fiscal year`.
    private static @Nullable Grain taken(Cursor cursor) {
        var start = cursor.at();
        var fiscal = cursor.accept("fiscal");
        var unit = unit(cursor.peek());
        var grain = !fiscal || unit == null
                ? fiscal ? null : unit
                : unit == Grain.YEAR ? Grain.FISCAL_YEAR : unit == Grain.QUARTER ? Grain.FISCAL_QUARTER : null;
        if (grain == null) cursor.backTo(start);
        else cursor.take();
        return grain;
    }

    private Atom undeclared() {
        return reader.flawed(Problem.of(TimeCode.NO_FISCAL_YEAR, "no fiscal year is declared")
                .hint("write 'fiscal_year_starts: february' under 'time:' in datachat.yaml"));
    }

    private static @Nullable Integer number(Cursor cursor) {
        var word = cursor.peek();
        var spelled = NUMBERS.indexOf(word) + 1;
        var number = spelled > 0 ? spelled : word.matches("[1-9]\\d{0,5}") ? Integer.parseInt(word) : 0;
        if (number == 0 || number > MOST_UNITS) return null;
        cursor.take();
        return number;
    }

    static @Nullable Grain unit(String word) {
        var singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        for (var grain : Grain.values()) if (grain.word().equals(singular)) return grain;
        return null;
    }

    private static @Nullable DayOfWeek weekday(String word) {
        for (var day : DayOfWeek.values())
            if (day.name().toLowerCase(Locale.ROOT).equals(word)) return day;
        return null;
    }
}
