package io.datachat.apex.warehouse.rollup;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.render.Executable.System.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Statements that fill a table beside the one in use and then take its place, so that readers see the old rows or the
/// new ones. The table is declared first and filled by INSERT: `CREATE TABLE … AS` takes no binds in PostgreSQL.
public final class RollupBuild {
    /// A schema in PostgreSQL, an attached file in DuckDB: written the same way in both.
    public static final String SCHEMA = "datachat_rollups";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");

    private RollupBuild() {}

    public static List<Executable.System> statements(Backend backend, String name, Executable.Compiled select) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("a rollup's name is lower snake case, at most 51 characters: " + name);
        var fresh = SCHEMA + "." + name + "__new";
        var columns = select.columns().stream()
                .map(column -> quoted(column.name()) + " " + spelled(backend, column.type()))
                .collect(Collectors.joining(", ", " (", ")"));
        var texts = new ArrayList<Executable.System>();
        if (backend == Backend.POSTGRESQL)
            texts.add(statement(select, "CREATE SCHEMA IF NOT EXISTS " + SCHEMA, List.of()));
        texts.add(statement(select, "DROP TABLE IF EXISTS " + fresh, List.of()));
        texts.add(statement(select, "CREATE TABLE " + fresh + columns, List.of()));
        texts.add(statement(select, "INSERT INTO " + fresh + " " + select.text(), select.binds()));
        texts.add(statement(select, "DROP TABLE IF EXISTS " + SCHEMA + "." + name, List.of()));
        texts.add(statement(select, "ALTER TABLE " + fresh + " RENAME TO " + name, List.of()));
        return texts;
    }

    private static Executable.System statement(Executable.Compiled select, String text, List<Bind> binds) {
        return new Executable.System(select.database(), Purpose.BUILD_ROLLUP, text, binds);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String spelled(Backend backend, DataType type) {
        return switch (type) {
            case DataType.Simple.DOUBLE -> "DOUBLE PRECISION";
            case DataType.Simple.INSTANT -> "TIMESTAMP WITH TIME ZONE";
            case DataType.Simple.BYTES -> backend == Backend.POSTGRESQL ? "BYTEA" : "BLOB";
            case DataType.Simple.TEXT -> "VARCHAR";
            case DataType.Simple simple -> simple.name();
            // PostgreSQL's sums carry as many digits as they need: a stated scale would round them.
            case DataType.Decimal(int precision, int scale) ->
                backend == Backend.POSTGRESQL ? "NUMERIC" : "DECIMAL(" + precision + ", " + scale + ")";
            case DataType.Array(DataType element) -> spelled(backend, element) + "[]";
            case DataType.Unknown(String nativeName) ->
                throw new IllegalArgumentException("a rollup cannot keep a column of type " + nativeName);
        };
    }
}
