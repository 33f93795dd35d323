package io.datachat.apex.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table or view as its database describes it. Names keep the database's own spelling.
///
/// @param primaryKey columns of the primary key, empty when there is none
/// @param uniqueKeys other declared unique keys whose columns are all not null
/// @param rows       the database's own estimate of the number of rows, or -1 when it has none
public record Table(
        Name name,
        Kind kind,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<Index> indexes,
        @Nullable String comment,
        long rows) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
    }

    Table unique(List<String> key) {
        if (key.isEmpty() || key.equals(primaryKey) || uniqueKeys.contains(key)) return this;
        List<List<String>> keys = new ArrayList<>(uniqueKeys);
        keys.add(key);
        return new Table(name, kind, columns, primaryKey, keys, foreignKeys, indexes, comment, rows);
    }

    /// The same table with other columns.
    public Table having(List<Column> others) {
        return new Table(name, kind, others, primaryKey, uniqueKeys, foreignKeys, indexes, comment, rows);
    }

    /// Finds a column, ignoring case as SQL does for unquoted names.
    public Optional<Column> column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted))
                .findFirst();
    }

    /// A table's name within one database.
    public record Name(String schema, String table) {
        /// `schema.table`; a schema has no dot in its name.
        public static Name parse(String text) {
            var dot = text.indexOf('.');
            return new Name(text.substring(0, Math.max(0, dot)), text.substring(dot + 1));
        }

        @Override
        public String toString() {
            return schema + "." + table;
        }
    }

    public enum Kind {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW
    }

    /// @param enumValues the labels when the type is an enum of the database, else empty
    /// @param statistics measured or estimated facts, absent until the table was profiled
    public record Column(
            String name,
            DataType type,
            boolean nullable,
            @Nullable String comment,
            List<String> enumValues,
            @Nullable Statistics statistics) {
        public Column {
            enumValues = List.copyOf(enumValues);
        }

        /// Whether it is text to us and an enum to its database, which orders and compares enums in ways of
        /// their own.
        public boolean labelled() {
            return type == DataType.Simple.TEXT && !enumValues.isEmpty();
        }
    }

    /// @param nullShare share of rows where the column is null, 0 to 1
    /// @param distinct  number of distinct values, estimated when `exact` is false
    /// @param min       smallest value as text, null when the type has no order
    /// @param top       the most frequent values, most frequent first
    public record Statistics(
            double nullShare,
            long distinct,
            boolean exact,
            @Nullable String min,
            @Nullable String max,
            List<Frequent> top) {
        public Statistics {
            top = List.copyOf(top);
        }

        public record Frequent(String value, long rows) {}
    }

    public record ForeignKey(List<String> columns, Name target, List<String> targetColumns) {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    public record Index(String name, List<String> columns, boolean unique) {
        public Index {
            columns = List.copyOf(columns);
        }
    }
}
