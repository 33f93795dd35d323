package io.datachat.apex.draft;

import java.util.List;

/// A migration there and back, to be run by a person. Nothing of it was executed.
///
/// @param name       `0007_delete_products`, for the files of both scripts
/// @param sql        as it was asked
/// @param parameters `name: value`
/// @param notes      locks, dependents, rows, and what is not undone
/// @param rows       that it touches now, or -1 where that is no question of rows
public record Draft(
        String database,
        String name,
        String sql,
        List<String> parameters,
        String up,
        String down,
        List<String> notes,
        long rows) {
    public Draft {
        parameters = List.copyOf(parameters);
        notes = List.copyOf(notes);
    }
}
