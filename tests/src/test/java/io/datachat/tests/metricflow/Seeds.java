package io.datachat.tests.metricflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// The seed tables, in a schema of a real database.
final class Seeds {
    static final String SCHEMA = "mf_demo";

    private final Path folder;
    private final Map<String, List<Column>> tables = new HashMap<>();

    private record Column(String name, String type) {}

    Seeds(Path folder) {
        this.folder = folder;
        try {
            var schema =
                    new ObjectMapper().readTree(folder.resolve("schema.json").toFile());
            for (var table : schema.properties()) tables.put(table.getKey(), columns(table.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Column> columns(JsonNode json) {
        List<Column> columns = new ArrayList<>();
        for (var column : json)
            columns.add(
                    new Column(column.path("name").asText(), column.path("type").asText()));
        return columns;
    }

    void loadDuckDb(Connection into) throws SQLException {
        try (var statement = into.createStatement()) {
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (var table : tables.keySet()) {
                statement.execute(create(table, false));
                statement.execute("COPY " + SCHEMA + "." + table + " FROM '" + file(table)
                        + "' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', NULLSTR '',"
                        + " ALLOW_QUOTED_NULLS false)");
            }
        }
    }

    void loadPostgres(Connection into) throws SQLException, IOException {
        try (var statement = into.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            var copy = into.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables.keySet()) {
                statement.execute(create(table, true));
                try (var reader = Files.newBufferedReader(file(table))) {
                    copy.copyIn("COPY " + SCHEMA + "." + table + " FROM STDIN (FORMAT csv, HEADER true)", reader);
                }
            }
        }
    }

    private Path file(String table) {
        return folder.resolve(table + ".csv").toAbsolutePath().normalize();
    }

    private String create(String table, boolean postgres) {
        List<String> columns = new ArrayList<>();
        for (var column : tables.getOrDefault(table, List.of())) {
            var type = postgres && column.type.equals("DOUBLE") ? "DOUBLE PRECISION" : column.type;
            columns.add('"' + column.name + "\" " + type);
        }
        return "CREATE TABLE " + SCHEMA + "." + table + " (" + String.join(", ", columns) + ")";
    }
}
