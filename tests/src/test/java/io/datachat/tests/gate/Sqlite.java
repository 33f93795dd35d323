package io.datachat.tests.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The rows of a folder in a SQLite of this process: the judge of queries in its dialect.
final class Sqlite {
    private Sqlite() {}

    static Connection of(Path data) throws SQLException, IOException {
        var sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
        var schema = new ObjectMapper().readTree(data.resolve("schema.json").toFile());
        for (var table : schema.properties()) {
            List<JsonNode> columns =
                    StreamSupport.stream(table.getValue().spliterator(), false).toList();
            var declared = columns.stream()
                    .map(column -> GoldDatabase.plain(column.path("name").asText()) + " "
                            + type(column.path("type").asText()))
                    .collect(Collectors.joining(", "));
            try (var statement = sqlite.createStatement()) {
                statement.execute("CREATE TABLE " + table.getKey() + " (" + declared + ")");
            }
            var marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                    var reading = duck.createStatement();
                    var rows = reading.executeQuery("SELECT * FROM read_csv('" + data.resolve(table.getKey() + ".csv")
                            + "', header = true, all_varchar = true, nullstr = '')");
                    var insert = sqlite.prepareStatement("INSERT INTO " + table.getKey() + " VALUES (" + marks + ")")) {
                while (rows.next()) {
                    for (var column = 1; column <= columns.size(); column++)
                        insert.setString(column, rows.getString(column));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        return sqlite;
    }

    /// With an affinity that makes numbers of the texts of a file.
    private static String type(String type) {
        return switch (type) {
            case "BIGINT" -> "INTEGER";
            case "DOUBLE" -> "REAL";
            default -> "TEXT";
        };
    }
}
