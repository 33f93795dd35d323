package io.datachat.server;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// A project of two tables, an endless view, and a handful of DataPoints.
final class SmallShop {
    private static final String DATAPOINTS = """
        datapoint:
          id: customer
          type: entity
          name: Customer
          source: customers
          primary_key: [id]
          dimensions:
            - name: region
        ---
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: [id]
          time: ordered_at
          dimensions:
            - name: status
            - name: ordered_at
            - name: id
          relationships:
            - to: customer
              cardinality: many_to_one
              on: [{column: customer_id, target: id}]
        ---
        datapoint:
          id: endless
          type: entity
          name: Endless
          source: endless
          primary_key: [id]
          dimensions:
            - name: id
        ---
        datapoint:
          id: revenue
          type: metric
          name: Revenue
          definition: What customers paid.
          synonyms: [sales]
          unit: EUR
          execution:
            entity: order
            aggregation: sum
            expression: amount
        ---
        datapoint:
          id: orders
          type: metric
          name: Orders
          execution:
            entity: order
            aggregation: count
        ---
        datapoint:
          id: endless_sum
          type: metric
          name: Endless sum
          execution:
            entity: endless
            aggregation: sum
            expression: id
        ---
        datapoint:
          id: sales_overview
          type: dashboard
          name: Sales overview
          tiles:
            - title: Revenue by region
              metrics: [revenue]
              dimensions: [region]
              order: -revenue
            - title: Months
              metrics: orders
              grain: month
            - title: Customers
              dimensions: [customer.region]
        """;

    private static final String WORKSPACE = """
        workspace:
          name: sales
          description: Orders and who made them
          tables:
            orders: {grain: one row per order, filters: {paid: status = 'paid'}}
            customers: {}
          joins:
            - {from: orders, to: customers, on: {customer_id: id}}
          derived:
            net: {table: orders, expression: amount / 1.2}
          exemplars:
            - {question: How many orders has each region?, sql: "SELECT c.region, count(*) AS orders FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.region"}
        """;

    private SmallShop() {}

    static Project in(Path folder) throws IOException, SQLException {
        var file = folder.resolve("shop.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, region VARCHAR)");
            statement.execute("INSERT INTO customers VALUES (1, 'North'), (2, 'South'), (3, NULL)");
            statement.execute(
                    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers"
                            + " (id), ordered_at TIMESTAMP, status VARCHAR, amount DECIMAL(12, 2))");
            statement.execute(
                    "INSERT INTO orders SELECT i, i % 3 + 1, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 HOUR * i,"
                            + " CASE WHEN i % 10 = 0 THEN 'open' ELSE 'paid' END, i / 100.0 FROM range(20000) t(i)");
            statement.execute(
                    "CREATE VIEW endless AS SELECT a.range * 7 % 1000003 AS id FROM range(3000000) a, range(3000000)"
                            + " b");
        }
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), DATAPOINTS);
        Files.createDirectories(folder.resolve("datapoints/workspaces"));
        Files.writeString(folder.resolve("datapoints/workspaces/sales.yaml"), WORKSPACE);
        Files.writeString(folder.resolve("datachat.yaml"), """
            project: small_shop
            databases:
              shop:
                backend: duckdb
                path: shop.duckdb
            """);
        return new Project(
                folder,
                "small_shop",
                List.of(new Database(
                        "shop", Backend.DUCKDB, Path.of("shop.duckdb"), null, null, null, List.of(), null)),
                "shop",
                ZoneId.of("UTC"),
                new Limits(100_000, Duration.ofSeconds(20)));
    }
}
