package io.datachat.apex.datapoint.tile;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a tile before any name in it is looked up.
public enum TileCode implements ProblemCode {
    NOTHING_ASKED(
            "BD001",
            "Tile that asks for nothing",
            "A tile asks for `metrics`, or for the distinct values of its `dimensions`."),
    TITLE(
            "BD002",
            "Tile without a title of its own",
            "The tiles of a dashboard are told apart by their titles. Only the single tile of a saved query may go"
                    + " without: it has the name of its dashboard."),
    FILTER(
            "BD003",
            "Filter of a tile that does not fit",
            "Write a filter as after `--where`, or as {field, op, values} with as many values as the operator takes."),
    LIMIT("BD004", "Limit of a tile is out of range", "`limit` is a number of rows, 1 or more."),
    PERIOD(
            "BD005",
            "Period of a tile is no stretch of time",
            "Write words such as `last month`, or `from` and `to`, of which `to` is not included."),
    NO_TILES(
            "BD006",
            "Dashboard without tiles",
            "A dashboard has at least one tile under `tiles`; with exactly one it is a saved query."),
    NAME_AS_VALUE(
            "BD007",
            Severity.WARNING,
            "Value with the name of a dimension",
            "In a filter such as `city = home` what stands behind the sign is a text. Write it in quotes if that is"
                    + " meant, or the whole condition under `where` to compare two dimensions.");

    private final String id;
    private final Severity severity;
    private final String title;
    private final String help;

    TileCode(String id, String title, String help) {
        this(id, Severity.ERROR, title, help);
    }

    TileCode(String id, Severity severity, String title, String help) {
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

    @Override
    public Severity severity() {
        return severity;
    }
}
