package io.datachat.tests.golden;

import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The small shop of the golden cases, on both backends.
public final class GoldenWorld {
    public static final String SCHEMA = "golden_shop";

    private GoldenWorld() {}

    public static Connection duckdb(Path file) throws SQLException, IOException {
        var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        fill(connection);
        return connection;
    }

    public static Connection postgres() throws SQLException, IOException {
        var connection = Postgres.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            statement.execute("SET search_path = " + SCHEMA);
        }
        fill(connection);
        return connection;
    }

    /// A project over a DuckDB file with the shop.
    public static Engine engine(Path folder) throws SQLException, IOException {
        duckdb(Files.createDirectories(folder).resolve("shop.duckdb")).close();
        return engine(folder, "{type: duckdb, path: shop.duckdb}");
    }

    /// A project over a database that holds the shop.
    ///
    /// @param database its entry in datachat.yaml
    public static Engine engine(Path folder, String database) throws IOException {
        return engine(folder, database, GoldenCase.Setting.PLAIN);
    }

    static Engine engine(Path folder, String database, GoldenCase.Setting setting) throws IOException {
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: golden\ntime: " + setting.time() + "\ndatabases:\n  shop: " + database + "\n");
        for (var file : setting.files())
            Files.copy(file, folder.resolve("datapoints/user").resolve(file.getFileName()));
        return Engine.open(folder);
    }

    private static void fill(Connection connection) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            for (var sql : Files.readString(GoldenCase.ROOT.resolve("world/tables.sql"))
                    .split(";\\s*\\n", -1)) {
                if (!sql.isBlank()) statement.execute(sql);
            }
        }
    }
}
