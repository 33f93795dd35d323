package io.datachat.apex.govern;

import io.datachat.apex.problem.ProblemCode;

/// Why a person may not run a plan.
public enum GovernCode implements ProblemCode {
    TABLE_OUTSIDE(
            "GV101",
            422,
            "Table outside the catalog",
            "Only tables of the catalog can be read; refresh the catalog after a change."),
    SMALL_GROUPS(
            "GV103",
            403,
            "Too close to single rows",
            "An access rule lets rows of a table be shown in groups only (`smallest_group`), and the question shows"
                    + " single rows, or could pick them out. Ask for counts, sums and means of many rows."),
    UNGUARDED(
            "GV102",
            500,
            "Question refused for safety",
            "After all steps of planning, the question would have read a table without the access rules that hold for"
                    + " the person who asks. Nothing was read. This is a defect of DataChat: please report it with the"
                    + " question.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    GovernCode(String id, int status, String title, String help) {
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
