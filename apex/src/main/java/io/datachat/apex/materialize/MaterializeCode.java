package io.datachat.apex.materialize;

import io.datachat.apex.problem.ProblemCode;

/// Why a rollup cannot be built or remembered.
public enum MaterializeCode implements ProblemCode {
    NOTHING_TO_KEEP(
            "MZ101", 422, "Nothing to keep", "The metric needs a materialization with a granularity or dimensions."),
    NOT_ONE_MEASURE(
            "MZ102",
            422,
            "Not one measure",
            "A rollup keeps a metric that is one sum, count, min or max; ratios are answered from the rollups of their"
                    + " parts."),
    NO_SUCH_GRAIN(
            "MZ104", 422, "No such grain", "The granularity of a materialization is one of the grains of a query."),
    NOT_ADMINISTRATOR(
            "MZ105",
            403,
            "Only administrators build rollups",
            "A rollup answers everybody, so it must not be built from what one person may see."),
    NOT_REMEMBERED("MZ103", 500, "Rollup list not written", "The state folder .datachat/ must be writable.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    MaterializeCode(String id, int status, String title, String help) {
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
