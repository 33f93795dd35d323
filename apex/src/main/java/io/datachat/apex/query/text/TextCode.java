package io.datachat.apex.query.text;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a part of a question that a person wrote.
public enum TextCode implements ProblemCode {
    FILTER(
            "QU001",
            "A filter cannot be read",
            "Write it as field, operator, value: `region=DACH`, `region in DACH,Italy`, `amount>=10`, `day between"
                    + " 2026-01-01 and 2026-01-31`, `coupon is null`. Anything that is more than that is a condition"
                    + " in SQL, in which texts are quoted: `region='Italy' or customer.orders > 3`.");

    private final String id;
    private final String title;
    private final String help;

    TextCode(String id, String title, String help) {
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
