package io.datachat.apex.read.parameter;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery.Value;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Values that came with a query and that its text does not use: mostly because they were written into it.
public final class Unbound {
    private Unbound() {}

    /// @param bound the names that the text uses
    /// @throws Rejection with every value that is left over
    public static void refuse(SqlText text, Map<String, Value> given, Set<String> bound) {
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(given).forEach((name, value) -> {
            if (bound.contains(name)) return;
            var literal = literal(value.raw());
            var at = text.text().indexOf(literal);
            var said = "parameter '" + name + "' is given, but the query has no :" + name;
            problems.add(
                    at < 0
                            ? Problem.of(ReadCode.UNKNOWN_PARAMETER, said)
                                    .at(text.whole())
                                    .hint("use it, or leave it out")
                            : Problem.of(ReadCode.UNKNOWN_PARAMETER, said)
                                    .at(text.place(at, at + literal.length()))
                                    .hint("write :" + name + " instead of " + literal));
        });
        Rejection.unlessEmpty(problems);
    }

    private static String literal(Object raw) {
        return raw instanceof String said ? "'" + said.replace("'", "''") + "'" : raw.toString();
    }
}
