package io.datachat.apex.fresh;

import io.datachat.apex.problem.ProblemCode;

/// The problems of keeping materialized views fresh.
public enum FreshCode implements ProblemCode {
    UNKNOWN_VIEW("FR001", 422, "Unknown view to keep fresh", """
        `refresh:` in datachat.yaml names a view that the database does not have, or two of one name: write \
        `schema.view`, as the database spells it.\
        """),
    NOT_MATERIALIZED("FR002", 422, "Not a materialized view", """
        Only a materialized view keeps rows that grow old. Tables and plain views are read as they are: remove the \
        entry from `refresh:`.\
        """),
    UNKNOWN_TABLE("FR003", 422, "Unknown table to listen to", """
        `on:` of a view under `refresh:` names a table that the database does not have. Without `on:` the tables are \
        those that the database knows the view to read.\
        """),
    NOT_A_TABLE("FR004", 422, "Only tables tell of changes", """
        `on:` lists tables. Of a view, name the tables that it reads; a materialized view that is kept fresh itself is \
        followed without being named.\
        """),
    NOT_OWNER("FR005", 422, "The user may not refresh the view", """
        PostgreSQL lets the owner of a materialized view refresh it (from version 17 also who has MAINTAIN on it). \
        Name that user under `refresh_user:` and its password under `refresh_password:`; questions go on being read \
        by the other one.\
        """),
    NO_UNIQUE_INDEX("FR006", 422, "The view has no unique index", """
        Without a unique index on plain columns, over all rows, PostgreSQL can refresh a view only while its readers \
        wait, so it is not refreshed. Create one; `datachat freshness triggers` prints it where the key is known.\
        """),
    NOTHING_TELLS("FR007", 422, "Nothing tells when the view grows old", """
        The view reads no table that can have a trigger: foreign tables and the system's own do not tell of changes. \
        Name tables under `on:`, or refresh the view by a clock outside of DataChat.\
        """),
    NO_TRIGGER("FR008", 200, "A table does not tell of changes", """
        The view is refreshed when the server starts, but not when this table changes: it has no trigger that says so. \
        DataChat changes no schema; `datachat freshness triggers` prints what the owner of the table can run.\
        """) {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }
    },
    NOTHING_KEPT("FR009", 422, "No view is kept fresh", """
        No database of datachat.yaml has `refresh:`. docs/freshness.md shows how it is written.\
        """);

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    FreshCode(String id, int status, String title, String help) {
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
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help.strip();
    }

    @Override
    public int status() {
        return status;
    }
}
