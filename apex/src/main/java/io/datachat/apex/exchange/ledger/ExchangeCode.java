package io.datachat.apex.exchange.ledger;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a file that is to be imported.
public enum ExchangeCode implements ProblemCode {
    NOT_READABLE(
            "EX001",
            "The file cannot be read",
            "An import takes YAML and JSON. The place tells where reading stopped."),
    NOTHING_THERE(
            "EX002",
            "There is nothing to import",
            "The files hold no definitions of the format that was asked for. docs/import.md lists what is read: dbt's"
                    + " semantic models in both spellings, dbt's manifests, MetricFlow's own YAML, Apache Ossie.");

    private final String id;
    private final String title;
    private final String help;

    ExchangeCode(String id, String title, String help) {
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
        return 422;
    }
}
