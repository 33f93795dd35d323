package io.datachat.apex.time.words;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.Stretch;
import io.datachat.apex.time.words.PeriodGrammar.Atom;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads periods, from English words or from two ISO ends. Knows no clock: what is relative counts from the `asOf` that
/// is passed in, and its zone is the zone of the question. Every word must be understood; what can be read in two ways
/// is refused with both.
///
/// Days start at midnight, weeks and fiscal years as the [Almanac] says; `2024-w05` is a week of ISO 8601. `last N
/// units` are N whole units before the present one, `this unit` is all of it, `unit to date` ends with today. In words
/// an end is included, in [#between] it is not.
public final class Periods {
    private static final String EXAMPLES =
            "write for example: last month, last 7 days, year to date, 2024, march 2024, q1 2024, 2024-01-01 to"
                    + " 2024-03-31";
    private static final int LONGEST_PHRASE = 14;

    private Periods() {}

    /// Either a stretch, or why there is none.
    public sealed interface Reading {
        record Understood(Stretch stretch) implements Reading {}

        record Refused(List<Problem> problems) implements Reading {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /// Reads a whole phrase such as `last month`.
    public static Reading read(String words, ZonedDateTime asOf, Almanac almanac) {
        var cursor = Cursor.over(List.of(words.strip().split("\\s+", -1)));
        var reader = Atom.Reader.at(asOf, almanac);
        var stretch = new PeriodGrammar(cursor, reader).stretch();
        if (stretch == null || !cursor.atEnd())
            return new Reading.Refused(List.of(notAPeriod(words, cursor.notUnderstood())));
        return outcome(stretch, reader);
    }

    /// The period at the start of `words`, which may go on with others.
    ///
    /// @param words how many of the words it takes, 1 or more
    public record Prefix(int words, Reading reading) {}

    /// Reads as many words as make a period, from the first on.
    ///
    /// @return null when the first words are not one
    public static @Nullable Prefix prefix(List<String> words, ZonedDateTime asOf, Almanac almanac) {
        var cursor = Cursor.over(words.subList(0, Math.min(words.size(), LONGEST_PHRASE)));
        var reader = Atom.Reader.at(asOf, almanac);
        var stretch = new PeriodGrammar(cursor, reader).stretch();
        if (stretch == null || cursor.wordsTaken() < 1) return null;
        return new Prefix(cursor.wordsTaken(), outcome(stretch, reader));
    }

    /// Reads the two ends of a request: ISO dates or timestamps, `from` included and `to` not, null for an open
    /// end.
    public static Reading between(@Nullable String from, @Nullable String to, ZonedDateTime asOf) {
        var problems = new ArrayList<Problem>();
        var start = end("from", from, asOf, problems);
        var stop = end("to", to, asOf, problems);
        if (problems.isEmpty() && start != null && stop != null) {
            if (start.isAfter(stop))
                problems.add(Problem.of(TimeCode.REVERSED, "the period ends at " + to + ", before it starts at " + from)
                        .hint("exchange 'from' and 'to'"));
            else if (start.isEqual(stop))
                problems.add(Problem.of(
                                TimeCode.EMPTY,
                                "the period from " + from + " to " + to + " is empty: 'to' is not included")
                        .hint("for one day write the next day as 'to': "
                                + start.toLocalDate().plusDays(1)));
        }
        return problems.isEmpty() ? new Reading.Understood(new Stretch(start, stop)) : new Reading.Refused(problems);
    }

    private static @Nullable LocalDateTime end(
            String key, @Nullable String text, ZonedDateTime asOf, List<Problem> problems) {
        if (text == null) return null;
        var written = text.strip();
        var reader = Atom.Reader.at(asOf, Almanac.ISO);
        var iso = written.toUpperCase(Locale.ROOT).matches("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?");
        var cursor = Cursor.over(List.of(written.replace(' ', 'T')));
        var atom = iso ? new NumericDates(reader).read(cursor) : null;
        if (atom == null || !cursor.atEnd())
            problems.add(Problem.of(
                            TimeCode.NOT_A_DATE,
                            "'" + key + "' of the period is '" + text + "', which is not an ISO 8601 date or timestamp")
                    .hint("write for example " + LocalDate.of(asOf.getYear(), 1, 31) + " or "
                            + LocalDate.of(asOf.getYear(), 1, 31) + "T10:00"));
        problems.addAll(reader.problems());
        return atom == null ? null : atom.from();
    }

    private static Reading outcome(Stretch stretch, Atom.Reader reader) {
        if (reader.problems().isEmpty()) return new Reading.Understood(stretch);
        return new Reading.Refused(List.copyOf(reader.problems()));
    }

    private static Problem notAPeriod(String words, String stranger) {
        var shown = words.strip();
        var known = Stream.concat(RelativeWords.vocabulary().stream(), CalendarWords.vocabulary().stream())
                .toList();
        if (stranger.isEmpty()) {
            var message = shown.isEmpty() ? "the period is empty" : "the period '" + shown + "' is not complete";
            return Problem.of(TimeCode.NOT_A_PERIOD, message).hint(EXAMPLES);
        }
        var where = shown.equalsIgnoreCase(stranger)
                ? "'" + shown + "' is not a period"
                : "'" + stranger + "' in the period '" + shown + "' is not understood";
        return Problem.of(TimeCode.NOT_A_PERIOD, where).hint(EXAMPLES).choices(Nearest.of(stranger, known, 3));
    }
}
