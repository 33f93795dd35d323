package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.cli.Shell.Outcome;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rollups of the demo world, in this process and through a running server.
class MaterializeTest {
    private static final List<String> BY_REGION =
            List.of("metrics", "query", "revenue", "--by", "region", "--grain", "month", "--period", "last year");

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_demo() {
        var demo = run("demo", "--scale", "small");
        assertEquals(0, demo.code(), demo.err());
    }

    private Outcome run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    private Outcome run(List<String> arguments, String... more) {
        var all = new java.util.ArrayList<>(arguments);
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void a_rollup_of_the_demo_answers_with_the_rows_of_the_source_and_says_why_not_otherwise() {
        var listed = run("materialize", "list");
        assertTrue(listed.out().contains("not built  it was never built"), listed.out());
        var source = run(BY_REGION, "--format", "csv");
        assertTrue(source.out().lines().count() > 50, source.out());
        var built = run("materialize", "refresh", "revenue");
        assertEquals(0, built.code(), built.err());
        assertTrue(built.out().contains("datachat_rollups.revenue_rollup"), built.out());
        assertTrue(built.out().contains("fresh: its source did not change since"), built.out());
        assertEquals(source.out(), run(BY_REGION, "--format", "csv").out());
        assertTrue(run(BY_REGION).out().contains(" · from rollup revenue_rollup"));
        var told = run("explain", "revenue", "--by", "region", "--period", "last year");
        assertTrue(told.out().contains("the rollup revenue_rollup, built at 2026-03-01T09:00:00Z"), told.out());
        assertTrue(told.out().contains("FROM datachat_rollups.revenue_rollup"), told.out());
        var missed = run("explain", "revenue", "--by", "department", "--period", "last year");
        assertTrue(
                missed.out().contains("not the rollup revenue_rollup: it is not kept by departments.name"),
                missed.out());
        var json = run("metrics", "query", "revenue", "--by", "department", "--json");
        assertTrue(
                json.out()
                        .contains(
                                "\"route\":{\"rollup\":null,\"watermark\":null,\"max_age\":null,\"misses\":[{\"rollup\":\"revenue_rollup\",\"reason\":\"it"
                                    + " is not kept by departments.name\"}]}"),
                json.out());
    }

    @Test
    void a_running_server_builds_and_lists_as_the_command_does_alone() {
        assertEquals(0, run("materialize", "refresh", "revenue").code());
        var alone = run("materialize", "list", "--json");
        var project = ProjectFolder.open(folder.resolve("demo"), Environment.of(Map.of()))
                .project();
        try (var server =
                DataChatServer.start(project, new Listening("127.0.0.1", 0, InstantSource.fixed(Shell.NOW)))) {
            assertEquals(alone.out(), run("materialize", "list", "--json").out());
            var built = run("materialize", "refresh", "revenue", "--server", server.url());
            assertEquals(0, built.code(), built.err());
            assertTrue(built.out().contains("datachat_rollups.revenue_rollup"), built.out());
            assertTrue(run(BY_REGION).out().contains(" · from rollup revenue_rollup"));
            var unknown = run("materialize", "refresh", "revenu");
            assertEquals(3, unknown.code(), unknown.err());
            assertTrue(unknown.err().contains("did you mean revenue"), unknown.err());
        }
    }

    @Test
    void a_catalog_is_read_again_and_its_changes_are_told() throws Exception {
        assertEquals(0, run("metrics", "query", "revenue").code());
        var same = run("database", "refresh");
        assertEquals(0, same.code(), same.err());
        assertTrue(same.out().startsWith("shop: 11 tables, nothing changed, fingerprint "), same.out());
        try (var writing = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("demo/demo.duckdb"));
                var statement = writing.createStatement()) {
            statement.execute("ALTER TABLE shop.campaigns ADD COLUMN agency VARCHAR");
            statement.execute("CREATE TABLE shop.stores (store_id INTEGER PRIMARY KEY)");
        }
        var changed = run("database", "refresh", "shop");
        assertTrue(changed.out().contains("added   table shop.stores"), changed.out());
        assertTrue(changed.out().contains("added   column shop.campaigns.agency"), changed.out());
        assertTrue(changed.out().contains("shop: 12 tables, 2 changes, fingerprint "), changed.out());
        var project = ProjectFolder.open(folder.resolve("demo"), Environment.of(Map.of()))
                .project();
        var alone = run("database", "refresh", "--json");
        try (var _ = DataChatServer.start(project, new Listening("127.0.0.1", 0, InstantSource.fixed(Shell.NOW)))) {
            assertEquals(alone.out(), run("database", "refresh", "--json").out());
        }
        assertEquals(3, run("database", "refresh", "shup").code());
    }

    @Test
    void what_cannot_be_kept_is_refused_with_what_to_do() {
        var unstated = run("materialize", "refresh", "refund_rate");
        assertEquals(1, unstated.code());
        assertTrue(unstated.err().contains("[MZ101]") && unstated.err().contains("hint: "), unstated.err());
        var unknown = run("materialize", "refresh", "revenu", "--json");
        assertEquals(3, unknown.code());
        assertTrue(unknown.err().contains("\"choices\":[\"revenue\""), unknown.err());
    }
}
