package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.project.ProjectFolder;
import io.datachat.cli.Shell.Outcome;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DatachatTest {
    @TempDir
    static Path folder;

    private static Outcome demo;

    @BeforeAll
    static void make_a_demo() {
        demo = in(folder).run("demo", "--scale", "small");
    }

    private static Shell in(Path place) {
        return new Shell(place);
    }

    private static Outcome run(String... arguments) {
        return in(folder).run(arguments);
    }

    @Test
    void the_demo_ends_with_a_table_and_what_to_try_next() {
        assertEquals(0, demo.code(), demo.err());
        assertTrue(demo.out().contains("month       revenue (EUR)  orders  average_order_value (EUR)"), demo.out());
        assertTrue(demo.out().contains("2026-02-01"), demo.out());
        assertTrue(demo.out().contains("./datachat serve"), demo.out());
    }

    @Test
    void the_demo_again_keeps_the_world_and_edited_files() throws IOException {
        var other = Files.createTempDirectory(folder, "again");
        in(other).run("demo", "--scale", "small");
        var file = other.resolve("demo/datapoints/user/metrics/orders.yaml");
        Files.writeString(file, Files.readString(file).replace("name: Orders", "name: Sales orders"));
        var again = in(other).run("demo", "--scale", "small");
        assertTrue(again.out().contains("already there"), again.out());
        assertTrue(in(other).run("metrics", "list").out().contains("Sales orders"));
    }

    @Test
    void every_datapoint_of_the_demo_is_without_a_warning() {
        var lint = run("datapoint", "lint", "--strict");
        assertEquals(
                "0 " + "56 DataPoints, 0 errors, 0 warnings",
                lint.code() + " " + lint.out().strip());
    }

    @TestFactory
    Stream<DynamicTest> every_metric_of_the_demo_answers() {
        var metrics = run("metrics", "list", "--format", "csv")
                .out()
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .toList();
        assertTrue(metrics.size() > 20, metrics::toString);
        return metrics.stream()
                .filter(metric -> !metric.equals("brand_awareness"))
                .map(metric -> DynamicTest.dynamicTest(metric, () -> {
                    var moments = metric.equals("cumulative_revenue") || metric.equals("trailing_revenue");
                    var answer = moments
                            ? run("metrics", "query", metric, "--grain", "month")
                            : run("metrics", "query", metric);
                    assertEquals(0, answer.code(), answer.err());
                    assertFalse(answer.out().contains("null"), answer.out());
                }));
    }

    @Test
    void words_and_flags_give_the_same_rows() {
        var words = run("query", "revenue by region last month", "--format", "csv");
        var flags = run("metrics", "query", "revenue", "--by", "region", "--period", "last month", "--format", "csv");
        assertEquals(0, words.code(), words.err());
        assertEquals(flags.out(), words.out());
        assertEquals("region,revenue", words.out().lines().findFirst().orElse(""));
    }

    @Test
    void json_has_columns_rows_and_receipt() {
        var json = run("query", "revenue by region last month", "--format", "json");
        assertEquals(0, json.code(), json.err());
        for (var key : List.of("{\"columns\":[", "\"rows\":[", "\"truncated\":false", "\"receipt\":{")) {
            assertTrue(json.out().contains(key), json.out());
        }
        assertEquals("", json.err());
    }

    @Test
    void a_share_is_percent_for_a_person_and_a_raw_number_for_a_program() {
        var question =
                List.of("metrics", "query", "refund_rate", "--compare", "previous_year", "--period", "last month");
        var table = run(question.toArray(String[]::new));
        assertEquals(0, table.code(), table.err());
        assertTrue(
                table.out().lines().skip(2).findFirst().orElse("").matches("( *-?\\d+\\.\\d+ %){3} .*"), table.out());
        var json = run(Stream.concat(question.stream(), Stream.of("--json")).toArray(String[]::new));
        assertTrue(
                json.out()
                        .contains(
                                "{\"name\":\"refund_rate_previous\",\"type\":\"double\",\"unit\":null,\"format\":\"percent\"}"),
                json.out());
        assertTrue(json.out().contains("\"rows\":[[0.0"), json.out());
    }

    @Test
    void filters_order_and_limit_reach_the_rows() {
        var top = run(
                "metrics",
                "query",
                "revenue",
                "--by",
                "region",
                "--where",
                "channel in web, app",
                "-o",
                "-revenue",
                "-n",
                "2",
                "-f",
                "csv");
        assertEquals(3, top.out().lines().count(), top.out() + top.err());
        assertTrue(top.out().contains("DACH"), top.out());
    }

    @Test
    void explain_tells_definitions_grain_and_sql() {
        var receipt = run("explain", "refund_rate", "--by", "department");
        assertEquals(0, receipt.code(), receipt.err());
        for (var title :
                List.of("Definitions", "Why no join can multiply a number", "Where the rows come from", "SQL")) {
            assertTrue(receipt.out().contains(title), receipt.out());
        }
    }

    @Test
    void show_tells_the_tier_of_each_fact() {
        var show = run("datapoint", "show", "campaign");
        assertTrue(show.out().contains("managed"), show.out());
        assertTrue(show.out().contains("datapoints/user/entities/session.yaml:"), show.out());
    }

    @Test
    void describe_lists_the_dimensions_a_metric_can_be_grouped_by() {
        var described = run("metrics", "describe", "revenue", "--json");
        assertTrue(described.out().contains("region"), described.out() + described.err());
        assertTrue(described.out().contains("department"), described.out());
    }

    @TestFactory
    Stream<DynamicTest> every_command_has_a_help_text() {
        var commands = List.of(
                "",
                "demo",
                "query",
                "ask",
                "metrics",
                "metrics list",
                "metrics describe",
                "metrics query",
                "explain",
                "datapoint",
                "datapoint lint",
                "datapoint list",
                "datapoint show",
                "datapoint schema",
                "completion",
                "init",
                "database",
                "database add",
                "database list",
                "database test",
                "profile",
                "serve",
                "diagnose",
                "version");
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest("datachat " + command, () -> {
                    var help = run(Stream.concat(
                                    Stream.of(command.split(" ", -1)).filter(word -> !word.isEmpty()),
                                    Stream.of("--help"))
                            .toArray(String[]::new));
                    assertEquals(0, help.code(), help.err());
                    assertTrue(help.out().startsWith("Usage: datachat"), help.out());
                    assertTrue(help.out().lines().count() > 4, help.out());
                }));
    }

    @Test
    void completions_name_the_commands() {
        for (var shell : List.of("bash", "zsh", "fish")) {
            var completion = run("completion", shell);
            assertEquals(0, completion.code(), completion.err());
            assertTrue(completion.out().contains("metrics") && completion.out().contains("include-proposed"), shell);
        }
    }

    @Test
    void diagnose_takes_a_ratio_apart_without_a_rest() {
        var parts = run("diagnose", "conversion_rate", "--period", "last month");
        assertEquals(0, parts.code(), parts.err());
        assertTrue(parts.out().contains("online_orders") && parts.out().contains("sessions"), parts.out());
    }

    @Test
    void databases_are_listed_and_tested() {
        assertTrue(run("database", "list").out().contains("demo.duckdb"));
        var test = run("database", "test");
        assertEquals(0, test.code(), test.err());
        assertTrue(test.out().contains("11"), test.out());
    }

    @Test
    void init_loads_files_and_proposes_what_they_mean() throws IOException {
        var place = Files.createTempDirectory(folder, "own");
        Files.writeString(place.resolve("people.csv"), "id,name,city\n1,Anna,Wien\n2,Ben,Graz\n3,Clara,Wien\n");
        Files.writeString(
                place.resolve("visits.csv"),
                "id,person_id,day,minutes\n1,1,2026-01-01,5\n2,1,2026-01-02,7\n3,2,2026-01-02,1\n");
        var init = in(place).run("init", "people.csv", "visits.csv", "--dir", "shop");
        assertEquals(0, init.code(), init.err());
        var project = place.resolve("shop");
        assertTrue(Files.exists(project.resolve("datapoints/managed/main/entities.yaml")), init.out());
        assertEquals(0, in(project).run("datapoint", "lint").code());
        assertEquals(0, in(project).run("profile").code());
        assertEquals(0, in(project).run("database", "test", "main").code());
    }

    @Test
    void a_database_can_be_added_and_its_password_stays_out_of_the_file() throws IOException {
        var place = Files.createTempDirectory(folder, "add");
        in(place).run("demo", "--scale", "small", "--dir", ".", "--quiet");
        var add = in(place).run("database", "add", "crm", "postgresql://reader:hunter2@db.example.com/crm");
        assertEquals(0, add.code(), add.err());
        var text = Files.readString(place.resolve("datachat.yaml"));
        assertTrue(text.contains("${env:CRM_PASSWORD}"), text);
        assertFalse(text.contains("hunter2") || add.out().contains("hunter2"), text);
    }

    @Test
    void a_running_server_of_the_project_answers_the_command() throws IOException {
        var place = Files.createTempDirectory(folder, "served");
        in(place).run("demo", "--scale", "small", "--dir", ".", "--quiet");
        var project = ProjectFolder.open(place, name -> null).project();
        var question = new String[] {
            "metrics",
            "query",
            "revenue",
            "--by",
            "region",
            "--period",
            "last month",
            "--as-of",
            "2026-03-01",
            "-f",
            "csv"
        };
        var alone = in(place).run(question);
        try (var server =
                DataChatServer.start(project, new Listening("127.0.0.1", 0, InstantSource.fixed(Shell.NOW)))) {
            var served = in(place).run(question);
            assertEquals(0, served.code(), served.err());
            assertEquals(alone.out(), served.out());
            var table = in(place).run("metrics", "query", "revenue", "--by", "region", "--server", server.url());
            assertEquals(0, table.code(), table.err());
            var unknown = in(place).run("metrics", "query", "revenu");
            assertEquals(3, unknown.code(), unknown.err());
            assertTrue(unknown.err().contains("revenue"), unknown.err());
        }
    }
}
