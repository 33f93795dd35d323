package io.datachat.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Loads a demo world into PostgreSQL, so that the same question can be asked of both engines.
public final class DemoInPostgres {
    private DemoInPostgres() {}

    /// Replaces the schema `shop`.
    ///
    /// @param postgres a connection with auto-commit on, whose user may create schemas
    public static void load(Path duckdbFile, Connection postgres) throws SQLException {
        load(duckdbFile, postgres, "shop", DemoWorld.script("schema.sql"), DemoWorld.TABLES);
    }

    /// @param script makes the schema and its tables
    static void load(Path duckdbFile, Connection postgres, String schema, List<String> script, List<String> tables)
            throws SQLException {
        try (var source = DemoWorld.open(duckdbFile);
                var from = source.createStatement();
                var to = postgres.createStatement()) {
            to.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            for (var sql : script) to.execute(sql);
            var copies = postgres.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables) {
                try (var rows = from.executeQuery("SELECT * FROM " + schema + "." + table)) {
                    copy(rows, copies.copyIn("COPY " + schema + "." + table + " FROM STDIN"));
                }
            }
            to.execute("ANALYZE");
        } catch (IOException e) {
            throw new SQLException("the demo world could not be copied", e);
        }
    }

    /// PostgreSQL's text format: tabs between values, `\N` for null. Values are written as DuckDB prints them.
    private static void copy(ResultSet rows, CopyIn copy) throws SQLException, IOException {
        var columns = rows.getMetaData().getColumnCount();
        var line = new StringBuilder();
        while (rows.next()) {
            line.setLength(0);
            for (var column = 1; column <= columns; column++) {
                var value = rows.getString(column);
                line.append(column > 1 ? "\t" : "").append(value == null ? "\\N" : escaped(value));
            }
            var bytes = line.append('\n').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        copy.endCopy();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
