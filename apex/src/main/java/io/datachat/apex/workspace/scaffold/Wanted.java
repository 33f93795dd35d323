package io.datachat.apex.workspace.scaffold;

import java.util.List;

/// What SQL is to be made for.
///
/// @param tables  of the workspace, or the names of entities that have versions
/// @param columns `table.column`, or `column` while only one table has it; empty means all of the tables
/// @param filters names of filters of the workspace, or conditions in SQL
/// @param history whether a table of versions means all of them; else the newest are meant
public record Wanted(List<String> tables, List<String> columns, List<String> filters, boolean history) {
    public Wanted {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }
}
