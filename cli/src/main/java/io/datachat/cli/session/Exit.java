package io.datachat.cli.session;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.text.TextCode;
import java.util.List;

/// What the command tells the shell; documented in docs/cli.md.
public final class Exit {
    public static final int OK = 0;
    /// The question cannot be answered as asked, or the linter found errors.
    public static final int REFUSED = 1;
    public static final int USAGE = 2;
    /// A project, file, database, metric or other name that does not exist, or a project that cannot be read.
    public static final int NOT_FOUND = 3;
    /// The database or the server could not be reached, or failed.
    public static final int DATABASE = 4;
    /// A fault of DataChat.
    public static final int INTERNAL = 5;
    /// Two versions of the definitions give other numbers.
    public static final int CHANGED = 6;
    /// A new version of the definitions breaks those who rely on the old one.
    public static final int BREAKING = 7;
    public static final int INTERRUPTED = 130;

    private static final int HTTP_NOT_FOUND = 404;
    public static final int HTTP_SERVER_ERROR = 500;

    private Exit() {}

    public static int of(List<Problem> problems) {
        if (any(problems, problem -> problem.code() == CommandCode.INTERNAL)) return INTERNAL;
        if (any(problems, problem -> problem.code().status() >= HTTP_SERVER_ERROR)) return DATABASE;
        var first = problems.getFirst().code();
        if (first == TextCode.FILTER || first == CommandCode.OPTION || first == CommandCode.NO_WORDS) return USAGE;
        if (first.id().startsWith("PJ") || first.status() == HTTP_NOT_FOUND) return NOT_FOUND;
        return REFUSED;
    }

    private static boolean any(List<Problem> problems, java.util.function.Predicate<Problem> condition) {
        return problems.stream().anyMatch(condition);
    }
}
