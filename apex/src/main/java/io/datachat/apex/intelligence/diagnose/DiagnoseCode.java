package io.datachat.apex.intelligence.diagnose;

import io.datachat.apex.problem.ProblemCode;

/// Why a change cannot be explained.
public enum DiagnoseCode implements ProblemCode {
    NOT_A_RATIO(
            "DG101", 422, "Not a ratio", "Only the change of a ratio metric can be taken apart into its parts yet."),
    NO_VALUE(
            "DG102",
            422,
            "No value to compare",
            "Both parts need a value in both periods, and the denominator must not be zero.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    DiagnoseCode(String id, int status, String title, String help) {
        this.id = id;
        this.status = status;
        this.title = title;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help;
    }
}
