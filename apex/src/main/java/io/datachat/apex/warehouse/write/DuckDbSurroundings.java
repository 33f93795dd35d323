package io.datachat.apex.warehouse.write;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.introspect.Facts;
import io.datachat.apex.warehouse.write.Surroundings.Filled;
import io.datachat.apex.warehouse.write.Surroundings.Filling;
import io.datachat.apex.warehouse.write.Surroundings.Reference;
import io.datachat.apex.warehouse.write.Surroundings.Unique;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By DuckDB's own tables of the system. It knows no triggers, rules or code of users.
final class DuckDbSurroundings {
    private final Facts facts;
    private final Table.Name table;
    private final List<Bind> named;

    DuckDbSurroundings(Facts facts, Table.Name table) {
        this.facts = facts;
        this.table = table;
        this.named = List.of(new Bind(table.schema(), Simple.TEXT), new Bind(table.table(), Simple.TEXT));
    }

    Surroundings read() {
        List<Unique> uniques = new ArrayList<>();
        List<List<String>> checks = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        for (var row : facts.ask("""
            SELECT constraint_type, array_to_string(constraint_column_names, chr(10)), referenced_table
            FROM duckdb_constraints() WHERE database_name = current_database() AND schema_name = ? AND table_name = ?\
            """, named)) {
            var columns = split(row[1]);
            switch (text(row[0])) {
                case "PRIMARY KEY", "UNIQUE" -> uniques.add(new Unique(columns, true));
                case "CHECK" -> checks.add(columns);
                case "FOREIGN KEY" ->
                    references.add(new Reference(columns, new Table.Name(table.schema(), text(row[2]))));
                default -> {}
            }
        }
        for (var row : facts.ask("""
            SELECT expressions FROM duckdb_indexes() WHERE database_name = current_database() AND schema_name = ?
            AND table_name = ? AND is_unique\
            """, named)) uniques.add(new Unique(indexed(text(row[0])), false));
        return new Surroundings(
                true, List.of(), List.of(), List.of(), columns(), uniques, checks, references, referred());
    }

    private List<Filled> columns() {
        return facts.ask("""
            SELECT column_name, data_type, NOT is_nullable, column_default FROM duckdb_columns()
            WHERE database_name = current_database() AND schema_name = ? AND table_name = ? ORDER BY column_index\
            """, named).stream()
                .map(row -> {
                    var expression = row[3] == null ? null : text(row[3]);
                    var numbered = expression != null && Defaults.numbered(expression);
                    return new Filled(
                            text(row[0]),
                            text(row[1]),
                            Boolean.TRUE.equals(row[2]),
                            expression,
                            numbered ? Filling.NUMBERED : Filling.DEFAULT);
                })
                .toList();
    }

    private Set<String> referred() {
        Set<String> columns = new HashSet<>();
        facts.ask("""
            SELECT array_to_string(referenced_column_names, chr(10)) FROM duckdb_constraints()
            WHERE database_name = current_database() AND constraint_type = 'FOREIGN KEY' AND schema_name = ?
            AND referenced_table = ?\
            """, named).forEach(row -> columns.addAll(split(row[0])));
        return columns;
    }

    /// `[id, "Name"]`; what is not a name makes it an index over expressions.
    private static List<String> indexed(String expressions) {
        return Arrays.stream(expressions.replaceAll("[\\[\\]\"' ]", "").split(","))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static List<String> split(@Nullable Object names) {
        return Arrays.stream(text(names).split("\n"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
