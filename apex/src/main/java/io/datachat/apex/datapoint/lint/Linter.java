package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Everything that is wrong with a library and can be told without a database.
public final class Linter {
    private Linter() {}

    /// @param library    every DataPoint that could be read, those with problems too
    /// @param unreadable ids of the ones that could not: references to them are not reported a second time
    public static List<Problem> lint(Library library, Set<String> unreadable) {
        return new ArrayList<>();
    }
}
