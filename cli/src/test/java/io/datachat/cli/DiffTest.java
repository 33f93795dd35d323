package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `datachat diff` and `datachat datapoint changes` on edits of the demo's own definitions.
class DiffTest {
    private static final String REVENUE = "user/metrics/revenue.yaml";

    @TempDir
    static Path folder;

    @BeforeAll
    static void make_a_demo() {
        var demo = new Shell(folder).run("demo", "--scale", "small", "--quiet");
        assertEquals(0, demo.code(), demo.err());
    }

    private static Outcome run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    /// The demo's definitions under another name, with one text of one file replaced.
    private static void copy(String name, String file, String from, String to) throws IOException {
        var now = folder.resolve("demo/datapoints");
        try (Stream<Path> files = Files.walk(now)) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve(name).resolve(now.relativize(each));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(each));
            }
        }
        var edited = folder.resolve(name).resolve(file);
        var text = Files.readString(edited);
        assertTrue(text.contains(from), text);
        Files.writeString(edited, text.replace(from, to));
    }

    @Test
    void a_layout_makes_no_difference() throws IOException {
        copy(
                "laid_out",
                REVENUE,
                "quantity * unit_price - discount_amount",
                "unit_price   *  quantity - discount_amount");
        var diff = run("diff", "laid_out");
        assertEquals(0, diff.code(), diff.out() + diff.err());
        assertTrue(diff.out().matches("metrics from laid_out to demo/datapoints: \\d+ equal\\R"), diff.out());
        var changes = run("datapoint", "changes", "demo");
        assertEquals(0, changes.code(), changes.out());
        assertTrue(changes.out().contains("nothing breaks"), changes.out());
    }

    @Test
    void a_filter_that_came_is_told_with_who_uses_it_and_the_values() throws IOException {
        copy("unfiltered", REVENUE, "    filters:\n      - order.status <> 'cancelled'\n", "");
        var diff = run("diff", "unfiltered", "--sample", "--period", "2025");
        assertEquals(6, diff.code(), diff.out() + diff.err());
        var said = diff.out();
        assertTrue(said.contains("revenue changed\n  filter: order.status <> 'cancelled' is new\n  was "), said);
        assertTrue(
                said.contains("was at unfiltered/user/metrics/revenue.yaml:14:3, is at"
                        + " demo/datapoints/user/metrics/revenue.yaml:14:3"),
                said);
        assertTrue(said.contains("average_order_value changed through revenue"), said);
        assertTrue(said.contains("dashboard sales_overview"), said);
        assertTrue(said.contains("the rollup of revenue"), said);
        var was = run("metrics", "query", "revenue", "--period", "2025", "--format", "csv")
                .out()
                .lines()
                .toList()
                .getLast();
        assertTrue(said.contains(", is " + was + ", change -"), said);
        var json = run("diff", "unfiltered", "demo", "--json");
        assertEquals(6, json.code(), json.err());
        assertTrue(
                json.out()
                        .contains(
                                "\"changes\":[{\"kind\":\"filter\",\"part\":\"\",\"was\":\"\",\"is\":\"order.status <>"
                                        + " 'cancelled'\""),
                json.out());
        assertTrue(json.out().contains("\"sample\":null"), json.out());
    }

    @Test
    void a_metric_that_is_gone_breaks() throws IOException {
        copy("more", REVENUE, "  id: revenue\n", "  id: turnover\n");
        var diff = run("diff", "demo", "more");
        // Another metric of the same file refers to it, so the file has an error: what it says is not certain.
        assertEquals(1, diff.code(), diff.out() + diff.err());
        assertTrue(diff.out().contains("revenue uncompared"), diff.out());
        assertTrue(diff.out().contains("turnover added\n  revenue computed the same"), diff.out());
        assertTrue(
                diff.out().contains("average_order_value broken\n  metric average_order_value: unknown metric"),
                diff.out());
        var changes = run("datapoint", "changes", "demo", "more");
        assertTrue(changes.out().contains("metric revenue is no longer there [DC001]"), changes.out());
        assertTrue(changes.out().contains("at demo/datapoints/" + REVENUE), changes.out());
        copy("additional", REVENUE, "  id: revenue\n", """
              id: another
              type: metric
              name: Another
              execution: {entity: order_line, aggregation: count}
            ---
            datapoint:
              id: revenue
            """);
        assertEquals(0, run("diff", "demo", "additional").code());
        var gone = run("diff", "additional");
        assertEquals(7, gone.code(), gone.out() + gone.err());
        assertTrue(gone.out().contains("another removed"), gone.out());
        var breaking = run("datapoint", "changes", "additional", "--json");
        assertEquals(7, breaking.code(), breaking.out() + breaking.err());
        assertTrue(breaking.out().contains("\"code\":\"DC001\""), breaking.out());
    }

    @Test
    void a_broken_file_is_told_and_the_rest_is_compared() throws IOException {
        copy("broken", REVENUE, "aggregation: sum", "agregation: sum");
        var orders = folder.resolve("broken/user/metrics/sessions.yaml");
        Files.writeString(
                orders,
                Files.readString(orders)
                        .replaceFirst("aggregation: count\\n", "aggregation: count\n    filters: [pages > 1]\n"));
        var diff = run("diff", "demo", "broken");
        assertEquals(1, diff.code(), diff.out() + diff.err());
        assertTrue(diff.err().contains("broken/" + REVENUE), diff.err());
        assertTrue(diff.out().contains("revenue uncompared"), diff.out());
        assertTrue(diff.out().contains("filter: pages > 1 is new"), diff.out());
    }

    @Test
    void a_table_that_is_not_there_says_what_cannot_be_computed() throws IOException {
        copy("tableless", "user/entities/session.yaml", "source: shop.sessions", "source: shop.sesions");
        var diff = run("diff", "demo", "tableless");
        assertEquals(7, diff.code(), diff.out() + diff.err());
        assertTrue(diff.out().contains("has no table 'shop.sesions'"), diff.out());
        assertFalse(diff.out().contains("revenue changed"), diff.out());
    }

    @Test
    void what_is_neither_a_folder_nor_a_revision_is_said() {
        for (var command : List.of(List.of("diff"), List.of("datapoint", "changes"))) {
            var words = Stream.concat(command.stream(), Stream.of("nowhere")).toArray(String[]::new);
            var diff = run(words);
            assertEquals(3, diff.code(), diff.err());
            assertTrue(
                    diff.err().contains("'nowhere' is neither a folder nor a git revision that has datapoints/"),
                    diff.err());
        }
        assertEquals(3, run("diff", "--", "--output=x").code());
        assertEquals(2, run("diff", "demo", "--period", "2025").code());
        assertEquals(2, run("diff").code());
    }

    @Test
    void a_git_revision_is_a_version() throws IOException, InterruptedException {
        copy("repository/datapoints", REVENUE, "    filters:\n      - order.status <> 'cancelled'\n", "");
        var repository = folder.resolve("repository");
        for (var file : List.of("datachat.yaml", "demo.duckdb"))
            Files.copy(folder.resolve("demo").resolve(file), repository.resolve(file));
        git(repository, "init", "-q");
        git(repository, "add", "datapoints");
        git(repository, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "first");
        copy("repository/datapoints", REVENUE, "owner: finance", "owner: money");
        var diff = new Shell(repository).run("diff", "HEAD");
        assertEquals(6, diff.code(), diff.out() + diff.err());
        assertTrue(diff.out().contains("was at HEAD:datapoints/user/metrics/revenue.yaml:14:3"), diff.out());
        assertTrue(diff.out().contains("filter: order.status <> 'cancelled' is new"), diff.out());
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        var words = Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(arguments))
                .toList();
        var git = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), said);
    }
}
