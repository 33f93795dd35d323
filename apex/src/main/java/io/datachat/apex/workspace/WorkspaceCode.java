package io.datachat.apex.workspace;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a workspace, or with a question that is kept to one.
public enum WorkspaceCode implements ProblemCode {
    UNKNOWN_WORKSPACE("WK101", 404, "Unknown workspace", "Name one of those that `datachat workspace list` shows."),
    OTHER_DATABASE(
            "WK102",
            422,
            "Workspace of another database",
            "A workspace belongs to one database. Leave the database out, or name that one."),
    BROKEN_WORKSPACE(
            "WK103",
            422,
            "Workspace is broken",
            "Mend the problems of the workspace first; `datachat workspace show NAME` lists them. Until then nothing is"
                    + " answered in it: a join that it should refuse might pass."),

    UNKNOWN_TABLE(
            "WK201",
            422,
            "Unknown table in a workspace",
            "Tables of a workspace, its joins and its version rules are tables or views of its database, and each that"
                    + " a rule names stands below `tables`."),
    UNKNOWN_COLUMN("WK202", 422, "Unknown column in a workspace", "Name a column of the table."),
    BAD_EDGE(
            "WK203",
            422,
            "Join that cannot be made",
            "A join names at least one pair of columns, and the two of a pair have types that can be equal."),
    BAD_VERSIONS(
            "WK204",
            422,
            "Version rule that does not hold together",
            "A version rule names the columns of the identity; a satellite or link carries all of them and the"
                    + " version, a reference carries the identity alone."),
    BAD_FIELD(
            "WK205",
            422,
            "Derived field, filter or JSON path that does not fit",
            "It is SQL over the columns of its table; a derived field has a name that no column has."),
    BAD_EXEMPLAR(
            "WK206",
            422,
            "Exemplar that the workspace refuses",
            "An exemplar is SQL that may run in its own workspace; the message says what is wrong with it."),
    UNKNOWN_IN_WORKSPACE(
            "WK301",
            404,
            "Not in the workspace",
            "Name tables of the workspace and columns of theirs; a column that several tables have as `table.column`."),
    NOTHING_WANTED("WK302", 400, "No table named", "SQL is made for at least one table."),
    AMBIGUOUS_JOIN(
            "WK303",
            422,
            "More than one way to join",
            "Two ways between the tables are equally short and mean different things. Name the table to go by way of."),
    NO_JOIN(
            "WK304",
            422,
            "No way to join",
            "The joins of the workspace do not lead from one of the tables to the other.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    WorkspaceCode(String id, int status, String title, String help) {
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
