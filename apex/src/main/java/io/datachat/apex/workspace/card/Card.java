package io.datachat.apex.workspace.card;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of one table of a workspace: by its database, by DataPoints, and by the workspace.
///
/// @param kind     table, view or materialized_view
/// @param keys     columns that tell its rows apart; the primary key first
/// @param joins    the only ways to join it
/// @param versions which versions its rows are
/// @param filters  conditions by name
public record Card(
        String table,
        String kind,
        @Nullable String description,
        @Nullable String grain,
        List<String> synonyms,
        List<Column> columns,
        List<List<String>> keys,
        List<Join> joins,
        List<String> versions,
        List<String> json,
        Map<String, String> filters,
        List<String> safety) {

    /// @param expression what a derived field is calculated of; null for a column of the table
    /// @param values     those it can have, where they are few and known
    public record Column(
            String name,
            String type,
            boolean nullable,
            @Nullable String description,
            List<String> values,
            @Nullable String expression) {}

    /// @param on  the whole condition
    /// @param why where the join comes from
    public record Join(String to, String on, String cardinality, String why) {}
}
