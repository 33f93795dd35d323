package io.datachat.cli.session;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with how the command was called, or with what it finds around it.
public enum CommandCode implements ProblemCode {
    NO_PROJECT(
            "CL001",
            "No project was found",
            "A project is a folder with a datachat.yaml. The command looks in the current folder, above it, and in"
                    + " ./demo. Make one with `datachat demo` or `datachat init`, or name one with `--project`.",
            404),
    OPTION(
            "CL003",
            "An option has a value it cannot have",
            "The message names the option and what it takes; `--help` shows all options.",
            400),
    EXISTS(
            "CL004",
            "Something is there already",
            "The command does not overwrite what it did not make. Choose another folder or name, or remove it"
                    + " yourself.",
            409),
    NOT_FOUND(
            "CL005",
            "Something named does not exist",
            "The message says what was looked for; the choices are what there is.",
            404),
    NO_WORDS(
            "CL006",
            "Nothing was asked",
            "Give the question as one argument in quotes: `datachat query \"revenue by region last month\"`.",
            400),
    FILE("CL007", "A file cannot be used", "The message names the file and what is wrong with it.", 404),
    INTERNAL(
            "CL900",
            "DataChat made a mistake",
            "This is a fault of DataChat, not of the input. Run the command with `--debug` and report the log file.",
            500);

    private final String id;
    private final String title;
    private final String help;
    private final int status;

    CommandCode(String id, String title, String help, int status) {
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
