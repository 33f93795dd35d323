package io.datachat.apex.warehouse.failure;

import io.datachat.apex.problem.ProblemCode;

/// The problems of reaching and asking databases.
public enum WarehouseCode implements ProblemCode {
    FILE_MISSING("WH101", 503, "The database file is missing", """
        The DuckDB file named in datachat.yaml does not exist. Correct `path:`, or make the file with \
        `datachat init <files>` or `datachat demo`.\
        """),
    FILE_LOCKED("WH102", 503, "The database file is in use", """
        Another process has the DuckDB file open for writing. Stop it, let it open the file read-only, or ask it \
        instead (a running DataChat server of the project is used by the command by itself).\
        """),
    FILE_UNREADABLE("WH103", 503, "The file is not a readable DuckDB database", """
        The file exists but DuckDB cannot read it: it is damaged, of another format, or not readable by this user. \
        Restore it from a copy or build it again.\
        """),
    UNREACHABLE("WH104", 503, "The database server does not answer", """
        No connection could be made. Check that the server runs, that host and port in `url:` are right and that \
        no firewall is in between. `datachat database test` tries again.\
        """),
    LOGIN_REFUSED("WH105", 503, "The database server refused the login", """
        User or password are wrong, or the server does not let this user in. Check `user:` and the environment \
        variable named under `password:`; the password itself is never printed.\
        """),
    DATABASE_MISSING("WH106", 503, "The server has no such database", """
        The server answers, but has no database of this name. Correct the last part of `url:`.\
        """),
    CLOSED("WH107", 503, "The database is closed", "The project was closed while the question was asked. Ask again."),
    BUSY("WH108", 503, "All connections are in use", """
        More questions run at once than the database has connections for, and none became free in time. Ask again, \
        or allow more connections.\
        """),
    TIMED_OUT("WH201", 504, "The query took too long", """
        The query was stopped at its time limit. Ask for a shorter period or a coarser grain, or raise \
        `limits: timeout` in datachat.yaml.\
        """),
    CANCELLED("WH202", 499, "The query was cancelled", "Someone stopped the query before it was done."),
    CONNECTION_LOST("WH203", 503, "The connection was lost during the query", """
        The database or the network ended the connection while the query ran. Ask again; a new connection is made \
        by itself.\
        """),
    SQL_REFUSED("WH204", 500, "The database refused the SQL", """
        The statement is not valid for this database. If DataChat wrote it, please report it with the receipt; an \
        administrator sees the database's own words.\
        """),
    OBJECT_MISSING("WH205", 409, "A table or column no longer exists", """
        The database changed since its catalog was read. Run `datachat database refresh`, then \
        `datachat datapoint lint` to find definitions that need a change.\
        """),
    NOT_PERMITTED("WH206", 503, "The database user may not read this", """
        Grant SELECT on the table to the user in datachat.yaml, or use another user.\
        """),
    READ_ONLY("WH207", 500, "The statement would have written", """
        DataChat only reads. The database refused a statement that writes.\
        """),
    VALUE_FAILED("WH208", 422, "A value could not be calculated", """
        A conversion failed or a number became too large for its type while the query ran. Look for text that is \
        cast to a number or date, and for sums of very large numbers.\
        """),
    OUT_OF_RESOURCES("WH209", 503, "The database ran out of memory, disk or connections", """
        Ask for less (a shorter period, fewer dimensions), or give the database more.\
        """),
    FAILED("WH210", 500, "The database could not answer", """
        The database reported an error of its own. An administrator sees its words; the SQLSTATE code is in the \
        message.\
        """),
    NOT_ON_THE_LIST("WH211", 500, "A statement of our own is not on the allow-list", """
        This is a fault of DataChat: please report it. The statement was not run.\
        """),
    NO_PLACE_FOR_ROLLUPS("WH212", 503, "The database user may not keep rollups", """
        Rollups live in the schema `datachat_rollups`. Let the owner of the database run \
        `CREATE SCHEMA datachat_rollups AUTHORIZATION <user>` for the user in datachat.yaml, or leave the \
        materialization out: questions are answered from the source.\
        """),
    CATALOG_PARTIAL("WH301", 200, "Part of the catalog could not be read", """
        The tables and columns are known, but keys, comments, indexes or statistics are missing because the \
        database user may not see them or the database failed.\
        """) {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }
    },
    CATALOG_UNREADABLE("WH302", 503, "The catalog could not be read", """
        The database answers but does not tell its tables and columns. Check the rights of the database user.\
        """),
    FILES_UNUSABLE("WH303", 422, "Files could not be loaded", """
        `datachat init` takes CSV and Parquet files. The message names the file and the reason.\
        """);

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    WarehouseCode(String id, int status, String title, String help) {
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
