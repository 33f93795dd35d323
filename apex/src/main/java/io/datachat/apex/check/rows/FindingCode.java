package io.datachat.apex.check.rows;

import io.datachat.apex.problem.ProblemCode;

/// What can be odd about the rows of an answer. The answer stands as it is; its receipt tells.
public enum FindingCode implements ProblemCode {
    MISSING_COLUMN(
            "FN101",
            "Declared column is not there",
            "A template declares a column under `result` that its statement does not give, or gives under another name."
                    + " Correct one of the two; by position, the wrong number could be shown."),
    OTHER_TYPE(
            "FN102",
            "Column of another type",
            "The values of a column are not of the type that was declared for it or follows from the question."),
    TOO_MANY_ROWS(
            "FN103",
            "More rows than there can be",
            "There are more rows than the question has groups, or than the template's `rows` say."),
    TOO_FEW_ROWS(
            "FN104",
            "Fewer rows than there must be",
            "An aggregate without groups has one row, and a template at least as many as its `rows` say."),
    ROW_TWICE(
            "FN105",
            "Rows with the same key",
            "Groups, and rows of a declared key, differ in their key. Rows that do not were multiplied by a join, or"
                    + " the declared key is not one: `datachat datapoint lint --live` proves keys."),
    UNEXPECTED_NULL(
            "FN106",
            "NULL where none is expected",
            "A column that cannot be NULL by its definition is, or a metric is that says `nulls: never`."),
    IMPLAUSIBLE(
            "FN107",
            "Value outside the plausible range",
            "A count is negative, a share is not between 0 and 1, a bucket lies outside the period, or a metric is"
                    + " outside what its `plausible` says. Often a join or a unit is wrong, sometimes the range."),
    NOTHING(
            "FN108",
            "Nothing where rows were measured",
            "The answer is empty, yet the profile of the table has rows in the period and the question leaves none of"
                    + " them out. Look whether the load of the table went well; `datachat profile` measures anew.");

    private final String id;
    private final String title;
    private final String help;

    FindingCode(String id, String title, String help) {
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

    /// That of the answer, which stands.
    @Override
    public int status() {
        return 200;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
