package io.datachat.cli.command.sql;

import io.datachat.apex.workspace.scaffold.Wanted;
import java.util.List;
import picocli.CommandLine.Option;

/// What SQL is to be made for.
final class WantedOptions {
    @Option(names = "--workspace", required = true, paramLabel = "NAME", description = "The workspace.")
    private String workspace = "";

    @Option(
            names = "--tables",
            required = true,
            split = ",",
            paramLabel = "TABLE",
            description = "Tables, or entities that have versions: their newest are meant.")
    private List<String> tables = List.of();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "COLUMN",
            description = "table.column, or column while only one table has it. Default: all.")
    private List<String> columns = List.of();

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "The name of a filter of the workspace, or a condition in SQL.")
    private List<String> filters = List.of();

    @Option(names = "--history", description = "A table of versions means all of them, not the newest.")
    private boolean history;

    String workspace() {
        return workspace;
    }

    Wanted wanted() {
        return new Wanted(tables, columns, filters, history);
    }
}
