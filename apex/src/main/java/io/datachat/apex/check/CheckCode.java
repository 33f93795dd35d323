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
                    + " it would be run; `--costly` runs it all the same."),

    WRONG_JOIN(
            "CK201",
            422,
            "Join that the workspace does not know",
            "In a workspace tables are joined along its edges: with all columns of an edge and no other keys. The"
                    + " message names the edge that is wrong, the choices are those that are right."),
    NOT_JOINED(
            "CK202",
            422,
            "Tables without a join",
            "In a workspace every table of a query is joined with the others along the edges of the workspace; a"
                    + " sub-query under EXISTS as well."),
    FAN_OUT(
            "CK203",
            422,
            "Aggregate counts rows more than once",
            "A join matches a row with several rows of another table, so that an aggregate counts it several times."
                    + " Aggregate before joining. Outside of a workspace this is only noted."),
    EVERY_VERSION(
            "CK204",
            422,
            "Aggregate over all versions",
            "The rows of a versioned table are versions, not things. Read the newest through the view of heads, fix"
                    + " one version, or group by the version; `count(DISTINCT …)`, `min` and `max` may look at all of"
                    + " them."),
    TOO_MANY_WAYS(
            "CK205",
            422,
            "Too many unions to follow",
            "The rows of a join come from so many combinations of UNIONs that its edges cannot be followed. Join"
                    + " inside of the UNION, or ask in parts.");

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
