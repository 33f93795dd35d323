package io.datachat.apex.warehouse.failure;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/// Keeps a database's own words beside a rejection. They may quote rows that a viewer must not see, so they travel
/// apart from the problem and are added only for an administrator.
public final class Disclosure {
    private Disclosure() {}

    static Rejection withWords(Problem problem, String words) {
        var rejection = new Rejection(problem);
        rejection.addSuppressed(new Words(words));
        return rejection;
    }

    /// The rejection as this person may see it.
    public static Rejection to(Viewer viewer, Rejection rejection) {
        if (!viewer.administrator()) return rejection;
        return words(rejection).map(words -> told(rejection, words)).orElse(rejection);
    }

    /// What the database said, for administrators and logs that only they read.
    public static Optional<String> words(Rejection rejection) {
        for (var beside : rejection.getSuppressed())
            if (beside instanceof Words words) return Optional.ofNullable(words.getMessage());
        return Optional.empty();
    }

    private static Rejection told(Rejection rejection, String words) {
        var first = rejection.problems().getFirst();
        var told = new Problem(
                first.code(),
                first.message() + " The database says: " + words,
                first.place(),
                first.hint(),
                first.choices());
        return new Rejection(List.of(told));
    }

    /// Carries text only: no stack trace, no cause.
    private static final class Words extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Words(String words) {
            super(words, null, false, false);
        }
    }
}
