package io.datachat.cli.engine;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong between the command and a server.
public enum EngineCode implements ProblemCode {
    UNREACHABLE(
            "CE001",
            "The server does not answer",
            "The address given with `--server` could not be reached, or something else listens there. Without"
                    + " `--server` the engine runs in this process.",
            502),
    OTHER_VERSION(
            "CE002",
            "The server has another version",
            "The project's running server was started by another version of DataChat. Restart it, or use `--server"
                    + " none` to run the engine in this process.",
            409);

    private final String id;
    private final String title;
    private final String help;
    private final int status;

    EngineCode(String id, String title, String help, int status) {
        this.id = id;
        this.title = title;
        this.help = help;
        this.status = status;
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
