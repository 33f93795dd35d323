package io.datachat.tests.board;

import io.datachat.apex.Apex;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/// A few orders in a real database, and a library that a test adds its dashboards to.
final class Shop {
    static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");

    private static final String MODEL = """
        datapoint:
          id: customer
          type: entity
          name: Customer
          source: customers
          primary_key: id
          dimensions: [region, city]
        ---
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: id
          time: ordered_at
          dimensions:
            channel: channel
            ordered_at: ordered_at
            size: cast(code as integer)
          relationships:
            - {name: buyer, to: customer, on: {customer_id: id}, cardinality: many_to_one}
        ---
        datapoint:
          id: gate
          type: entity
          name: Gate
          source: gate
          primary_key: id
          time: ordered_at
        ---
        datapoint: {id: orders, type: metric, name: Orders, execution: {entity: order, aggregation: count}}
        ---
        datapoint:
          id: revenue
          type: metric
          name: Revenue
          execution: {entity: order, aggregation: sum, expression: amount}
        ---
        datapoint:
          id: average
          type: metric
          name: Average
          execution: {ratio: {numerator: revenue, denominator: orders}}
        ---
        datapoint: {id: customers, type: metric, name: Customers, execution: {entity: customer, aggregation: count}}
        ---
        datapoint: {id: passed, type: metric, name: Passed, execution: {entity: gate, aggregation: count}}
        ---
        datapoint:
          id: own_words
          type: metric
          name: Own words
          execution:
            sql_template: select count(*) from @schema.orders tablesample @all
            result: {value: bigint}
        ---
        datapoint:
          id: hoped
          type: metric
          name: Hoped
          review: proposed
          execution: {metric: orders, filters: [channel = 'web']}
        """;

    private Shop() {}

    enum On {
        DUCKDB,
        POSTGRESQL
    }

    /// @param schema of its own for each test of a server
    static Apex open(Path folder, On on, String schema, String dashboards) throws IOException, SQLException {
        Files.createDirectories(folder.resolve("datapoints/user"));
        var database = switch (on) {
            case DUCKDB -> "{type: duckdb, path: shop.duckdb, ";
            case POSTGRESQL -> "{type: postgresql, url: \"" + Postgres.url() + "\", ";
        };
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: shop\ntime: {zone: UTC}\ndatabases:\n  shop: " + database + "schemas: [" + schema
                        + "], default_schema: " + schema + "}\n");
        Files.writeString(
                folder.resolve("datapoints/user/shop.yaml"),
                MODEL.replace("@schema", schema).replace("@all", on == On.DUCKDB ? "system(100%)" : "system (100)"));
        Files.writeString(folder.resolve("datapoints/user/boards.yaml"), dashboards);
        try (var connection = on == On.DUCKDB
                ? DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"))
                : Postgres.connect()) {
            change(connection, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            change(connection, "CREATE SCHEMA " + schema);
            change(
                    connection,
                    "CREATE TABLE " + schema + ".customers (id INTEGER PRIMARY KEY, region VARCHAR, city VARCHAR)");
            change(
                    connection,
                    "INSERT INTO " + schema + ".customers VALUES (1, 'North', 'Oslo'), (2, 'South', 'Rome'), (3,"
                            + " 'South', 'South')");
            change(
                    connection,
                    "CREATE TABLE " + schema + ".orders (id INTEGER PRIMARY KEY, customer_id INTEGER, channel VARCHAR,"
                            + " code VARCHAR, amount DECIMAL(12, 2), ordered_at TIMESTAMP)");
            change(connection, insert(schema, 1, "web", "1", "2026-10-01"));
            change(connection, insert(schema, 2, "web", "2", "2026-10-08"));
            change(connection, insert(schema, 3, "shop", "3", "2026-11-02"));
            change(connection, insert(schema, 4, "shop", "x", "2026-11-03"));
            var gated = on == On.DUCKDB
                    ? "SELECT * FROM " + schema + ".orders"
                    : "SELECT o.* FROM " + schema
                            + ".orders o CROSS JOIN (SELECT pg_advisory_xact_lock_shared(4711) AS opened) g";
            change(connection, "CREATE VIEW " + schema + ".gate AS " + gated);
        }
        return Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), NOW);
    }

    static String insert(String schema, int id, String channel, String code, String day) {
        return "INSERT INTO %s.orders VALUES (%d, %d, '%s', '%s', %d.50, TIMESTAMP '%s 10:00')"
                .formatted(schema, id, id % 3 + 1, channel, code, id, day);
    }

    static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
