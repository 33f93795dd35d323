package io.datachat.apex.check;

import io.datachat.apex.problem.ProblemCode;

/// Why a plan is refused although it is well formed.
public enum CheckCode implements ProblemCode {
    TOO_LARGE(
            "CK101",
            422,
            "Question too large",
            "The plan reads too many tables or tests too many values. Ask for fewer metrics, dimensions or values at"
                    + " once."),
    COSTLY(
            "CK102",
            422,
            "Question too costly",
            "Its database estimates that it costs more than `limits.costs` in datachat.yaml allows. `--plan` shows how"
                    + " it would be run; `--costly` runs it all the same.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    CheckCode(String id, int status, String title, String help) {
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
