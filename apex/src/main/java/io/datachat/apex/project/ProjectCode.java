package io.datachat.apex.project;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a project folder and its datachat.yaml.
public enum ProjectCode implements ProblemCode {
    NO_PROJECT(
            "PJ001",
            "No project here",
            "No `datachat.yaml` was found in the folder or in one above it. Go into the project's folder, or make a"
                    + " project with `datachat init`."),
    VERSION("PJ002", "Unknown version of datachat.yaml", "`version:` is the version of the file's form, which is 1."),
    NO_DATABASE(
            "PJ003",
            "No database",
            "A project needs at least one entry below `databases:`. `datachat database add` writes one."),
    UNKNOWN_DATABASE(
            "PJ004", "Unknown default database", "`default_database` must name one of the databases of the file."),
    NO_DEFAULT(
            "PJ005",
            "Default database not chosen",
            "With several databases `default_database:` says which one is meant where none is named."),
    CONNECTION(
            "PJ006",
            "Connection not described",
            "A `duckdb` database has a `path`; a `postgresql` database has a `url` such as"
                    + " `postgresql://host:5432/name`, and `user` and `password` where they are needed."),
    NO_VARIABLE(
            "PJ007",
            "Environment variable not set",
            "The file refers to an environment variable that is not set where DataChat runs. Set it there; DataChat"
                    + " never shows its value."),
    VARIABLE_FORM("PJ008", "Reference not understood", "References to the environment are written `${env:NAME}`."),
    PASSWORD_IN_FILE(
            "PJ009",
            "Password in the file",
            "A password in a file is soon in version control. Put it into an environment variable and write"
                    + " `${env:NAME}`.",
            Severity.WARNING),
    ZONE(
            "PJ010",
            "Unknown time zone",
            "Time zones have names of the IANA database, such as `Europe/Vienna`, or are `UTC`."),
    RANGE("PJ011", "Value out of range", "Limits and ports must be positive; a port is at most 65535."),
    DATABASE_NAME(
            "PJ012",
            "Name of a database",
            "Names of databases are lower snake case, begin with a letter, and are used once."),
    NOT_APPENDABLE(
            "PJ013",
            "Database cannot be added",
            "The file's `databases:` is not written as one entry per line, so a program should not edit it. Add the"
                    + " entry by hand."),
    UNREADABLE(
            "PJ014",
            "File cannot be read",
            "The file exists but cannot be read, or is not UTF-8 text. Check its permissions and encoding."),
    CALENDAR(
            "PJ015",
            "Unknown day or month",
            "`time.week_starts` is a day of the week, `time.fiscal_year_starts` a month; a fiscal year starts with its"
                    + " first day. Years of 52 or 53 weeks need a calendar's table."),
    ACCESS(
            "PJ016",
            "Access rules that make no sense",
            "`access:` names `roles:`, each with `tables:` and what is seen of them: `rows`, `hidden`, `masks`,"
                    + " `forbidden`, `smallest_group`. docs/access.md shows all of it."),
    TOKENS(
            "PJ017",
            "Issuer of tokens that cannot be used",
            "`server.tokens` needs `issuer:`, `audience:` and `keys:`, a file with a JWK set beside datachat.yaml or"
                    + " its https address (docs/users.md)."),
    WRITES(
            "PJ018",
            "Opening for writes that makes no sense",
            "`writes:` of a database names `tables:`, and may say `most_rows` and `expires`. docs/writes.md"
                    + " shows all of it."),
    REFRESH(
            "PJ019",
            "Keeping fresh that makes no sense",
            "`refresh:` of a PostgreSQL database lists `{view: NAME}`, and may say `on`, `quiet` and `at_most` of each."
                    + " docs/freshness.md shows all of it.");

    private final String id;
    private final String title;
    private final String help;
    private final Severity severity;

    ProjectCode(String id, String title, String help) {
        this(id, title, help, Severity.ERROR);
    }

    ProjectCode(String id, String title, String help, Severity severity) {
        this.id = id;
        this.title = title;
        this.help = help;
        this.severity = severity;
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
        return this == NO_PROJECT ? 404 : 422;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
