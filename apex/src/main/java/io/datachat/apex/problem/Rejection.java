package io.datachat.apex.problem;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown once at the end of a stage with every problem the stage found; never carries a stack trace to a user.
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public Rejection(List<Problem> problems) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) throw new IllegalArgumentException("a rejection needs a problem");
        this.problems = List.copyOf(problems);
    }

    public Rejection(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }

    public static void unlessEmpty(List<Problem> problems) {
        if (!problems.isEmpty()) throw new Rejection(problems);
    }
}
