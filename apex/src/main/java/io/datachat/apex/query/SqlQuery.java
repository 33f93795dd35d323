package io.datachat.apex.query;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A query in SQL as it was asked: unread, its names not yet bound.
///
/// @param sql        one SELECT in the authoring dialect (docs/sql.md); values stand in it as `:name`
/// @param parameters the value of each `:name`
/// @param database   the database it is asked of; null means the project's default
/// @param workspace the workspace whose tables and joins it keeps to; null means every table of the database
/// @param limit      at most so many rows, 1 or more; null means the engine's cap
public record SqlQuery(
        String sql,
        Map<String, Value> parameters,
        @Nullable String database,
        @Nullable String workspace,
        @Nullable Integer limit)
        implements Query {
    public SqlQuery {
        parameters = Map.copyOf(parameters);
    }

    /// Its text says which zone it means, if any.
    @Override
    public @Nullable ZoneId zone() {
        return null;
    }

    /// Another text asked with the same parameters.
    public SqlQuery saying(String text) {
        return new SqlQuery(text, parameters, database, workspace, limit);
    }

    public static SqlQuery of(String sql) {
        return new SqlQuery(sql, Map.of(), null, null, null);
    }

    /// The same query, kept to a workspace.
    public SqlQuery in(String name) {
        return new SqlQuery(sql, parameters, database, name, limit);
    }

    /// @param raw  String, Boolean, Long or BigDecimal, or a list of these
    /// @param type what it is bound as
    public record Value(Object raw, Type type) {}

    /// The types a value can be bound as; a list is a list of one of the others.
    public enum Type {
        STRING,
        INT,
        DECIMAL,
        BOOLEAN,
        DATE,
        TIMESTAMP
    }
}
