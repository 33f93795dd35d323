package io.datachat.apex.datapoint.load;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a file of DataPoints before its content is looked at.
public enum LoadCode implements ProblemCode {
    NOT_A_DATAPOINT(
            "DP001",
            "Not a DataPoint",
            "Every document of a file below `datapoints/` is one DataPoint: a mapping under the key `datapoint:`."
                    + " Documents are separated by a line `---`."),
    LANGUAGE_VERSION(
            "DP002",
            "Unknown language version",
            "`version:` beside `datapoint:` is the version of the language, which is 1. It may be left out. The"
                    + " version of a definition stands inside `datapoint:`."),
    NO_TYPE(
            "DP003",
            "Type missing or unknown",
            "Every DataPoint says with `type:` what it is: metric, dimension, entity, concept, query, constraint,"
                    + " process, dashboard, schema or workspace."),
    NO_ID("DP004", "Id missing", "Every DataPoint has an `id:`, by which others refer to it."),
    DUPLICATE_ID(
            "DP005",
            "Id used twice",
            "Two DataPoints of one type and one folder (managed or user) have the same id. Rename one. A user file and"
                    + " a managed file may share an id: the user's facts then override the managed ones."),
    NOT_A_WORKSPACE(
            "DP007",
            "Not a workspace",
            "A document under the key `workspace:` describes what questions in SQL about one domain may read"
                    + " (docs/workspaces.md). Its name is lower snake case, and nothing stands beside it."),
    LAST_GOOD(
            "DP006",
            "Last good version in effect",
            "The file has errors, so what it said before the last edit stays in effect until it is mended.",
            Severity.WARNING);

    private final String id;
    private final String title;
    private final String help;
    private final Severity severity;

    LoadCode(String id, String title, String help) {
        this(id, title, help, Severity.ERROR);
    }

    LoadCode(String id, String title, String help, Severity severity) {
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
        return 422;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
