package io.datachat.tests.benchmark.algebra;

import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.benchmark.Figures.Figure;
import io.datachat.tests.benchmark.Sample;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Two facts under one dimension: our SQL against the faster of two hand-written statements that aggregate before they
/// join, on both engines, and the number right.
final class ChasmBenchmark {
    private static final int ROUNDS = 15;
    private static final double MOST = 1.2;
    private static final String DEFINITIONS = """
        datapoint: {id: shop, type: entity, name: Shop, source: shops, primary_key: id, dimensions: [city]}
        ---
        datapoint:
          id: sale
          type: entity
          name: Sale
          source: sales
          primary_key: id
          relationships: [{to: shop, cardinality: many_to_one, on: {shop_id: id}}]
        ---
        datapoint:
          id: cost
          type: entity
          name: Cost
          source: costs
          primary_key: id
          relationships: [{to: shop, cardinality: many_to_one, on: {shop_id: id}}]
        ---
        datapoint: {id: sold, type: metric, name: Sold, definition: Made., owner: tests, execution: {entity: sale, aggregation: sum, expression: amount}}
        ---
        datapoint: {id: spent, type: metric, name: Spent, definition: Made., owner: tests, execution: {entity: cost, aggregation: sum, expression: amount}}
        """;
    /// Keeps facts without a shop, as ours does.
    private static final String BY_CITY = """
        SELECT COALESCE(s.city, c.city) AS city, s.sold, c.spent
        FROM (SELECT shops.city, SUM(sales.amount) AS sold FROM chasm.sales LEFT JOIN chasm.shops ON shops.id = sales.shop_id GROUP BY shops.city) s
        FULL JOIN (SELECT shops.city, SUM(costs.amount) AS spent FROM chasm.costs LEFT JOIN chasm.shops ON shops.id = costs.shop_id GROUP BY shops.city) c
          ON s.city = c.city
        ORDER BY city
        """;
    /// Loses facts without a shop; there are none here.
    private static final String BY_KEY = """
        SELECT shops.city, SUM(s.sold) AS sold, SUM(c.spent) AS spent
        FROM chasm.shops
        LEFT JOIN (SELECT shop_id, SUM(amount) AS sold FROM chasm.sales GROUP BY shop_id) s ON s.shop_id = shops.id
        LEFT JOIN (SELECT shop_id, SUM(amount) AS spent FROM chasm.costs GROUP BY shop_id) c ON c.shop_id = shops.id
        GROUP BY shops.city
        ORDER BY city
        """;
    private static final MetricQuery QUESTION = MetricRequestReader.read(
                    "{\"metrics\": [\"sold\", \"spent\"], \"dimensions\": [\"shop.city\"]}"
                            .getBytes(StandardCharsets.UTF_8))
            .query();

    private ChasmBenchmark() {}

    /// @param arguments an empty folder
    public static void main(String[] arguments) throws IOException, SQLException {
        for (var keys : new int[] {1_000, 100_000}) {
            var folder = Path.of(arguments[0]).resolve("duckdb_" + keys);
            Files.createDirectories(folder);
            var file = folder.resolve("world.duckdb");
            try (var duckdb = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                fill(duckdb, keys);
            }
            var database = "{type: duckdb, path: world.duckdb, schemas: [chasm], default_schema: chasm}";
            var sql = sql(folder, database);
            try (var duckdb = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                measure("DuckDB", duckdb, keys, sql);
            }
            try (var postgres = Postgres.connect()) {
                fill(postgres, keys);
                var own = Path.of(arguments[0]).resolve("postgres_" + keys);
                var address =
                        "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [chasm], default_schema: chasm}";
                measure("PostgreSQL", postgres, keys, sql(own, address));
            }
        }
    }

    private static void fill(Connection connection, int keys) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS chasm CASCADE");
            statement.execute("CREATE SCHEMA chasm");
            statement.execute("CREATE TABLE chasm.shops (id integer PRIMARY KEY, city varchar)");
            statement.execute("INSERT INTO chasm.shops SELECT i, 'city ' || (i % 500) FROM generate_series(1, " + keys
                    + ") AS t(i)");
            for (var fact : List.of("sales", "costs")) {
                statement.execute("CREATE TABLE chasm." + fact
                        + " (id integer PRIMARY KEY, shop_id integer, amount decimal(12,2))");
                statement.execute("INSERT INTO chasm." + fact + " SELECT i, 1 + i % " + keys
                        + ", (i % 997) / 4.0 FROM generate_series(1, " + 30 * keys + ") AS t(i)");
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private static String sql(Path folder, String database) throws IOException {
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datachat.yaml"), "name: chasm\ndatabases:\n  main: " + database + "\n");
        Files.writeString(folder.resolve("datapoints/user/chasm.yaml"), DEFINITIONS);
        try (var engine = Engine.open(folder)) {
            return engine.apex()
                    .dryRun(QUESTION, Asking.local(Engine.AS_OF))
                    .receipt()
                    .sql();
        }
    }

    private static void measure(String backend, Connection connection, int keys, String sql) throws SQLException {
        var right = rows(connection, BY_CITY);
        for (var other : List.of(BY_KEY, sql))
            if (!rows(connection, other).equals(right)) throw new SQLException("other rows than by hand:\n" + other);
        var ours = new long[ROUNDS];
        var byCity = new long[ROUNDS];
        var byKey = new long[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            byCity[round] = time(connection, BY_CITY);
            byKey[round] = time(connection, BY_KEY);
            ours[round] = time(connection, sql);
        }
        var our = Sample.of(ours);
        var theirs = Stream.of(byCity, byKey)
                .map(Sample::of)
                .min(Comparator.comparingDouble(sample -> sample.nanos(0.5)))
                .orElseThrow();
        var ratio = our.nanos(0.5) / theirs.nanos(0.5);
        Figures.print(new Figure(
                "two facts of " + keys + " × 30 rows under one dimension, " + backend,
                "p50 " + our.p50(),
                "by hand: p50 " + theirs.p50() + "; " + Figures.times(our.nanos(0.5), theirs.nanos(0.5)),
                "≤ 1.2 ×, same " + right.size() + " rows",
                Figures.met(ratio <= MOST)));
    }

    private static long time(Connection connection, String sql) throws SQLException {
        var before = System.nanoTime();
        rows(connection, sql);
        return System.nanoTime() - before;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next())
                rows.add(result.getString(1) + " " + result.getBigDecimal(2) + " " + result.getBigDecimal(3));
        }
        rows.sort(null);
        return rows;
    }
}
