package io.datachat.apex.render.block;

import io.datachat.apex.problem.ProblemCode;

/// Why a plan cannot be written as SQL.
public enum RenderCode implements ProblemCode {
    STEP(
            "RE101",
            "This step has no SQL",
            422,
            "The query uses a construct that is understood but cannot be written for "
                    + "the target database, such as a recursive query. Rewrite it with joins, aggregates or a union."),
    EXPRESSION(
            "RE102",
            "This expression has no SQL",
            422,
            "The query uses a function that is understood but has no "
                    + "equal in the target database. Use one that docs/datapoints.md lists."),
    LATERAL(
            "RE104",
            "A LATERAL sub-query",
            422,
            "A sub-query in FROM depends on the row beside it. Write it as a join: aggregate the other table by its"
                + " key, or number its rows with ROW_NUMBER() OVER (PARTITION BY key ORDER BY …) and keep the first."),
    NUL(
            "RE103",
            "Text with the character NUL",
            400,
            "PostgreSQL and DuckDB cannot hold the character with code 0 in " + "a text. Remove it from the value.");

    private final String id;
    private final String title;
    private final int status;
    private final String help;

    RenderCode(String id, String title, int status, String help) {
        this.id = id;
        this.title = title;
        this.status = status;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public int status() {
        return status;
    }
}
