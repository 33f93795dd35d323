package io.datachat.tests.golden;

import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The small shop of the golden cases, on both backends.
final class GoldenWorld {
    static final String SCHEMA = "golden_shop";

    private GoldenWorld() {}

    static Connection duckdb(Path file) throws SQLException, IOException {
        var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        fill(connection);
        return connection;
    }

    static Connection postgres() throws SQLException, IOException {
        var connection = Postgres.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            statement.execute("SET search_path = " + SCHEMA);
        }
        fill(connection);
        return connection;
    }

    private static void fill(Connection connection) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            for (var sql : Files.readString(GoldenCase.ROOT.resolve("world/tables.sql")).split(";\\s*\\n", -1)) {
                if (!sql.isBlank()) statement.execute(sql);
            }
        }
    }
}
