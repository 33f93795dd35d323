package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One DataPoint under a rule's eyes, the library around it, and the list in which problems are written.
///
/// @param unreadable ids that could not be read and of which nothing is known but that they exist
/// @param words      the ids of the metrics that each word means
record Finding(
        Definition definition,
        Library library,
        Set<String> unreadable,
        Map<String, List<String>> words,
        List<Problem> problems) {
    DataPoint point() {
        return definition.point();
    }

    /// How messages call it: `metric revenue`.
    String what() {
        return point().type().word() + " " + point().id();
    }

    void report(LintCode code, String path, String message) {
        report(code, path, message, null);
    }

    void report(LintCode code, String path, String message, @Nullable String hint) {
        report(Problem.of(code, what() + ": " + message), definition.place(path), hint);
    }

    void report(Problem problem, @Nullable Place place, @Nullable String hint) {
        var placed = problem.at(place);
        problems.add(hint == null ? placed : placed.hint(hint));
    }
}
