package io.datachat.apex.draft;

import io.datachat.apex.problem.ProblemCode;

/// Why something is not drafted.
public enum DraftCode implements ProblemCode {
    UNKNOWN(
            "DR101",
            404,
            "Nothing of that name",
            "A draft is for what is in the database now. Names are understood as the database does: PostgreSQL takes"
                    + " what is not in double quotes for lower case."),
    TAKEN("DR102", 409, "Name that is taken", "What is created or renamed needs a name that nothing else has."),
    NO_WAY_BACK(
            "DR103",
            422,
            "Cannot be undone exactly",
            "A draft has a way back. What would be lost for good, or would change what the draft cannot see, is not"
                    + " drafted; the message says what."),
    IN_THE_WAY(
            "DR104",
            422,
            "The database would refuse it",
            "Views, foreign keys or other things depend on it. Draft their change first."),
    NOT_YOURS(
            "DR105",
            403,
            "Not whole for you",
            "Who sees a table masked, in part or not at all drafts nothing about it."),
    NOT_HERE("DR106", 422, "Not in this database", "DuckDB has no such statement, or not for such a table.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    DraftCode(String id, int status, String title, String help) {
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
