package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a person gets who mistypes, or whose surroundings are broken: a clear error, the right exit code, no stack
/// trace.
class UnhappyTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void make_a_demo() {
        var demo = new Shell(folder).run("demo", "--scale", "small", "--quiet");
        assertEquals(0, demo.code(), demo.err());
    }

    private record Case(int code, String error, List<String> arguments) {
        static Case of(int code, String error, String... arguments) {
            return new Case(code, error, List.of(arguments));
        }
    }

    private static final List<Case> CASES = List.of(
            Case.of(2, "Unmatched argument", "metric", "list"),
            Case.of(2, "Unknown option: '--whre'", "metrics", "query", "revenue", "--whre", "x=1"),
            Case.of(2, "no metric is asked for", "metrics", "query"),
            Case.of(2, "Missing required parameter: 'DIMENSION'", "metrics", "values"),
            Case.of(2, "Missing required subcommand", "metrics"),
            Case.of(2, "Missing required subcommand", "datapoint"),
            Case.of(2, "Missing required parameter: 'ID'", "datapoint", "show"),
            Case.of(2, "the filter 'region' is not understood", "metrics", "query", "revenue", "--where", "region"),
            Case.of(2, "the filter 'region=' is not understood", "metrics", "query", "revenue", "--where", "region="),
            Case.of(
                    2,
                    "the filter 'pages between 1' is not understood",
                    "metrics",
                    "query",
                    "sessions",
                    "--where",
                    "pages between 1"),
            Case.of(
                    2,
                    "the filter 'region in ' is not understood",
                    "metrics",
                    "query",
                    "revenue",
                    "--where",
                    "region in "),
            Case.of(3, "nowhere", "metrics", "query", "revenue", "--where", "region='Italy' or nowhere = 1"),
            Case.of(
                    3,
                    "texts are written in quotes: 'Italy'",
                    "metrics",
                    "query",
                    "revenue",
                    "--where",
                    "region = Italy or DACH"),
            Case.of(1, "where:1:", "metrics", "query", "revenue", "--where", "region = 'Italy"),
            Case.of(1, "gaps of time", "metrics", "query", "revenue", "--by", "region", "--gaps"),
            Case.of(1, "nothing divides it", "metrics", "query", "revenue", "--shares"),
            Case.of(2, "'--limit' cannot be '0'", "metrics", "query", "revenue", "--limit", "0"),
            Case.of(2, "Invalid value for option '--limit'", "metrics", "query", "revenue", "--limit", "many"),
            Case.of(1, "unknown grain 'fortnight'", "metrics", "query", "revenue", "--grain", "fortnight"),
            Case.of(1, "unknown grain 'mont'", "metrics", "query", "revenue", "--by", "time:mont"),
            Case.of(2, "'--compare' cannot be 'yesterday'", "metrics", "query", "revenue", "--compare", "yesterday"),
            Case.of(2, "'--zone' cannot be 'Europe/Wien'", "metrics", "query", "revenue", "--zone", "Europe/Wien"),
            Case.of(2, "'--param' cannot be 'channels'", "metrics", "query", "channel_revenue", "--param", "channels"),
            Case.of(
                    2,
                    "'--period' cannot be",
                    "metrics",
                    "query",
                    "revenue",
                    "--period",
                    "last month",
                    "--from",
                    "2026-01-01"),
            Case.of(2, "'--as-of' cannot be 'tomorrow'", "metrics", "query", "revenue", "--as-of", "tomorrow"),
            Case.of(2, "'--timeout' cannot be 'soon'", "metrics", "query", "revenue", "--timeout", "soon"),
            Case.of(2, "'--server' cannot be 'http://'", "metrics", "query", "revenue", "--server", "http://"),
            Case.of(2, "Invalid value for option '--format'", "metrics", "list", "--format", "xml"),
            Case.of(2, "Invalid value for option '--scale'", "demo", "--scale", "huge"),
            Case.of(2, "there is no question", "query", " "),
            Case.of(2, "Invalid value for positional parameter", "completion", "tcsh"),
            Case.of(3, "there is no metric 'revenu'", "metrics", "describe", "revenu"),
            Case.of(3, "revenu", "metrics", "query", "revenu"),
            Case.of(3, "there is no DataPoint 'custmer'", "datapoint", "show", "custmer"),
            Case.of(3, "has no datachat.yaml", "metrics", "list", "--project", "nowhere"),
            Case.of(3, "there is no database 'shopp'", "database", "test", "shopp"),
            Case.of(3, "there is no database 'shopp'", "profile", "shopp"),
            Case.of(3, "there is no DuckDB file", "database", "add", "other", "gone.duckdb"),
            Case.of(3, "there is no file", "init", "gone.duckdb", "--dir", "new"),
            Case.of(3, "the URL is not understood", "init", "mysql://host/db", "--dir", "new"),
            Case.of(1, "there is a project in", "init", "x.csv", "--dir", "demo"),
            Case.of(2, "'--port' cannot be '70000'", "serve", "--port", "70000"),
            Case.of(1, "refused to listen on '0.0.0.0'", "serve", "--host", "0.0.0.0", "--port", "0"),
            Case.of(1, "ratio", "diagnose", "revenue"),
            Case.of(1, "country", "metrics", "query", "revenue", "--by", "country"),
            Case.of(1, "brand_awareness", "metrics", "query", "brand_awareness"),
            Case.of(4, "does not answer", "metrics", "query", "revenue", "--server", "http://127.0.0.1:1"));

    @TestFactory
    Stream<DynamicTest> a_clear_error_and_the_right_exit_code() {
        return CASES.stream()
                .map(wrong -> DynamicTest.dynamicTest(String.join(" ", wrong.arguments()), () -> {
                    var outcome = new Shell(folder).run(wrong.arguments().toArray(String[]::new));
                    assertTrue(outcome.err().contains(wrong.error()), outcome.err());
                    assertEquals(wrong.code(), outcome.code(), outcome.err());
                    assertFalse(outcome.err().contains("\tat "), outcome.err());
                    assertFalse(outcome.err().contains("CL900"), outcome.err());
                }));
    }

    @Test
    void a_misspelled_name_comes_with_the_nearest_ones() {
        assertTrue(new Shell(folder).run("metrics", "describe", "revenu").err().contains("did you mean revenue"));
        assertTrue(new Shell(folder)
                .run("metrics", "query", "revenue", "--zone", "Europe/Vieanna")
                .err()
                .contains("Europe/Vienna"));
    }

    @Test
    void no_project_offers_demo_and_init() {
        var outcome = new Shell(folder.getRoot()).run("metrics", "list");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("datachat demo") && outcome.err().contains("datachat init"), outcome.err());
    }

    @Test
    void a_demo_is_not_made_among_foreign_files() throws IOException {
        var taken = Files.createTempDirectory(folder, "taken");
        Files.writeString(taken.resolve("thesis.txt"), "important");
        var outcome = new Shell(folder).run("demo", "--dir", taken.toString(), "--scale", "small");
        assertEquals(1, outcome.code());
        assertTrue(outcome.firstError().contains("has files that are not a demo project"), outcome.err());
        assertEquals(List.of("thesis.txt"), names(taken));
    }

    private static List<String> names(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void lint_reports_all_problems_of_all_files_and_exits_with_one() throws IOException {
        var project = project("lint");
        Files.writeString(project.resolve("datapoints/a.yaml"), "datapoint:\n  id: a\n  type: metrik\n  name: A\n");
        Files.writeString(
                project.resolve("datapoints/b.yaml"),
                "datapoint:\n  id: b\n  type: concept\n  name: B\n  colour: red\n");
        var lint = new Shell(project).run("datapoint", "lint");
        assertEquals(1, lint.code());
        assertTrue(lint.out().contains("metrik") && lint.out().contains("colour"), lint.out());
        var json = new Shell(project).run("datapoint", "lint", "--json");
        assertTrue(json.out().startsWith("[{\"code\":"), json.out());
        assertEquals(1, json.code());
    }

    @Test
    void a_broken_datachat_yaml_is_told_with_its_place() throws IOException {
        var project = project("broken");
        Files.writeString(project.resolve("datachat.yaml"), "version: 1\ndatabses:\n  shop:\n    type: duckdb\n");
        var outcome = new Shell(project).run("metrics", "list");
        assertTrue(outcome.code() == 1 || outcome.code() == 3, outcome.err());
        assertTrue(outcome.err().contains("datachat.yaml:2:1") && outcome.err().contains("databases"), outcome.err());
    }

    @Test
    void a_missing_database_file_is_a_database_problem() throws IOException {
        var project = project("missing");
        Files.createDirectories(project.resolve("datapoints"));
        Files.writeString(project.resolve("datapoints/m.yaml"), """
            datapoint: {id: thing, type: entity, name: Thing, source: things, primary_key: id}
            ---
            datapoint: {id: things, type: metric, name: Things, definition: All., owner: me, execution: {entity: thing, aggregation: count}}
            """);
        var outcome = new Shell(project).run("metrics", "query", "things");
        assertEquals(4, outcome.code(), outcome.err());
        assertFalse(outcome.err().contains("CL900"), outcome.err());
    }

    @Test
    void an_unset_variable_is_named_and_not_guessed() throws IOException {
        var project = project("secret");
        Files.writeString(project.resolve("datachat.yaml"), """
            version: 1
            databases:
              crm: {type: postgresql, url: "postgresql://localhost/crm", user: reader, password: "${env:CRM_PASSWORD}"}
            """);
        var outcome = new Shell(project).run("metrics", "list");
        assertTrue(outcome.err().contains("CRM_PASSWORD"), outcome.err());
        assertEquals(3, outcome.code(), outcome.err());
    }

    @Test
    void problems_can_be_had_as_json() {
        var outcome = new Shell(folder).run("metrics", "query", "revenu", "--json");
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("{\"type\":\"urn:datachat:problem:"), outcome.err());
    }

    private static Path project(String name) throws IOException {
        var project = Files.createTempDirectory(folder, name);
        Files.createDirectories(project.resolve("datapoints"));
        Files.writeString(
                project.resolve("datachat.yaml"),
                "version: 1\ndatabases:\n  shop:\n    type: duckdb\n    path: gone.duckdb\n");
        return project;
    }
}
