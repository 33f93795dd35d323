package io.datachat.apex.warehouse.introspect;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.value.DuckDbTypes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// DuckDB's own table functions. Attached databases (rollups) are not read.
final class DuckDbStructure extends Structure {
    private final String own;
    private final String database;
    private final String schema;
    private final String chosen;
    private final List<Bind> binds;

    /// @param database which of the attached databases, as SQL
    /// @param schema   what to call a table's schema, as SQL
    DuckDbStructure(Facts facts, String database, String schema, List<String> schemas) {
        super(facts);
        this.database = " WHERE database_name = " + database;
        this.own = this.database + " AND NOT internal";
        this.schema = schema;
        this.binds = schemas.stream().map(name -> new Bind(name, Simple.TEXT)).toList();
        this.chosen = among("schema_name", schemas);
    }

    @Override
    public String version() {
        return text(
                facts.ask("SELECT library_version FROM pragma_version()", List.of())
                        .getFirst(),
                0);
    }

    @Override
    public long count() {
        return number(
                facts.ask(
                                "SELECT (SELECT count(*) FROM duckdb_tables()" + own
                                        + ") + (SELECT count(*) FROM duckdb_views()" + own + ")",
                                List.of())
                        .getFirst(),
                0);
    }

    @Override
    public String defaultSchema() {
        return text(facts.ask("SELECT current_schema()", List.of()).getFirst(), 0);
    }

    @Override
    void tables() {
        for (var row : facts.ask(
                "SELECT " + schema
                        + ", table_name, kind, comment, estimated_size FROM (SELECT schema_name, table_name, 'TABLE'"
                        + " AS kind, comment, estimated_size FROM duckdb_tables()"
                        + own
                        + " AND NOT temporary UNION ALL SELECT schema_name, view_name, 'VIEW', comment, -1 FROM"
                        + " duckdb_views()"
                        + own + " AND NOT temporary) AS objects WHERE true" + chosen
                        + " ORDER BY schema_name, table_name",
                binds))
            assembly.table(name(row, 0), Table.Kind.valueOf(text(row, 2)), textOrNull(row, 3), number(row, 4));
    }

    @Override
    void columns() {
        for (var row : facts.ask(
                "SELECT " + schema + ", table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()"
                        + own + chosen + " ORDER BY schema_name, table_name, column_index",
                binds)) {
            var nativeType = text(row, 3);
            assembly.column(
                    name(row, 0),
                    new Table.Column(
                            text(row, 2),
                            DuckDbTypes.read(nativeType),
                            Boolean.TRUE.equals(row[4]),
                            Assembly.blankToNull(textOrNull(row, 5)),
                            DuckDbTypes.labels(nativeType),
                            null));
        }
    }

    @Override
    void keys() {
        for (var row : facts.ask(
                "SELECT " + schema + ", table_name, constraint_type, constraint_index, constraint_column_names,"
                        + " referenced_table, referenced_column_names FROM duckdb_constraints()"
                        + database + " AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')"
                        + chosen,
                binds)) key(row);
    }

    private void key(@Nullable Object[] row) {
        var table = name(row, 0);
        // Padded, because keys are kept in the order of their names.
        var key = String.format(Locale.ROOT, "%06d", number(row, 3));
        var columns = list(row[4]);
        switch (text(row, 2)) {
            case "PRIMARY KEY" -> columns.forEach(column -> assembly.primaryKey(table, column));
            case "UNIQUE" -> columns.forEach(column -> assembly.uniqueKey(table, key, column));
            default -> foreignKey(row, table, key, columns);
        }
    }

    /// DuckDB does not tell the schema of the referenced table; a foreign key cannot leave its schema's database,
    /// and all but always stays in its schema.
    private void foreignKey(@Nullable Object[] row, Table.Name table, String key, List<String> columns) {
        var target = new Table.Name(table.schema(), text(row, 5));
        var targetColumns = list(row[6]);
        for (int i = 0; i < columns.size(); i++)
            assembly.foreignKey(table, key, columns.get(i), target, targetColumns.get(i));
    }

    @Override
    void indexes() {
        for (var row : facts.ask(
                "SELECT " + schema + ", table_name, index_name, is_unique, expressions FROM duckdb_indexes()" + database
                        + chosen,
                binds)) {
            var columns = plainColumns(text(row, 4));
            for (var column : columns) assembly.index(name(row, 0), text(row, 2), Boolean.TRUE.equals(row[3]), column);
        }
    }

    /// `[a, '"b c"']` as DuckDB prints the list. An index over an expression tells nothing about columns: none.
    static List<String> plainColumns(String printed) {
        var inner = printed.substring(1, printed.length() - 1);
        var parts = inner.split(",\\s*", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = unquoted(parts[i].strip());
            if (parts[i].contains("(") || parts[i].contains("'")) return List.of();
        }
        return List.of(parts);
    }

    private static String unquoted(String part) {
        var text = part;
        if (text.length() > 1 && text.startsWith("'") && text.endsWith("'"))
            text = text.substring(1, text.length() - 1);
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\""))
            text = text.substring(1, text.length() - 1).replace("\"\"", "\"");
        return text;
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
