package io.datachat.apex.datapoint.change;

import io.datachat.apex.problem.ProblemCode;

/// Changes after which a question that had an answer has none, or another one.
public enum ChangeCode implements ProblemCode {
    REMOVED(
            "DC001",
            "Definition removed",
            "Questions that name it fail. Keep it with `review: deprecated` for a while, and tell who uses it."),
    NO_LONGER_ANSWERS(
            "DC002",
            "Definition no longer answers",
            "An approved definition became a proposal, or a metric lost its `execution`: it no longer answers"
                    + " queries."),
    COMPUTED_OTHERWISE(
            "DC003",
            "Metric computed otherwise",
            "The same question will give another number. If that is meant, say so in `version` and `definition`; if"
                    + " both numbers are needed, make a second metric."),
    UNIT("DC004", "Unit changed", "Numbers that were shown or compared in the old unit now mean something else."),
    DIMENSION_REMOVED(
            "DC005",
            "Dimension removed",
            "Questions that group or filter by it fail. Keep the name and let its `expression` point to the new"
                    + " column."),
    DIMENSION_CHANGED("DC006", "Dimension changed", "Groups and filters by this dimension will fall otherwise."),
    ROWS_CHANGED(
            "DC007",
            "Entity has other rows",
            "The source, key, time column or time zone of an entity changed, and with it every metric over its rows."),
    ROLE_REMOVED("DC008", "Relationship removed", "Paths through this role no longer lead anywhere."),
    ROLE_CHANGED(
            "DC009", "Relationship changed", "Paths through this role lead to other rows, or may now multiply rows."),
    PARAMETER_REMOVED("DC010", "Parameter removed", "Calls that pass the parameter fail."),
    PARAMETER_NEEDED("DC011", "Parameter needed", "Calls that leave the parameter out fail. Give it a `default`."),
    PARAMETER_NARROWED(
            "DC012",
            "Parameter takes less",
            "The parameter's type or range changed, or a value is no longer allowed: calls with the old values fail."),
    RESULT_CHANGED(
            "DC013",
            "Result column removed or changed",
            "Whoever reads the template's result by column misses one or reads another type.");

    private final String id;
    private final String title;
    private final String help;

    ChangeCode(String id, String title, String help) {
        this.id = id;
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
        return help;
    }

    @Override
    public int status() {
        return 409;
    }
}
