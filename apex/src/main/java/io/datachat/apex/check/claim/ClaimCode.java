package io.datachat.apex.check.claim;

import io.datachat.apex.problem.ProblemCode;

/// What the data says against the definitions.
public enum ClaimCode implements ProblemCode {
    KEY_REPEATS(
            "KY101",
            Severity.ERROR,
            "Key that is not unique",
            "Several rows have the same key, so a join on it would multiply rows. Correct `primary_key` or `unique`,"
                    + " the `cardinality` of what joins on it, or the data."),
    ENDS_BEFORE_IT_BEGINS(
            "KY102",
            Severity.ERROR,
            "Row of a history that ends before it begins",
            "Such a row never holds. The end of a row is the first moment at which it does not hold any more."),
    HISTORY_OVERLAPS(
            "KY103",
            Severity.ERROR,
            "Rows of a history that hold at the same time",
            "At some moments two rows of one key hold, so a join would multiply rows. The end of a row is the"
                    + " beginning of the next one, and only the last has none."),
    CALENDAR_GAP(
            "KY104",
            Severity.ERROR,
            "Calendar with a gap",
            "A moment between the first and the last is missing, or a row is not the first moment of its day (or hour"
                    + " …): rows of that time would be left out."),
    ORPHANS(
            "KY105",
            Severity.INFO,
            "Rows that name what does not exist",
            "They keep their measures and show NULL in the dimensions of the missing partner. Often data came late."),
    RELIES_ON_A_WRONG_KEY(
            "KY106",
            Severity.ERROR,
            "The answer relies on what the data denies",
            "A declared key or history was checked against the data and is wrong, so the number would be wrong as"
                    + " well. `datachat datapoint lint --live` shows an example; run it again after the data or the"
                    + " definition was mended.");

    private final String id;
    private final Severity severity;
    private final String title;
    private final String help;

    ClaimCode(String id, Severity severity, String title, String help) {
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
    public int status() {
        return 422;
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
    public Severity severity() {
        return severity;
    }
}
