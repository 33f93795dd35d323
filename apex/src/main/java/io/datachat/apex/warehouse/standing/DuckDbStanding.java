package io.datachat.apex.warehouse.standing;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.introspect.Facts;
import io.datachat.apex.warehouse.standing.Standing.Column;
import io.datachat.apex.warehouse.standing.Standing.Constraint;
import io.datachat.apex.warehouse.standing.Standing.Dependent;
import io.datachat.apex.warehouse.standing.Standing.Index;
import io.datachat.apex.warehouse.standing.Standing.Kind;
import io.datachat.apex.warehouse.standing.Standing.Referrer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// By DuckDB's own tables. It keeps the statements that made things, and does not know which views read a table: every
/// view that names it counts.
final class DuckDbStanding {
    private final Facts facts;
    private final Table.Name name;
    private final List<Bind> named;

    DuckDbStanding(Facts facts, Table.Name name) {
        this.facts = facts;
        this.name = name;
        this.named = List.of(new Bind(name.schema(), Simple.TEXT), new Bind(name.table(), Simple.TEXT));
    }

    Optional<Standing> read() {
        return found(Kind.TABLE, "duckdb_tables()", "table_name")
                .or(() -> found(Kind.VIEW, "duckdb_views()", "view_name"))
                .or(() -> found(Kind.INDEX, "duckdb_indexes()", "index_name"));
    }

    private Optional<Standing> found(Kind kind, String from, String column) {
        return facts
                .ask(
                        "SELECT sql, comment FROM " + from
                                + " WHERE database_name = current_database() AND schema_name = ? AND " + column
                                + " = ?",
                        named)
                .stream()
                .findFirst()
                .map(row -> new Standing(
                        name,
                        kind,
                        bare(text(row[0])),
                        nullable(row[1]),
                        columns(),
                        constraints(),
                        indexes(),
                        dependents(),
                        referrers(),
                        List.of(),
                        List.of()));
    }

    private static String bare(String sql) {
        var text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }

    private List<Column> columns() {
        return facts.ask("""
            SELECT column_name, data_type, NOT is_nullable, column_default, comment FROM duckdb_columns()
            WHERE database_name = current_database() AND schema_name = ? AND table_name = ? ORDER BY column_index\
            """, named).stream()
                .map(row -> {
                    var expression = nullable(row[3]);
                    var generated = expression != null && generated(text(row[0]));
                    var sequence = expression != null
                            && expression.toLowerCase(Locale.ROOT).contains("nextval(");
                    return new Column(
                            text(row[0]),
                            text(row[1]),
                            Boolean.TRUE.equals(row[2]),
                            expression,
                            generated ? "VIRTUAL" : "",
                            sequence,
                            false,
                            nullable(row[4]));
                })
                .toList();
    }

    private boolean generated(String column) {
        var made = facts.ask("""
            SELECT sql FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = ?
            AND table_name = ?\
            """, named);
        if (made.isEmpty()) return false;
        var spelled = "(\"" + Pattern.quote(column.replace("\"", "\"\"")) + "\"|\\b" + Pattern.quote(column) + "\\b)";
        return Pattern.compile(spelled + "[^,]*GENERATED ALWAYS AS")
                .matcher(text(made.getFirst()[0]))
                .find();
    }

    private List<Constraint> constraints() {
        return facts.ask("""
            SELECT constraint_type, coalesce(constraint_name, ''), array_to_string(constraint_column_names, chr(10)),
              constraint_text FROM duckdb_constraints() WHERE database_name = current_database() AND schema_name = ?
            AND table_name = ? ORDER BY 1, 2, 3\
            """, named).stream()
                .map(row -> {
                    var kind = switch (text(row[0])) {
                        case "PRIMARY KEY" -> 'p';
                        case "UNIQUE" -> 'u';
                        case "FOREIGN KEY" -> 'f';
                        case "NOT NULL" -> 'n';
                        default -> 'c';
                    };
                    return new Constraint(text(row[1]), kind, text(row[3]), split(row[2]), null);
                })
                .toList();
    }

    private List<Index> indexes() {
        return facts.ask("""
            SELECT index_name, sql, comment, expressions FROM duckdb_indexes()
            WHERE database_name = current_database() AND schema_name = ? AND table_name = ? ORDER BY 1\
            """, named).stream()
                .map(row -> new Index(text(row[0]), bare(text(row[1])), List.of(), false, nullable(row[2])))
                .toList();
    }

    private List<Dependent> dependents() {
        var spelled = Pattern.compile(
                "(?<![\\w$])\"?" + Pattern.quote(name.table()) + "\"?(?![\\w$])", Pattern.CASE_INSENSITIVE);
        return facts
                .ask(
                        "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name ="
                                + " current_database() AND NOT internal ORDER BY 1, 2",
                        List.of())
                .stream()
                .filter(row -> spelled.matcher(text(row[2])).find())
                .map(row -> new Table.Name(text(row[0]), text(row[1])))
                .filter(view -> !view.equals(name))
                .map(view -> new Dependent("view " + view, view, null))
                .toList();
    }

    private List<Referrer> referrers() {
        return facts.ask("""
            SELECT coalesce(constraint_name, ''), schema_name, table_name, array_to_string(referenced_column_names,
              chr(10)) FROM duckdb_constraints() WHERE database_name = current_database()
            AND constraint_type = 'FOREIGN KEY' AND schema_name = ? AND referenced_table = ?\
            """, named).stream()
                .map(row -> new Referrer(text(row[0]), new Table.Name(text(row[1]), text(row[2])), split(row[3]), ""))
                .toList();
    }

    private static List<String> split(@Nullable Object names) {
        return Arrays.stream(text(names).split("\n"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static @Nullable String nullable(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
