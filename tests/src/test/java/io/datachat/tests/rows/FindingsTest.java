package io.datachat.tests.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.check.rows.Finding;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.warehouse.profile.Sampling;
import io.datachat.apex.warehouse.snapshot.Catalogs;
import io.datachat.tests.world.Postgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults put into data and definitions, one at a time: the answer stays what it is, and the receipt tells.
class FindingsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T09:00:00Z");

    private static final List<String> RIGHT = List.of(
            "{\"metrics\": [\"revenue\"]}",
            "{\"metrics\": [\"revenue\", \"sales\", \"refund_rate\"], \"dimensions\": [\"region\"]}",
            "{\"metrics\": [\"sales\"], \"dimensions\": [\"gift\"], \"shares\": true}",
            "{\"metrics\": [\"sales\", \"revenue\"], \"grain\": \"day\", \"period\": {\"from\": \"2026-03-03\","
                    + " \"to\": \"2026-03-20\"}}",
            "{\"metrics\": [\"sales\"], \"grain\": \"week\", \"period\": {\"from\": \"2026-03-03\", \"to\":"
                    + " \"2026-03-20\"}, \"compare\": \"previous_period\"}",
            "{\"metrics\": [\"sales\"], \"period\": {\"from\": \"2020-01-01\", \"to\": \"2020-03-01\"}}",
            "{\"metrics\": [\"dearest\"], \"dimensions\": [\"region\"]}",
            "{\"metrics\": [\"raw\"], \"dimensions\": [\"region\"]}");

    private static final List<String> RIGHT_SQL = List.of(
            "SELECT code, title FROM regions",
            "SELECT count(*) FROM sales WHERE amount < 0",
            "SELECT region, sum(amount) FROM sales GROUP BY region",
            "SELECT title FROM regions LIMIT 1",
            "SELECT s.id, r.title FROM sales s LEFT JOIN regions r ON r.code = s.region");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void right_answers_have_none(Backend backend) throws Exception {
        make(backend);
        try (var apex = open()) {
            for (var request : RIGHT) assertEquals("", findings(apex, request), request);
            for (var sql : RIGHT_SQL) assertEquals("", findings(apex, SqlQuery.of(sql)), sql);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_share_of_130_percent(Backend backend) throws Exception {
        make(backend, "UPDATE findings.sales SET refunded = amount * 1.3 WHERE region = 'it'");
        try (var apex = open()) {
            assertEquals(
                    "refund_rate: 1.3 in 1 row (first: region it), expected from 0 to 1, as refund_rate says [FN107]",
                    findings(apex, "{\"metrics\": [\"refund_rate\"], \"dimensions\": [\"region\"]}"));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_value_that_is_never_null_is(Backend backend) throws Exception {
        make(backend, "UPDATE findings.sales SET amount = NULL WHERE region = 'es'");
        try (var apex = open()) {
            assertEquals(
                    "revenue: NULL in 1 row (first: region es), expected never NULL, as revenue says [FN106]",
                    findings(apex, "{\"metrics\": [\"revenue\"], \"dimensions\": [\"region\"]}"));
            assertEquals(
                    "", findings(apex, "{\"metrics\": [\"average\"], \"dimensions\": [\"region\"]}"), "not promised");
        }
    }

    /// The catalog says NOT NULL, as it was when it was read.
    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_column_that_is_never_null_is(Backend backend) throws Exception {
        make(backend);
        try (var apex = open()) {
            if (backend == Backend.DUCKDB) return; // its file has one writer, and the engine has it
            change(backend, "ALTER TABLE findings.sales ALTER COLUMN day DROP NOT NULL");
            change(backend, "UPDATE findings.sales SET day = NULL WHERE id IN (3, 4)");
            assertEquals(
                    "day: NULL in 2 rows (first: id 3), expected never NULL, as its column says [FN106]",
                    findings(apex, SqlQuery.of("SELECT id, day FROM sales ORDER BY id")));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void rows_that_are_there_twice(Backend backend) throws Exception {
        make(backend, "INSERT INTO findings.regions VALUES ('it', 'Italia')");
        try (var apex = open()) {
            assertEquals(
                    "1 more of the same (first: code it), expected one row for each code [FN105]",
                    findings(apex, SqlQuery.of("SELECT code, title FROM regions ORDER BY code, title DESC")));
            assertEquals("", findings(apex, SqlQuery.of("SELECT title FROM regions")), "it does not show the key");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void more_rows_than_a_template_has(Backend backend) throws Exception {
        make(backend);
        var doubled = definitions().replace("FROM findings.sales GROUP", "FROM findings.sales GROUP BY 1, day --");
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), doubled);
        try (var apex = open()) {
            assertEquals(
                    "100 rows, expected from 1 to 4, as raw says [FN103]",
                    findings(apex, "{\"metrics\": [\"raw\"], \"dimensions\": [\"region\"]}"));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void fewer_rows_than_a_template_has(Backend backend) throws Exception {
        make(backend, "DELETE FROM findings.sales");
        try (var apex = open()) {
            assertEquals(
                    "0 rows, expected from 1 to 4, as raw says [FN104]",
                    findings(apex, "{\"metrics\": [\"raw\"], \"dimensions\": [\"region\"]}"));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_column_that_is_not_there(Backend backend) throws Exception {
        make(backend);
        var other = definitions()
                .replace("SELECT region, max(amount) AS dearest", "SELECT region AS area, max(amount) AS dearest")
                .replace(
                        "SELECT region, bit_length('') + sum(amount) AS raw",
                        "SELECT region AS area, bit_length('') + sum(amount) AS raw");
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), other);
        try (var apex = open()) {
            assertEquals(
                    "region: the statement gives area, dearest, expected a column of that name, as dearest declares"
                            + " [FN101]",
                    findings(apex, "{\"metrics\": [\"dearest\"], \"dimensions\": [\"area\"]}"));
            assertEquals(
                    "region: it is called area, expected column 1 of that name [FN101]",
                    findings(apex, "{\"metrics\": [\"raw\"], \"dimensions\": [\"region\"]}"));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_column_of_another_type(Backend backend) throws Exception {
        make(backend);
        var other = definitions()
                .replace(
                        "SELECT region, bit_length('') + sum(amount) AS raw",
                        "SELECT bit_length('') + sum(amount) AS raw, region");
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), other);
        try (var apex = open()) {
            var found = findings(apex, "{\"metrics\": [\"raw\"], \"dimensions\": [\"region\"]}");
            assertEquals(
                    "region: it is called raw, expected column 1 of that name [FN101]\n"
                            + "raw: it is called region, expected column 2 of that name [FN101]\n"
                            + "region: values of another type, expected text [FN102]\n"
                            + "raw: values of another type, expected double [FN102]",
                    found);
        }
    }

    /// March was measured, then its rows went away.
    @ParameterizedTest
    @EnumSource(Backend.class)
    void nothing_in_a_period_that_had_rows(Backend backend) throws Exception {
        make(backend);
        profile();
        change(backend, "DELETE FROM findings.sales WHERE day >= DATE '2026-03-01'");
        try (var apex = open()) {
            var march = ", \"period\": {\"from\": \"2026-03-01\", \"to\": \"2026-04-02\"}";
            var told = "expected rows of findings.sales, which were measured from 2026-01-01T00:00 to 2026-03-31T00:00"
                    + " [FN108]";
            assertEquals("no values, " + told, findings(apex, "{\"metrics\": [\"sales\"]" + march + "}"));
            assertEquals(
                    "no rows, " + told,
                    findings(apex, "{\"metrics\": [\"revenue\"], \"dimensions\": [\"region\"]" + march + "}"));
            assertEquals(
                    "",
                    findings(
                            apex,
                            "{\"metrics\": [\"sales\"], \"filters\": [{\"field\": \"region\", \"op\": \"=\","
                                    + " \"values\": [\"it\"]}]"
                                    + march + "}"),
                    "a filter may leave nothing");
            assertEquals(
                    "",
                    findings(
                            apex,
                            "{\"metrics\": [\"sales\"], \"period\": {\"from\": \"2026-05-01\", \"to\":"
                                    + " \"2026-06-01\"}}"),
                    "nobody knows of May");
        }
    }

    /// Who sees values masked is told what is odd, of no row.
    @ParameterizedTest
    @EnumSource(Backend.class)
    void nothing_is_told_of_a_row_to_those_who_see_it_masked(Backend backend) throws Exception {
        make(backend, "UPDATE findings.sales SET refunded = amount * 1.3 WHERE region = 'it'");
        Files.writeString(
                folder.resolve("datachat.yaml"),
                Files.readString(folder.resolve("datachat.yaml"))
                        + "access: {roles: [{name: guest, tables: [{table: findings.sales, masks: {region:"
                        + " \"'***'\"}}]}]}\n");
        try (var apex = open()) {
            var guest = new Viewer("gil", Set.of("guest"), false);
            var asking = new Asking(guest, NOW, Duration.ofSeconds(30), new Cancellation());
            var query = metrics("{\"metrics\": [\"refund_rate\"], \"dimensions\": [\"id\"]}");
            var found = apex.answer(query, asking).receipt().findings();
            assertEquals(1, found.size(), found.toString());
            assertEquals(
                    "refund_rate: 1.3 in 25 rows, expected from 0 to 1, as refund_rate says [FN107]",
                    found.getFirst().line());
        }
    }

    private static String findings(Apex apex, String request) {
        return findings(apex, metrics(request));
    }

    private static String findings(Apex apex, Query query) {
        Answer answer = apex.answer(query, Asking.local(NOW));
        return answer.receipt().findings().stream().map(Finding::line).collect(Collectors.joining("\n"));
    }

    private static Query metrics(String request) {
        return MetricRequestReader.read(request.getBytes(StandardCharsets.UTF_8))
                .query();
    }

    private void profile() {
        try (var apex = open()) {
            var warehouse = apex.warehouse("shop");
            var measured = Sampling.measure(
                    warehouse, apex.catalogs().getFirst(), new Cancellation(), Sampling.Progress.SILENT);
            new Catalogs(folder.resolve(".datachat")).keep(measured);
        }
    }

    private Apex open() {
        return Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), NOW);
    }

    private void make(Backend backend, String... changes) throws Exception {
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), definitions());
        var database = "{type: duckdb, path: shop.duckdb, schemas: [findings], default_schema: findings}";
        if (backend == Backend.POSTGRESQL) {
            change(backend, "DROP SCHEMA IF EXISTS findings CASCADE");
            database = "{type: postgresql, url: \"" + Postgres.url()
                    + "\", schemas: [findings], default_schema: findings}";
        }
        Files.writeString(folder.resolve("datachat.yaml"), "name: findings\ndatabases:\n  shop: " + database + "\n");
        change(backend, "CREATE SCHEMA findings");
        change(backend, "CREATE TABLE findings.regions (code VARCHAR NOT NULL, title VARCHAR NOT NULL)");
        change(
                backend,
                "INSERT INTO findings.regions VALUES ('it', 'Italy'), ('es', 'Spain'), ('fr', 'France'), ('pl',"
                        + " 'Poland')");
        change(backend, """
            CREATE TABLE findings.sales (id INTEGER PRIMARY KEY, day DATE NOT NULL, region VARCHAR NOT NULL,
                gift BOOLEAN, amount DECIMAL(10,2), refunded DECIMAL(10,2))\
            """);
        change(backend, """
            INSERT INTO findings.sales
            SELECT i, DATE '2026-01-01' + CAST(CASE WHEN i = 100 THEN 89 ELSE (i * 7) % 89 END AS INTEGER),
                CASE i % 4 WHEN 0 THEN 'it' WHEN 1 THEN 'es' WHEN 2 THEN 'fr' ELSE 'pl' END, i % 3 = 0, 10, 1
            FROM generate_series(1, 100) AS t(i)\
            """);
        for (var sql : changes) change(backend, sql);
    }

    private void change(Backend backend, String sql) throws SQLException {
        try (var connection = connection(backend);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection(Backend backend) throws SQLException {
        return backend == Backend.DUCKDB
                ? DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"))
                : Postgres.connect();
    }

    private static String definitions() {
        return """
            datapoint: {id: region, type: entity, name: Region, source: regions, primary_key: code, dimensions: [title]}
            ---
            datapoint: {id: sale, type: entity, name: Sale, source: sales, primary_key: id, time: day, dimensions: [id, region, gift]}
            ---
            datapoint: {id: revenue, type: metric, name: Revenue, nulls: never, execution: {entity: sale, aggregation: sum, expression: amount}}
            ---
            datapoint: {id: average, type: metric, name: Average, execution: {entity: sale, aggregation: avg, expression: amount}}
            ---
            datapoint: {id: refunds, type: metric, name: Refunds, execution: {entity: sale, aggregation: sum, expression: refunded}}
            ---
            datapoint: {id: sales, type: metric, name: Sales, execution: {entity: sale, aggregation: count}}
            ---
            datapoint: {id: refund_rate, type: metric, name: Refund rate, plausible: {from: 0, to: 1}, execution: {ratio: {numerator: refunds, denominator: revenue}}}
            ---
            datapoint:
              id: dearest
              type: metric
              name: Dearest
              execution:
                sql_template: SELECT region, max(amount) AS dearest FROM findings.sales GROUP BY region HAVING count(*) > 1
                result: {region: text, dearest: "decimal(10,2)"}
                rows: {from: 1, to: 4}
            ---
            datapoint:
              id: raw
              type: metric
              name: Raw
              execution:
                sql_template: "SELECT region, bit_length('') + sum(amount) AS raw FROM findings.sales GROUP BY region"
                result: {region: text, raw: double}
                rows: {from: 1, to: 4}
            """;
    }
}
