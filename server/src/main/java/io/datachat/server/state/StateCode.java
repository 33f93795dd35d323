package io.datachat.server.state;

import io.datachat.apex.problem.ProblemCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What can be wrong with the state.
public enum StateCode implements ProblemCode {
    NOT_OPENED(
            "ST001",
            "The state cannot be opened",
            "Users, keys and the audit live in `.datachat/state.mv.db` of the project, or in the PostgreSQL database"
                    + " of `state:` in datachat.yaml. The file must be writable and of this version; the database must"
                    + " answer and its user own a schema.",
            503);

    private final String id;
    private final String title;
    private final String help;
    private final int status;

    StateCode(String id, String title, String help, int status) {
        this.id = id;
        this.title = title;
        this.help = help;
        this.status = status;
    }

    /// Which of the usual things it is, without the database's words: they may hold an address.
    static String reason(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) continue;
            var state = sql.getSQLState();
            if (state.startsWith("08")) return "the PostgreSQL server of 'state' does not answer";
            if (state.startsWith("28")) return "the PostgreSQL server of 'state' refused user or password";
            if (state.equals("3D000")) return "the PostgreSQL server of 'state' has no such database";
            if (state.equals("90020")) return "another program has the file .datachat/state.mv.db open";
        }
        return "look at the log, and at the permissions of the folder .datachat";
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
