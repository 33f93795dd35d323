package io.datachat.apex.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A write in SQL as it was asked: unread, its names not yet bound.
///
/// @param sql        one INSERT, or one UPDATE with WHERE, in the authoring dialect; values stand in it as `:name`
/// @param parameters the value of each `:name`
/// @param database   the database it is meant for; null means the project's default
public record WriteQuery(
        String sql,
        Map<String, SqlQuery.Value> parameters,
        @Nullable String database) {
    public WriteQuery {
        parameters = Map.copyOf(parameters);
    }

    public static WriteQuery of(String sql) {
        return new WriteQuery(sql, Map.of(), null);
    }

    /// The same write for another database.
    public WriteQuery on(String other) {
        return new WriteQuery(sql, parameters, other);
    }

    /// The same text as a query, for what queries and writes have in common.
    public SqlQuery text() {
        return new SqlQuery(sql, parameters, database, null, null);
    }
}
