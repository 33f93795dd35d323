package io.datachat.apex.time.words;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a period.
public enum TimeCode implements ProblemCode {
    NOT_A_PERIOD(
            "TI101",
            "The words are not a period",
            "Every word of a period must be understood. Write for example `last month`, `last 7 days`, `this year`,"
                + " `year to date`, `2024`, `march 2024`, `q1 2024`, `2024-W07`, `since 2024-01-01` or `2024-01-01 to"
                + " 2024-03-31`. `last 7 days` means the 7 whole days before today. An end in words is included:"
                + " `january to march` ends with the last day of March."),
    AMBIGUOUS(
            "TI102",
            "The period can be read in two ways",
            "DataChat does not guess. The message lists both readings; dates as year-month-day (`2024-04-03`) have"
                    + " only one."),
    NO_SUCH_DATE(
            "TI103",
            "The date does not exist",
            "The calendar has no such month, day, week or hour. The message names the nearest one that exists."),
    REVERSED("TI104", "The period ends before it starts", "Exchange the two ends."),
    EMPTY(
            "TI105",
            "The period is empty",
            "A period includes its start and excludes its end, so equal ends leave nothing between them. For a single"
                    + " day write the next day as the end, or name the day alone."),
    NOT_A_DATE(
            "TI106",
            "The text is not a date",
            "The ends `from` and `to` of a period are ISO 8601 dates (`2024-01-31`) or timestamps (`2024-01-31T10:00`,"
                    + " with `Z` or an offset such as `+02:00` if they are not in the zone of the question). `from` is"
                    + " included, `to` is not."),
    NO_FISCAL_YEAR(
            "TI107",
            "No fiscal year is declared",
            "Say in `datachat.yaml` with which month it begins: `time: {fiscal_year_starts: february}`.");

    private final String id;
    private final String title;
    private final String help;

    TimeCode(String id, String title, String help) {
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
