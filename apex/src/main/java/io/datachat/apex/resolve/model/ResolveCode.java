package io.datachat.apex.resolve.model;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong between a question and the definitions, or between the definitions and the tables.
public enum ResolveCode implements ProblemCode {
    UNKNOWN_DATABASE("RS101", 404, "Unknown database", "Name one of the databases of datachat.yaml."),
    UNKNOWN_TABLE(
            "RS102",
            422,
            "Unknown table",
            "The entity's source must be a table or view of its database; refresh the catalog after a change."),
    UNKNOWN_COLUMN("RS103", 422, "Unknown column", "A key, time or join column must exist in the table."),
    NOT_A_KEY(
            "RS104",
            422,
            "Join target is not a key",
            "A to-one relationship must end on the primary key of its target, or rows could be multiplied."),
    NO_KEY("RS105", 422, "Entity without primary key", "Declare primary_key: it tells which rows are one."),
    BAD_EXPRESSION(
            "RS106",
            422,
            "Expression does not fit",
            "The expression must be SQL over the entity's columns and to-one paths, of a fitting type."),
    BAD_TIME("RS107", 422, "Not a time", "The time of a measure must be a date or timestamp column."),
    BROKEN_DEFINITION(
            "RS108",
            422,
            "Definition is broken",
            "Mend the problems of the definition first; datapoint lint lists them."),
    ACROSS_DATABASES(
            "RS109", 422, "More than one database", "One metric query touches one database. Ask once per database."),

    UNKNOWN_METRIC("RS201", 404, "Unknown metric", "Use the id of a metric; metrics list shows them."),
    PROPOSED_METRIC(
            "RS202", 422, "Metric is only proposed", "A person has to approve it first, or ask with include_proposed."),
    NOT_EXECUTABLE(
            "RS203",
            422,
            "Metric has no execution",
            "The metric is described but not computed; add an execution to its DataPoint."),
    UNKNOWN_DIMENSION("RS204", 404, "Unknown dimension", "Write entity.dimension, or a bare name while it is unique."),
    AMBIGUOUS_DIMENSION("RS205", 422, "Ambiguous dimension", "Several entities have it: write the one you mean."),
    AMBIGUOUS_PATH("RS206", 422, "Ambiguous path", "Two paths are equally short: name the role you mean."),
    NO_PATH(
            "RS207",
            422,
            "Dimension not reachable",
            "No chain of relationships leads from the metric to the dimension without mixing unrelated rows."),
    NOTHING_ASKED("RS208", 400, "No metric asked for", "Name at least one metric."),
    ASKED_TWICE("RS209", 400, "Asked twice", "Each metric and each dimension column may be asked for once."),
    GRAIN_MISFIT("RS210", 422, "Grain does not fit", "Only times have grains, and a date has none finer than day."),
    NO_TIME(
            "RS211",
            422,
            "Metric without time",
            "The metric's entity declares no time column, so it has no grain, period or comparison."),
    FILTER_MISFIT(
            "RS212",
            422,
            "Filter does not fit",
            "The operator must fit the dimension's type, and the values the operator."),
    BAD_VALUE("RS213", 422, "Value does not fit the type", "Give a value of the dimension's type."),
    UNKNOWN_ORDER("RS214", 422, "Order by something not asked for", "Order by a metric or dimension of the query."),
    BAD_LIMIT("RS215", 400, "Bad limit", "The limit is a whole number from 1."),
    NO_COMPARISON(
            "RS216",
            422,
            "Comparison is not possible",
            "A comparison needs a period with both ends that the grain divides."),
    TEMPLATE_ALONE(
            "RS217",
            422,
            "Template metric cannot be sliced",
            "The template could not be opened; ask for it with the columns it returns."),
    UNKNOWN_PARAMETER(
            "RS218",
            422,
            "Unknown parameter",
            "Parameters belong to template metrics; this query has none with that name."),
    NEEDS_GRAIN(
            "RS219",
            422,
            "Metric needs a grain",
            "A metric that looks at moments, such as a trailing window or the start of a month, is asked by time."),
    PERIOD_OFF_BEAT(
            "RS220",
            422,
            "Period ends within a day",
            "A cumulative or offset metric looks at whole days (or hours): let the period begin and end on one."),
    NO_COMMON_ROWS(
            "RS221",
            422,
            "Dimensions without common rows",
            "Distinct values of several dimensions need an entity that leads to all of them; or ask with a metric."),
    FRAMING_MISFIT(
            "RS222",
            422,
            "Cannot be shown so",
            "Gaps need a grain, shares a dimension and numbers, extremes no metric; a top keeps values of a dimension"
                    + " asked for, by a metric asked for.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    ResolveCode(String id, int status, String title, String help) {
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
