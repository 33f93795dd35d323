package io.datachat.apex.words;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a question in words.
public enum WordsCode implements ProblemCode {
    UNKNOWN_WORD(
            "WD101",
            404,
            "A word is not known",
            "Every word of a question must be a metric, a dimension, a labelled value, a part of a period or one of"
                    + " the small words of the grammar. Use one of the offered names, add a synonym to a DataPoint, or"
                    + " quote a value: `where city = 'Berlin'`."),
    TWO_READINGS(
            "WD102",
            422,
            "The words can be read in two ways",
            "DataChat does not guess. Use one of the offered names, or ask with `datachat metrics query`, where every"
                    + " name has its own place."),
    NO_METRIC(
            "WD103",
            422,
            "The question names no metric",
            "A question is about at least one metric: `datachat metrics list` shows them."),
    INCOMPLETE(
            "WD104",
            400,
            "Something is missing",
            "A word such as `by`, `top` or `=` was not followed by what it needs."),
    MISPLACED(
            "WD105",
            400,
            "A word stands where it makes no sense",
            "The word is known, but not at this place. The message says how to write what was probably meant."),
    SAID_TWICE(
            "WD106",
            400,
            "Something was said twice",
            "A question has one period, one time grain, one limit and one comparison.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    WordsCode(String id, int status, String title, String help) {
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
