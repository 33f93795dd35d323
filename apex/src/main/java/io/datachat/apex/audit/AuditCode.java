package io.datachat.apex.audit;

import io.datachat.apex.problem.ProblemCode;

/// Why nothing is answered without a record.
public enum AuditCode implements ProblemCode {
    NOT_WRITTEN(
            "AU001",
            "The audit cannot be written",
            "DataChat answers nothing that it cannot write down. The log of the server says what keeps it from"
                + " writing: usually a full disk, a state folder that may not be written, or a PostgreSQL of `state:`"
                + " that does not answer.");

    private final String id;
    private final String title;
    private final String help;

    AuditCode(String id, String title, String help) {
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
        return 503;
    }
}
