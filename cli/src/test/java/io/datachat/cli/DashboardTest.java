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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `datachat dashboard` on the demo.
class DashboardTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void make_a_demo() throws IOException {
        assertEquals(0, new Shell(folder).run("demo", "--scale", "small").code());
        Files.writeString(folder.resolve("demo/datapoints/user/broken.yaml"), """
            datapoint:
              id: broken
              type: dashboard
              name: Broken
              tiles:
                - {title: Fine, metrics: orders}
                - title: Far
                  metrics: sessions
                  target_database: elsewhere
                - {title: Fine too, metrics: revenue, period: last month}
            """);
    }

    private static Outcome run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    @Test
    void what_there_is_and_what_it_asks() {
        var list = run("dashboard", "list").out();
        assertTrue(list.contains("best_regions"), list);
        var show = run("dashboard", "show", "sales_overview").out();
        assertTrue(show.contains("""
            2. Revenue by region
               metrics    revenue, average_order_value
               by         customer.region
               period     last month
               order      -revenue
            """), show);
        var json = run("dashboard", "show", "best_regions", "--json").out();
        assertTrue(json.contains("\\\"limit\\\":3"), json);
    }

    @Test
    void a_run_shows_every_tile_and_ends_well() {
        var run = run("dashboard", "run", "sales_overview");
        assertEquals(0, run.code(), run.err());
        for (var title : Stream.of("Revenue and orders by week", "Revenue by region", "Where sessions turn")
                .toList()) assertTrue(run.out().contains(title), run.out());
        assertTrue(run.out().contains("Sales overview: 3 tiles · one snapshot"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void a_tile_is_the_same_question_alone() {
        var tile = run("dashboard", "run", "best_regions", "--format", "csv");
        var alone = run(
                "metrics",
                "query",
                "revenue",
                "--by",
                "customer.region",
                "--period",
                "last month",
                "--order",
                "-revenue",
                "--limit",
                "3",
                "--format",
                "csv");
        assertEquals(alone.out(), tile.out());
        assertTrue(tile.out().lines().count() > 2, tile.out());
        var changed = run(
                "dashboard",
                "run",
                "sales_overview",
                "--tile",
                "2",
                "--period",
                "last 4 weeks",
                "--where",
                "customer.region in DACH, Italy",
                "--format",
                "csv");
        var same = run(
                "metrics",
                "query",
                "revenue",
                "average_order_value",
                "--by",
                "customer.region",
                "--period",
                "last 4 weeks",
                "--where",
                "customer.region in DACH, Italy",
                "--order",
                "-revenue",
                "--format",
                "csv");
        assertEquals(same.out(), changed.out());
    }

    @Test
    void a_broken_tile_is_told_and_the_others_are_there() {
        var run = run("dashboard", "run", "broken");
        assertEquals(3, run.code());
        assertTrue(run.err().startsWith("error: tile 'Far': "), run.err());
        assertTrue(run.out().contains("Fine too"), run.out());
        assertTrue(run.out().contains("Broken: 3 tiles, 1 without an answer"), run.out());
        var lint = run("datapoint", "lint", "--live", "--format", "csv");
        assertTrue(lint.out().contains("broken.yaml:9:"), lint.out());
        assertEquals(1, lint.code());
        assertEquals(0, run("datapoint", "lint").code());
    }

    @Test
    void what_is_not_there_is_told_with_what_is_near() {
        var unknown = run("dashboard", "run", "sales_overvew");
        assertEquals(3, unknown.code());
        assertTrue(unknown.err().contains("did you mean sales_overview?"), unknown.err());
        assertEquals(3, run("dashboard", "show", "sales_overvew").code());
        assertEquals(3, run("dashboard", "run", "broken", "--tile", "fin").code());
        assertEquals(2, run("dashboard", "run", "broken", "--where", "region").code());
        assertEquals(
                1, run("dashboard", "run", "broken", "--period", "last mnth").code());
    }

    @Test
    void a_server_gives_the_same() throws Exception {
        var here = run("dashboard", "run", "broken", "--server", "none", "--format", "csv");
        try (var server = DataChatServer.start(
                ProjectFolder.open(folder.resolve("demo"), Map.<String, String>of()::get)
                        .project(),
                Listening.onPort(0))) {
            server.awaitReady();
            var there = run("dashboard", "run", "broken", "--server", server.url(), "--format", "csv");
            assertEquals(here.out(), there.out());
            assertEquals(here.code(), there.code());
            assertEquals(here.err().replaceAll("\\s+", " "), there.err().replaceAll("\\s+", " "));
            assertFalse(here.out().isEmpty());
        }
    }
}
