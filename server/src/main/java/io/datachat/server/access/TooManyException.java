package io.datachat.server.access;

import io.datachat.apex.problem.Problem;

/// A viewer asked too much; it goes out as 429.
public final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final long seconds;

    TooManyException(Problem problem, long seconds) {
        super(problem.message(), null, false, false);
        this.problem = problem;
        this.seconds = seconds;
    }

    Problem problem() {
        return problem;
    }

    /// After which it is worth to ask again.
    long seconds() {
        return seconds;
    }
}
