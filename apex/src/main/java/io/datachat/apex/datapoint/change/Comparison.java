package io.datachat.apex.datapoint.change;

import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One DataPoint in its old and its new version, and the list in which problems are written.
record Comparison(Definition before, Definition after, List<Problem> problems) {
    /// Where it is now, because that is the file under review.
    void report(ChangeCode code, String path, String message) {
        var what = after.point().type().word() + " " + after.point().id();
        problems.add(Problem.of(code, what + ": " + message).at(after.place(path)));
    }

    void same(ChangeCode code, String path, @Nullable Object old, @Nullable Object now) {
        if (Objects.equals(old, now)) return;
        report(code, path, path + " was " + shown(old) + " and is " + shown(now));
    }

    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Enum<?> word -> word.name().toLowerCase(java.util.Locale.ROOT);
            case List<?> list -> list.isEmpty() ? "nothing" : list.toString();
            case Object other -> "'" + other.toString().strip().replaceAll("\\s+", " ") + "'";
        };
    }
}
