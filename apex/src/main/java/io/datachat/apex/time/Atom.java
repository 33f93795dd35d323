package io.datachat.apex.time;

import io.datachat.apex.problem.Problem;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;

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
    record Reader(LocalDateTime now, ZoneId zone, Set<Problem> problems) {
        static Reader at(LocalDateTime now, ZoneId zone) {
            return new Reader(now, zone, new LinkedHashSet<>());
        }

        /// Notes a flaw in words that are a period by their form, and stands in for it so that reading goes on.
        Atom flawed(Problem problem) {
            problems.add(problem);
            return of(Grains.around(now, 0, Grain.DAY));
        }
    }
}
