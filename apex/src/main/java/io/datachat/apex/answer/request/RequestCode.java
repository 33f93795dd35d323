package io.datachat.apex.answer.request;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a metric request before any name in it is looked up.
public enum RequestCode implements ProblemCode {
    NOT_JSON(
            "RQ001",
            "The request is not JSON",
            "The body must be one JSON object. The place tells where reading stopped."),
    TOO_DEEP(
            "RQ002",
            "The request is nested too deeply or too large",
            "A request needs few levels and short texts. Split long value lists into several requests."),
    UNKNOWN_KEY(
            "RQ003",
            "Unknown key",
            "Keys are spelled as in docs/http.md. Unknown keys are refused, so that a typing error never changes an"
                    + " answer silently."),
    DUPLICATE_KEY("RQ004", "A key is given twice", "Keep one of them; JSON does not say which would count."),
    WRONG_TYPE("RQ005", "A value has the wrong type", "The message says what is expected at this place."),
    UNKNOWN_WORD("RQ006", "A word that is not in the list", "The choices are the words that are understood here."),
    MISSING("RQ007", "Something required is missing", "Add the key that the message names."),
    OUT_OF_RANGE("RQ008", "A number or list is out of range", "The message names the limits."),
    WRONG_VALUE_COUNT(
            "RQ009",
            "A filter has too many or too few values",
            "`between` takes two values, `is_null` and `not_null` take none, `in` and `not_in` take one or more, all"
                    + " others take one."),
    UNKNOWN_ZONE(
            "RQ010",
            "Unknown time zone",
            "Use a name of the IANA database such as Europe/Berlin, or an offset such as +02:00."),
    NOT_AN_INSTANT("RQ011", "Not a moment in time", "Write it with offset, as in 2025-03-01T12:00:00Z.");

    private final String id;
    private final String title;
    private final String help;

    RequestCode(String id, String title, String help) {
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
        return 400;
    }
}
