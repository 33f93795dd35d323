package io.datachat.apex.govern.policy;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with access rules, and what a person lacks that they ask for.
public enum PolicyCode implements ProblemCode {
    UNKNOWN_TABLE(
            "RU101",
            "Access rule for an unknown table",
            "A rule under `access:` names a table that is not in the catalog. As long as it does, nobody but"
                    + " administrators can ask: the table that was meant would be open."),
    UNKNOWN_COLUMN(
            "RU102",
            "Access rule for an unknown column",
            "`hidden` and `masks` name columns of the rule's table. As long as one does not, nobody but administrators"
                    + " can ask."),
    BAD_MASK(
            "RU103",
            "Mask does not fit its column",
            "A mask gives a value of its column's type: the standard masks `email`, `card`, `national_id` and `hash`"
                    + " are for texts; any other mask is an SQL expression over the row."),
    NO_SALT(
            "RU104",
            "Mask without a salt",
            "The masks `email`, `national_id` and `hash` show a hash of the value. Without a secret mixed in, guesses"
                    + " could be hashed and compared. Give `salt: ${env:NAME}` under `access:`."),
    BAD_CONDITION(
            "RU105",
            "Condition on rows is wrong",
            "`rows` is a condition in SQL over the columns of the rule's table, with `{viewer.NAME}` for what is known"
                    + " of the person who asks. `{viewer.NAME}` stands outside of quotes."),
    TWICE("RU106", "Two rules for one table", "A role has one rule for each table. Join the two into one."),
    RULES_BROKEN(
            "RU201",
            403,
            "Access rules are broken",
            "The access rules of the project have errors, so nobody but administrators is answered: what a broken rule"
                + " was to protect would be open. An administrator sees the errors with `datachat datapoint lint`."),
    NO_ATTRIBUTE(
            "RU202",
            403,
            "Something about you is not known",
            "An access rule compares rows with something about the person who asks, and that is not set for this"
                    + " person. An administrator can set it."),
    ADMINISTRATORS_ONLY(
            "RU203",
            403,
            "For administrators only",
            "What this does reads whole tables or changes what others see, so it is not done for a person who may see"
                    + " only a part.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    PolicyCode(String id, String title, String help) {
        this(id, 422, title, help);
    }

    PolicyCode(String id, int status, String title, String help) {
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
