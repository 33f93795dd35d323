package io.datachat.tests.benchmark;

import io.datachat.tests.benchmark.Figures.Figure;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;

/// A whole metric query over HTTP, rows and all, against the same statement over bare JDBC; one client, one real
/// PostgreSQL.
final class AnswerBenchmark {
    private static final int WARM_UP = 4_000;
    private static final int BLOCKS = 10;
    private static final int BLOCK = 400;
    private static final double MOST_ADDED = 1e6;
    private static final Pattern SQL = Pattern.compile("\"sql\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String DEFINITIONS = """
        datapoint:
          {id: sale, type: entity, name: Sale, source: sales, primary_key: id, dimensions: [channel, status]}
        ---
        datapoint:
          id: revenue
          type: metric
          name: Revenue
          definition: Made to be measured.
          owner: tests
          execution: {entity: sale, aggregation: sum, expression: amount}
        """;

    private AnswerBenchmark() {}

    /// @param arguments the launcher and an empty folder
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        var project = Path.of(arguments[1]);
        try (var jdbc = Postgres.connect()) {
            fill(jdbc);
            write(project);
            try (var server = Served.start(Path.of(arguments[0]), project);
                    var wire = new Wire(server.port());
                    var statement = jdbc.prepareStatement(sql(wire))) {
                for (var number = 0; number < WARM_UP; number++) {
                    overHttp(wire, -number);
                    overJdbc(statement, -number);
                }
                measure(wire, statement);
            }
        }
    }

    private static void fill(Connection jdbc) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS benchmark CASCADE");
            statement.execute("CREATE SCHEMA benchmark");
            statement.execute("CREATE TABLE benchmark.sales (id bigint PRIMARY KEY, channel text, status text, amount"
                    + " numeric(12,2))");
            statement.execute("INSERT INTO benchmark.sales SELECT i, 'channel ' || i % 5, 'v' || i % 7, i FROM"
                    + " generate_series(1, 200) i");
            statement.execute("ANALYZE benchmark.sales");
        }
    }

    private static void write(Path project) throws IOException {
        Files.createDirectories(project.resolve("datapoints/user"));
        Files.writeString(project.resolve("datapoints/user/sales.yaml"), DEFINITIONS);
        Files.writeString(
                project.resolve("datachat.yaml"),
                "name: benchmark\ndatabases:\n  main: {type: postgresql, url: \"" + Postgres.url()
                        + "\", schemas: [benchmark], default_schema: benchmark}\n");
    }

    private static String question(int number, boolean dryRun) {
        return "{\"metrics\": [\"revenue\"], \"dimensions\": [\"channel\"], \"dry_run\": " + dryRun
                + ", \"filters\": [{\"field\": \"status\", \"op\": \"ne\", \"value\": \"v" + number + "\"}]}";
    }

    private static String sql(Wire wire) throws IOException {
        var response = wire.ask(question(0, true)).text();
        var found = SQL.matcher(response);
        if (!found.find()) throw new IOException(response);
        return found.group(1).replace("\\n", "\n").replace("\\\"", "\"");
    }

    private static void overHttp(Wire wire, int number) throws IOException {
        var response = wire.ask(question(number, false));
        if (!response.ok() || !response.text().contains("\"channel 4\"")) throw new IOException(response.text());
    }

    private static void overJdbc(PreparedStatement statement, int number) throws SQLException {
        statement.setString(1, "v" + number);
        var rows = 0;
        try (var result = statement.executeQuery()) {
            while (result.next()) if (result.getString(1) != null && result.getBigDecimal(2) != null) rows++;
        }
        if (rows != 5) throw new SQLException("expected 5 rows, not " + rows);
    }

    /// Short blocks by turns, so that both meet the same other load on the machine.
    private static void measure(Wire wire, PreparedStatement statement) throws IOException, SQLException {
        var http = new long[BLOCKS * BLOCK];
        var jdbc = new long[BLOCKS * BLOCK];
        for (var block = 0; block < BLOCKS; block++) {
            for (var i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                var before = System.nanoTime();
                overHttp(wire, i);
                http[i] = System.nanoTime() - before;
            }
            for (var i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                var before = System.nanoTime();
                overJdbc(statement, i);
                jdbc[i] = System.nanoTime() - before;
            }
        }
        var whole = Sample.of(http);
        var bare = Sample.of(jdbc);
        var added = whole.nanos(0.5) - bare.nanos(0.5);
        Figures.print(new Figure(
                "metric query over HTTP, PostgreSQL, uncached, one client",
                "p50 " + whole.p50() + ", p99 " + whole.p99() + "; added p50 " + Sample.time(added),
                "same SQL over JDBC: p50 " + bare.p50() + ", p99 " + bare.p99() + "; "
                        + Figures.times(whole.nanos(0.5), bare.nanos(0.5)),
                "added p50 < " + Sample.time(MOST_ADDED),
                Figures.met(added < MOST_ADDED)));
    }
}
