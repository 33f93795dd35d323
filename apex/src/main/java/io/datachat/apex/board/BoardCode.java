package io.datachat.apex.board;

import io.datachat.apex.problem.ProblemCode;

/// What can go wrong when a dashboard is run.
public enum BoardCode implements ProblemCode {
    UNKNOWN_DASHBOARD(
            "BD101",
            "Unknown dashboard",
            "No DataPoint of type dashboard has this id. `datachat dashboard list` shows all.",
            404),
    UNKNOWN_TILE(
            "BD102",
            "Unknown tile",
            "The dashboard has no tile of this title. Tiles are named by title, or by number from 1 on.",
            404),
    CANNOT_TAKE(
            "BD103",
            "Tile that cannot take the period or filters of the run",
            "A period or filter that is given to a whole dashboard holds for every tile. This one cannot be asked with"
                    + " it, and a number without it would look like one with it.",
            422),
    NO_TIME_LEFT(
            "BD104",
            "Tile that was not asked",
            "All tiles of a run share one time limit, and those before this one used it up. Raise `--timeout` or"
                    + " `limits: timeout`, or run the tile alone.",
            504),
    FAULT(
            "BD105",
            "Fault of DataChat in a tile",
            "This is a fault of DataChat, not of the definition. The other tiles are not concerned.",
            500);

    private final String id;
    private final String title;
    private final String help;
    private final int status;

    BoardCode(String id, String title, String help, int status) {
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
