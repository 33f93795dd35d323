package io.datachat.apex.datapoint.lint;

import io.datachat.apex.problem.ProblemCode;

/// The rules of the linter; the id of a rule is the code of what it finds.
public enum LintCode implements ProblemCode {
    ID_SHAPE(
            "DP101",
            Severity.ERROR,
            "Name is not lower snake case",
            "Ids and the names of dimensions, roles and parameters begin with a lower-case letter and go on with"
                    + " lower-case letters, digits and `_`, 63 at most: they are written in paths, SQL and URLs."),
    UNKNOWN_REFERENCE(
            "DP102",
            Severity.ERROR,
            "Reference to nothing",
            "A definition refers to another one that is not in the library. The nearest ids are offered."),
    CYCLE(
            "DP103",
            Severity.ERROR,
            "Metrics refer to each other in a circle",
            "A metric that is made from itself, directly or through others, has no value. The circle is named; cut it"
                    + " somewhere."),
    NO_EXPRESSION(
            "DP104",
            Severity.ERROR,
            "Aggregation of nothing",
            "Every aggregation except `count` needs an `expression`, such as a column."),
    RATIO_OF_ITSELF(
            "DP105",
            Severity.ERROR,
            "Ratio of a metric to itself",
            "Such a ratio is always one. Usually one of the two names was copied."),
    NOT_ARITHMETIC(
            "DP106",
            Severity.ERROR,
            "Derived expression is not arithmetic",
            "A derived metric is made of metric ids, numbers, `+ - * /`, brackets and the functions nullif, coalesce,"
                    + " abs and round. For anything else write a measure or a template."),
    UNDECLARED_PLACEHOLDER(
            "DP107",
            Severity.ERROR,
            "Placeholder without parameter",
            "A `{placeholder}` of the template has no entry below `parameters`, so nothing could be put there."),
    UNUSED_PARAMETER(
            "DP108",
            Severity.WARNING,
            "Parameter never used",
            "No `{placeholder}` of the template or of a backend variant has the parameter's name."),
    ENUM_WITHOUT_VALUES(
            "DP109",
            Severity.ERROR,
            "Enum without allowed values",
            "The value of an `enum` parameter becomes part of the statement, so the only ones it may have must be"
                    + " listed under `allowed`."),
    ENUM_VALUE(
            "DP110",
            Severity.ERROR,
            "Enum value is more than a name",
            "A value of an `enum` parameter becomes part of the statement and must be a plain keyword or name:"
                    + " letters, digits and `_`. Use a `string` parameter for other texts."),
    DEFAULT_TYPE(
            "DP111",
            Severity.ERROR,
            "Default is not of the parameter's type",
            "The `default` of a parameter must be a value of its type; dates are written `2024-01-31` and timestamps"
                    + " `2024-01-31T08:00:00`."),
    DEFAULT_OUTSIDE(
            "DP112",
            Severity.ERROR,
            "Default is not an allowed value",
            "The `default` of a parameter must be one of its `allowed` values and lie between its `min` and `max`."),
    BAD_RANGE(
            "DP113",
            Severity.ERROR,
            "Range that holds nothing",
            "`min` and `max` must be of the parameter's type, which must have an order, and `min` must not be above"
                    + " `max`."),
    NO_PRIMARY_KEY(
            "DP114",
            Severity.WARNING,
            "Entity without primary key",
            "Without a primary key nothing is known to be unique, so others cannot be joined to the entity. Name the"
                    + " columns that identify a row."),
    NO_CARDINALITY(
            "DP115",
            Severity.WARNING,
            "Relationship without cardinality",
            "Say whether many rows belong to one (`many_to_one`, which is assumed), one to one, or one to many."),
    DUPLICATE_NAME(
            "DP116",
            Severity.ERROR,
            "Name used twice",
            "Dimensions and roles of an entity share one list of names, because both are segments of a path."
                    + " Parameters, columns and backends have lists of their own."),
    UNKNOWN_ZONE(
            "DP117",
            Severity.ERROR,
            "Unknown time zone",
            "Time zones have names of the IANA database, such as `Europe/Vienna`, or are `UTC`."),
    BAD_DURATION(
            "DP118",
            Severity.ERROR,
            "Not a duration",
            "Durations are a number and a unit (ms, s, m, h, d or w), such as `15m`, `6h` or `30d`."),
    BAD_CRON(
            "DP119",
            Severity.ERROR,
            "Not a cron expression",
            "A schedule has five fields: minute, hour, day of month, month and day of week, such as `15 6 * *"
                    + " MON-FRI`."),
    SHAKY_GROUND(
            "DP120",
            Severity.WARNING,
            "Built on a definition that is not approved",
            "An approved metric is made from one that is only proposed, which does not answer queries, or from a"
                    + " deprecated one. Approve or replace it."),
    NO_DEFINITION(
            "DP121",
            Severity.INFO,
            "Metric without definition",
            "One sentence under `definition` tells people what the number means."),
    NO_OWNER("DP122", Severity.INFO, "Metric without owner", "`owner` tells people whom to ask."),
    SHARED_SYNONYM(
            "DP123",
            Severity.WARNING,
            "Word that means two metrics",
            "A synonym is also a synonym, the id or the name of another metric, so a question with that word is"
                    + " ambiguous."),
    UNKNOWN_TYPE(
            "DP124",
            Severity.ERROR,
            "Unknown data type",
            "Types are boolean, integer, bigint, double, decimal(12,2), text, date, time, timestamp, instant, json,"
                    + " uuid and bytes, and lists of these such as text[]."),
    UNKNOWN_GRAIN(
            "DP125",
            Severity.ERROR,
            "Unknown grain of time",
            "Grains are second, minute, hour, day, week, month, quarter, year, fiscal_quarter and fiscal_year."),
    UNKNOWN_BACKEND(
            "DP126",
            Severity.ERROR,
            "Unknown backend",
            "A variant is written for a kind of database, such as duckdb or postgresql."),
    NO_TIME(
            "DP127",
            Severity.INFO,
            "Measure without time",
            "Neither the measure nor its entity names a time column, so the metric cannot be asked for a period or by"
                    + " month."),
    RESERVED_NAME(
            "DP128",
            Severity.WARNING,
            "Reserved name",
            "`time` in a query is each metric's own time, so a dimension or role of that name can only be reached by"
                    + " its full path."),
    BAD_AMOUNT(
            "DP129",
            Severity.ERROR,
            "Not an amount of time",
            "Windows and offsets are a number and a unit of the calendar, such as `7 days`, `1 month` or `2 years`."),
    BAD_PERCENTILE(
            "DP130",
            Severity.ERROR,
            "Percentile that does not fit",
            "`aggregation: percentile` needs `percentile`, from 0 to 1; `discrete` goes with percentile and median,"
                    + " `approximate` with these and count_distinct."),
    SNAPSHOT_WITHOUT_TIME(
            "DP131",
            Severity.ERROR,
            "Snapshot without time",
            "The first or last moment of a `snapshot` needs a column of time: its own `time`, the measure's or the"
                    + " entity's."),
    CONVERSION_OF_NO_MEASURE(
            "DP132",
            Severity.ERROR,
            "Conversion of what is no measure",
            "`from` and `to` of a conversion are rows in time that are paired, so both must be measures with a time,"
                    + " without snapshot."),
    UNUSED_INPUT(
            "DP133",
            Severity.WARNING,
            "Input never used",
            "The expression of a derived metric does not name the input."),
    SHADOWED_METRIC(
            "DP134",
            Severity.WARNING,
            "Input with the name of a metric",
            "Within the expression the name means the input, which is moved or restricted, and a reader will take it"
                    + " for the metric."),
    CALENDAR_KEY(
            "DP135",
            Severity.ERROR,
            "Calendar without a key of one column",
            "The `primary_key` of a calendar is the one column with the first moment of each row, such as the day."),
    HISTORY_WITHOUT_KEY(
            "DP136",
            Severity.ERROR,
            "History without key",
            "`valid` says when a row of a key holds, so the entity needs a `primary_key`: what is the same through all"
                    + " of its history."),
    UNUSED_UNIQUE(
            "DP137",
            Severity.INFO,
            "Key that nothing joins on",
            "`unique` names keys besides the primary key for relationships that end on them, and none does."),
    EMPTY_RANGE(
            "DP138",
            Severity.ERROR,
            "Range that nothing is in",
            "`plausible` of a metric and `rows` of a template say `from`, `to` or both, the smaller one first; a"
                    + " number of rows is not negative."),
    NULL_THAT_CANNOT_BE(
            "DP139",
            Severity.INFO,
            "NULL said of what is never NULL",
            "`nulls` says nothing beside `fill` with a value, which stands wherever there would be NULL.");

    private final String id;
    private final Severity severity;
    private final String title;
    private final String help;

    LintCode(String id, Severity severity, String title, String help) {
        this.id = id;
        this.severity = severity;
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
        return 422;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
