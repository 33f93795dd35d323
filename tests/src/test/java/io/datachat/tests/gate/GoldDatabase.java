package io.datachat.tests.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.postgresql.PGConnection;

/// One of the databases that the queries are about, in a real PostgreSQL, with an engine in front of it.
record GoldDatabase(String name, Connection plain, Engine engine) implements AutoCloseable {
    private static final int ROWS = 60;
    private static final long SEED = 20_260_621;

    static GoldDatabase open(String suite, String name, Path cases, Path folder) throws SQLException, IOException {
        var database = suite + "_" + name;
        var url = Postgres.database(database);
        var plain = DriverManager.getConnection(url);
        switch (suite) {
            case "defog" -> script(plain, Gold.text(cases.resolve("sql/defog/" + name + ".sql")));
            case "bird" -> bird(plain, cases, name);
            case "spider" -> spider(plain, cases.resolve("sql/spider/data/" + name));
            default -> {
                script(plain, Gold.text(cases.resolve("sakila/postgres-sakila-schema.sql")));
                script(plain, Gold.text(cases.resolve("sakila/postgres-sakila-insert-data-using-copy.sql")));
                plain.close();
                plain = DriverManager.getConnection(url);
            }
        }
        try (var statement = plain.createStatement()) {
            statement.execute("ANALYZE; SET TIME ZONE 'UTC'");
        }
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: gold\nlimits: {rows: 1000000}\ndatabases:\n  main: {type: postgresql, url: \"" + url + "\"}\n");
        return new GoldDatabase(name, plain, Engine.open(folder));
    }

    /// Statements, with rows of COPY between them.
    private static void script(Connection into, String text) throws SQLException, IOException {
        var statements = new StringBuilder();
        var lines = text.lines().iterator();
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith("COPY ") && line.endsWith("FROM stdin;")) {
                run(into, statements);
                var rows = new StringBuilder();
                for (var row = lines.next(); !row.equals("\\."); row = lines.next())
                    rows.append(row).append('\n');
                into.unwrap(PGConnection.class).getCopyAPI().copyIn(line, new StringReader(rows.toString()));
            } else if (!line.contains("OWNER TO") && !line.contains("PROCEDURAL LANGUAGE")) {
                statements.append(line).append('\n');
            }
        }
        run(into, statements);
    }

    private static void run(Connection into, StringBuilder statements) throws SQLException {
        if (statements.toString().isBlank()) return;
        try (var statement = into.createStatement()) {
            statement.execute(statements.toString());
        }
        statements.setLength(0);
    }

    private static void spider(Connection into, Path data) throws SQLException, IOException {
        var schema = new ObjectMapper().readTree(data.resolve("schema.json").toFile());
        for (var table : schema.properties()) {
            var columns = StreamSupport.stream(table.getValue().spliterator(), false)
                    .map(column -> plain(column.path("name").asText()) + " "
                            + postgres(column.path("type").asText()))
                    .collect(Collectors.joining(", "));
            try (var statement = into.createStatement();
                    var rows = Files.newBufferedReader(data.resolve(table.getKey() + ".csv"))) {
                statement.execute("CREATE TABLE " + table.getKey() + " (" + columns + ")");
                into.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table.getKey() + " FROM STDIN (FORMAT csv, HEADER true)", rows);
            }
        }
    }

    /// Names fold to lower case, as they do for whoever writes them bare; what cannot stand bare is quoted.
    static String plain(String name) {
        return name.matches("\\w+") ? name : quoted(name);
    }

    private static String postgres(String type) {
        return type.equals("DOUBLE") ? "DOUBLE PRECISION" : type.equals("DATETIME") ? "TIMESTAMP" : type;
    }

    /// Rows are made up of the values that the schema gives as samples; equal values meet in joins.
    private static void bird(Connection into, Path cases, String name) throws SQLException, IOException {
        var tables = new ObjectMapper()
                .readTree(cases.resolve("sql/bird/schemas.json").toFile())
                .path(name)
                .path("tables");
        var random = new Random(SEED);
        for (var table : tables.properties()) {
            List<JsonNode> columns = new ArrayList<>();
            table.getValue().path("columns").forEach(columns::add);
            var declared = columns.stream()
                    .map(column -> quoted(column.path("name").asText()) + " "
                            + column.path("type").asText())
                    .collect(Collectors.joining(", "));
            var key = columns.stream()
                    .filter(column -> column.path("primary_key").asBoolean())
                    .map(column -> quoted(column.path("name").asText()))
                    .collect(Collectors.joining(", "));
            try (var statement = into.createStatement()) {
                statement.execute("CREATE TABLE " + quoted(table.getKey()) + " (" + declared
                        + (key.isEmpty() ? "" : ", PRIMARY KEY (" + key + ")") + ")");
                for (var row = 1; row <= ROWS; row++) {
                    var number = row;
                    var values = columns.stream()
                            .map(column -> value(column, number, random))
                            .collect(Collectors.joining(", "));
                    statement.execute("INSERT INTO " + quoted(table.getKey()) + " VALUES (" + values + ")");
                }
            }
        }
    }

    private static String value(JsonNode column, int row, Random random) {
        var type = column.path("type").asText().toUpperCase(Locale.ROOT);
        var key = column.path("primary_key").asBoolean();
        var samples = column.path("value_samples");
        if (key && type.contains("INT")) return Integer.toString(row);
        if (!key && random.nextInt(12) == 0) return "NULL";
        if (column.path("name").asText().endsWith("id") && type.contains("INT"))
            return Integer.toString(1 + random.nextInt(ROWS));
        if (samples.isEmpty()) return type.contains("INT") || type.contains("REAL") ? "" + random.nextInt(50) : "NULL";
        var sample = samples.get(random.nextInt(samples.size())).asText();
        return "'" + sample.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    public void close() throws SQLException {
        engine.close();
        plain.close();
    }
}
