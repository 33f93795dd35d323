package io.datachat.server.state.people;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with users and keys, for those who administer them.
public enum PeopleCode implements ProblemCode {
    NAME("US001", 422, "Not a name", "Users are named by letters, digits and `._@+-`; roles in lower snake case."),
    TAKEN("US002", 409, "The user exists already", "Choose another name, or remove the user first."),
    UNKNOWN_USER("US003", 404, "Unknown user", "`datachat user list` lists all."),
    UNKNOWN_KEY("US004", 404, "Unknown key", "`datachat user key list` lists all by their first part.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    PeopleCode(String id, int status, String title, String help) {
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
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public int status() {
        return status;
    }
}
