package io.datachat.apex.time.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.Stretch;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Stretches made of atoms: one alone, two with a word between, one with an open end.
///
/// In words both ends are included: `march to may` ends with the last day of May. A moment is an end by itself.
final class PeriodGrammar {
    private static final String[] TO = {"to", "until", "till", "through", "thru", "-", ".."};

    private final Cursor cursor;
    private final Atom.Reader reader;
    private final NumericDates digits;
    private final CalendarWords calendar;
    private final RelativeWords relative;

    PeriodGrammar(Cursor cursor, Atom.Reader reader) {
        this.cursor = cursor;
        this.reader = reader;
        this.digits = new NumericDates(reader);
        this.calendar = new CalendarWords(reader, digits);
        this.relative = new RelativeWords(reader);
    }

    /// Takes as many words as make a stretch; null, and none taken, when the first ones do not.
    @Nullable
    Stretch stretch() {
        var start = cursor.at();
        cursor.skipAll("in the", "during", "over the", "in", "for", "on", "over", "the");
        var stretch = openOrClosed();
        if (stretch == null) cursor.backTo(start);
        return stretch;
    }

    private @Nullable Stretch openOrClosed() {
        if (cursor.acceptAny("all time", "all of time")) return Stretch.ALL_TIME;
        if (cursor.accept("since")) return open(x -> new Stretch(x.from(), null));
        if (cursor.accept("after")) return open(x -> new Stretch(x.to(), null));
        if (cursor.acceptAny("before", "prior to")) return open(x -> new Stretch(null, x.from()));
        if (cursor.acceptAny("until", "till", "up to", "through", "thru")) return open(x -> new Stretch(null, x.to()));
        if (cursor.accept("between")) return span("and", "-", "to");
        if (cursor.accept("from")) return spanOrSince();
        var span = span(TO);
        if (span != null) return span;
        var alone = atom(null);
        if (alone == null) return null;
        if (cursor.acceptAny("onwards", "onward")) return new Stretch(alone.from(), null);
        return alone.isMoment() ? moment(alone) : new Stretch(alone.from(), alone.to());
    }

    private @Nullable Stretch open(Function<Atom, Stretch> ends) {
        var atom = atom(null);
        return atom == null ? null : ends.apply(atom);
    }

    private @Nullable Stretch spanOrSince() {
        var span = span(TO);
        if (span != null) return span;
        var alone = atom(null);
        if (alone == null) return null;
        if (alone.isMoment() || cursor.acceptAny("onwards", "onward", "on")) return new Stretch(alone.from(), null);
        var from = alone.from().toLocalDate();
        var day = reader.flawed(Problem.of(
                        TimeCode.AMBIGUOUS,
                        "'from " + from + "' can mean since then, or only " + from + " to "
                                + alone.to().toLocalDate() + "; DataChat does not guess")
                .hint("write 'since …' or leave 'from' out"));
        return new Stretch(day.from(), day.to());
    }

    private Stretch moment(Atom alone) {
        var day = reader.flawed(Problem.of(TimeCode.EMPTY, "'" + alone.from() + "' is a moment, not a period")
                .hint("write 'since " + alone.from() + "', or two ends: 'from … to …'"));
        return new Stretch(day.from(), day.to());
    }

    private @Nullable Atom atom(@Nullable Integer yearHint) {
        cursor.accept("the");
        var atom = calendar.read(cursor, yearHint);
        if (atom == null) atom = digits.read(cursor);
        return atom == null ? relative.read(cursor) : atom;
    }

    /// An end without a year takes that of the other end: `nov to feb 2024` starts in 2023.
    private @Nullable Stretch span(String... connectors) {
        var start = cursor.at();
        var first = atom(null);
        if (first == null || !cursor.acceptAny(connectors)) {
            cursor.backTo(start);
            return null;
        }
        var secondStart = cursor.at();
        var second = atom(null);
        if (second == null) {
            cursor.backTo(start);
            return null;
        }
        var end = cursor.at();
        if (first.yearless()) {
            first = again(start, second.from().getYear());
            if (first.from().isAfter(second.from()))
                first = again(start, second.from().getYear() - 1);
        } else if (second.yearless()) {
            second = again(secondStart, first.from().getYear());
            if (second.to().isBefore(first.from()))
                second = again(secondStart, first.from().getYear() + 1);
        }
        cursor.backTo(end);
        return closed(first, second);
    }

    private Atom again(int position, int year) {
        cursor.backTo(position);
        var atom = atom(year);
        if (atom == null) throw new IllegalStateException("an atom was read here before");
        return atom;
    }

    private Stretch closed(Atom first, Atom second) {
        if (first.from().isBefore(second.to())) return new Stretch(first.from(), second.to());
        var reversed = first.from().isAfter(second.to());
        var day = reader.flawed(
                reversed
                        ? Problem.of(
                                        TimeCode.REVERSED,
                                        "the period ends at " + second.to() + ", before it starts at " + first.from())
                                .hint("exchange the two ends")
                        : Problem.of(
                                TimeCode.EMPTY, "the period starts and ends at " + first.from() + ", so it is empty"));
        return new Stretch(day.from(), day.to());
    }

    /// One named stretch of the calendar: a day, `march 2024`, `last week`; or a moment, whose ends are equal.
    ///
    /// @param yearless whether the words leave the year open
    record Atom(LocalDateTime from, LocalDateTime to, boolean yearless) {
        static Atom of(Period period) {
            return new Atom(period.from(), period.to(), false);
        }

        static Atom moment(LocalDateTime time) {
            return new Atom(time, time, false);
        }

        Atom withoutYear() {
            return new Atom(from, to, true);
        }

        boolean isMoment() {
            return from.equals(to);
        }

        /// What reading depends on, and where flaws are gathered.
        ///
        /// @param now the clock of the question
        record Reader(LocalDateTime now, ZoneId zone, Almanac almanac, Set<Problem> problems) {
            static Reader at(ZonedDateTime asOf, Almanac almanac) {
                return new Reader(asOf.toLocalDateTime(), asOf.getZone(), almanac, new LinkedHashSet<>());
            }

            /// Notes a flaw in words that are a period by their form, and stands in for it so that reading
            /// goes on.
            Atom flawed(Problem problem) {
                problems.add(problem);
                return of(Grains.around(now, 0, Grain.DAY));
            }
        }
    }
}
