package io.datachat.tests.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The server from a change in a table to the answer of a metric.
@Timeout(180)
final class ServedTest {
    private static final String POINTS = """
        datapoint:
          id: latest
          type: entity
          name: Latest
          source: shop.latest
          primary_key: [id]
          dimensions: [{name: name}]
        ---
        datapoint:
          id: offers
          type: metric
          name: Offers
          execution: {entity: latest, aggregation: sum, expression: offers}
        """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private String get(DataChatServer server, String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static void until(Callable<Boolean> yes, Callable<String> otherwise) throws Exception {
        for (var end = System.nanoTime() + Mill.PATIENCE.toNanos(); !yes.call(); )
            if (System.nanoTime() > end) throw new AssertionError(otherwise.call());
    }

    private Project project(Mill mill, String below) throws IOException {
        var root = folder.resolve("project");
        var project = Mill.folder(root, mill.url(), below);
        Files.writeString(root.resolve("datapoints/user/all.yaml"), POINTS);
        return project;
    }

    @Test
    void a_change_in_a_table_reaches_the_answer_of_a_metric() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "refresh: [{view: latest, quiet: 100ms}]")) {
            mill.tell();
            var project = project(mill, "refresh: [{view: latest, quiet: 100ms}]");
            try (var server = DataChatServer.start(project, Listening.onPort(0))) {
                server.awaitReady();
                until(
                        () -> get(server, "/api/v1/freshness").contains("\"fresh\""),
                        () -> get(server, "/api/v1/freshness"));
                assertTrue(get(server, "/health").contains("\"ready\""), get(server, "/health"));
                mill.run("INSERT INTO shop.offers (campaign, price) VALUES (3, 30)");
                until(() -> answer(server).contains("[[\"3\"]]"), () -> answer(server));
                mill.run("ALTER TABLE shop.offers RENAME TO gone; DROP INDEX shop.latest_id;"
                        + " INSERT INTO shop.campaigns VALUES (9, 'Nine')");
                until(() -> get(server, "/health").contains("\"degraded\""), () -> get(server, "/api/v1/freshness"));
                assertTrue(get(server, "/health").contains("\"stale_views\":1"), get(server, "/health"));
                assertTrue(get(server, "/api/v1/freshness/triggers").contains("CREATE TRIGGER datachat_changed"));
                var audit = get(server, "/api/v1/audit?table=shop.latest&user=datachat:freshness&limit=9");
                assertTrue(audit.contains("refresh of materialized view shop.latest"), audit);
                assertTrue(audit.contains("\"answered\""), audit);
                var begun = System.nanoTime();
                server.stop();
                var took = Duration.ofNanos(System.nanoTime() - begun);
                assertEquals(
                        "0",
                        mill.one("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = 'datachat freshness' AND state <> 'idle'"));
                assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
            }
        }
    }

    private String answer(DataChatServer server) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/metrics/query"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"metrics\": [\"offers\"]}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void without_refresh_nothing_listens() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "")) {
            try (var server = DataChatServer.start(project(mill, ""), Listening.onPort(0))) {
                server.awaitReady();
                assertEquals("{\"views\":[]}", get(server, "/api/v1/freshness"));
                assertEquals("{\"databases\":[]}", get(server, "/api/v1/freshness/triggers"));
                assertEquals(
                        "0",
                        mill.one("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = 'datachat freshness'"));
                assertFalse(Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("freshness-main")));
            }
        }
    }

    @Test
    void a_rollup_that_was_built_before_its_view_was_refreshed_is_not_used() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "")) {
            var project = project(mill, "refresh: [{view: latest, quiet: 0s}]");
            Files.writeString(
                    folder.resolve("project/datapoints/user/all.yaml"),
                    POINTS + "  materialization: {strategy: manual, dimensions: [name], refresh_interval: 1d}\n");
            try (var apex = Apex.open(project, () -> Mill.NOW.plusSeconds(ticks++))) {
                var asking = new Asking(Viewer.LOCAL, Mill.NOW, Duration.ofSeconds(30), new Cancellation());
                assertEquals(
                        Kept.State.FRESH, apex.materialize("offers", asking).state(), apex.problems()::toString);
                var station = apex.freshness().stations().getFirst();
                Mill.settled(station);
                var kept = apex.rollups().getFirst();
                assertEquals(Kept.State.STALE, kept.state());
                assertEquals("shop.latest was refreshed since it was built", kept.why());
                assertEquals(
                        Kept.State.FRESH, apex.materialize("offers", asking).state());
            }
        }
    }

    private int ticks;
}
