package io.datachat.apex.plan.write;

import io.datachat.apex.problem.ProblemCode;

/// Why something is not written.
public enum WriteCode implements ProblemCode {
    CLOSED(
            "WR101",
            403,
            "Not open for writing",
            "The first key: datachat.yaml must open the table with `writes: {tables: […]}` at its database, and a role"
                    + " of the person who writes must name it under `writes:`. docs/writes.md shows both."),
    NOT_YOURS(
            "WR102",
            403,
            "Column that you may not write",
            "Who sees a column masked or not at all, or whose writing could tell of rows that they do not see, may not"
                    + " write it. The message names the reason; it depends on the rules, never on the rows."),
    ALWAYS_TRUE(
            "WR103",
            422,
            "Condition that is true for every row",
            "The WHERE of an UPDATE must be able to leave rows out."),
    TOO_MANY_ROWS(
            "WR104",
            422,
            "More rows than one write may touch",
            "`most_rows` under `writes:` of the database says how many. Write fewer rows at once."),
    FILLED("WR105", 422, "Column filled by the database", "Generated columns and identities take no value of ours."),
    MISSING(
            "WR106",
            422,
            "Column without a value",
            "A column that is declared NOT NULL and has no default must be given a value."),
    UNUSABLE(
            "WR107",
            422,
            "Table that cannot be written safely",
            "Rules that rewrite statements, foreign tables, parents of inherited tables and columns that other tables"
                    + " refer to are left alone: what a write to them does cannot be shown beforehand."),
    RULE_BROKEN(
            "WR201",
            422,
            "A business rule would be broken",
            "A `constraint` DataPoint does not hold for rows as they would be after the write. Nothing was written."),
    RULE_UNUSABLE(
            "WR202",
            422,
            "A business rule cannot be checked",
            "A `constraint` DataPoint is a condition over the columns of its entity's table. As long as one is wrong,"
                    + " nothing is written to its table."),
    OUT_OF_SIGHT(
            "WR203",
            403,
            "Row that you would not see",
            "A row that is written must be one that its author's access rules show, before and after."),
    REFUSED_BY_DATABASE(
            "WR204",
            422,
            "The database would not take it",
            "A constraint of the database does not hold: a value is there already, refers to nothing, is missing or out"
                    + " of bounds. Nothing was written."),
    OTHER_ROWS(
            "WR301",
            409,
            "Not what was approved",
            "An approval is for one text, with its values, for the rows that were seen, under the definitions and"
                + " access rules of that moment. Something is different now. Nothing was written; propose it again."),
    STAGING_DIFFERS(
            "WR304",
            409,
            "Not the same in staging",
            "A write to a database with 'writes: staging:' must touch the same rows, with the same values before and"
                    + " after, in its staging. Nothing was written; bring the staging up to date, or look at the"
                    + " write again."),
    MOVED(
            "WR302",
            409,
            "Rows changed meanwhile",
            "Somebody else wrote the same rows at the same moment. Nothing was written; try again."),
    UNCERTAIN(
            "WR303",
            503,
            "Nobody knows whether it was written",
            "The connection was lost while the write was made final, or the process ended. DataChat asks the database"
                    + " what became of it where the database can tell (PostgreSQL); until then it is not run again.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    WriteCode(String id, int status, String title, String help) {
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
