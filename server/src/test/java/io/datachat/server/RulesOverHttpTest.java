package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.server.Client.Reply;
import io.datachat.server.state.State;
import io.datachat.server.state.audit.Trail;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Access rules hold for whoever calls, through every door.
@Timeout(120)
class RulesOverHttpTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    static Path folder;

    private static DataChatServer server;
    private static Client client;
    private static String ann;
    private static String root;

    @BeforeAll
    static void start() throws Exception {
        SmallShop.in(folder);
        Files.writeString(folder.resolve("datachat.yaml"), """
            name: small_shop
            databases:
              shop: {type: duckdb, path: shop.duckdb}
            access:
              roles:
                - name: north
                  tables:
                    - {table: customers, rows: "region = {viewer.region}"}
                    - {table: orders, hidden: [status]}
            """);
        var project = ProjectFolder.open(folder, Map.<String, String>of()::get).project();
        ann = key(project, "ann", false);
        root = key(project, "root", true);
        server = DataChatServer.start(project, new Listening("127.0.0.1", 0, CLOCK));
        server.awaitReady();
        client = Client.of(server);
    }

    private static String key(Project project, String name, boolean administrator) {
        try (var state = State.open(project, CLOCK)) {
            var people = state.people();
            people.add(name, Set.of("north"), Map.of("region", "North"), administrator);
            return people.issue(name, "test", Duration.ofDays(1)).key();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply post(String path, String body, String key) throws Exception {
        return client.send(client.to(path)
                .headers(
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "text/csv, application/json",
                        "Authorization",
                        "Bearer " + key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static Reply get(String path, String key) throws Exception {
        return client.send(
                client.to(path).headers("Authorization", "Bearer " + key).GET().build());
    }

    @Test
    void sql_sees_the_rows_of_the_person_only() throws Exception {
        var sql = "{\"sql\": \"SELECT id, region FROM customers ORDER BY id\"}";
        assertEquals(
                "id,region\r\n1,North\r\n",
                post("/api/v1/sql/execute", sql, ann).text());
        assertTrue(post("/api/v1/sql/execute", sql, root).text().contains("South"));
    }

    @Test
    void a_hidden_column_is_not_there_and_nothing_names_it() throws Exception {
        for (var sql : new String[] {"SELECT status FROM orders", "SELECT statu FROM orders"}) {
            var verdict = post("/api/v1/sql/validate", "{\"sql\": \"" + sql + "\"}", ann)
                    .text();
            assertTrue(verdict.contains("\"valid\":false"), verdict);
            assertFalse(verdict.contains("orders.status"), verdict);
        }
        var all = post("/api/v1/sql/execute", "{\"sql\": \"SELECT * FROM orders LIMIT 1\"}", ann)
                .text();
        assertFalse(all.contains("status"), all);
        var receipt = post("/api/v1/sql/explain", "{\"sql\": \"SELECT id FROM customers\"}", ann)
                .text();
        assertFalse(receipt.contains("North"), receipt);
        assertFalse(get("/api/v1/catalog/snapshot", ann).text().contains("status"));
    }

    @Test
    void what_a_person_only_compiles_is_kept_as_an_intent() throws Exception {
        post("/api/v1/sql/explain", "{\"sql\": \"SELECT region FROM customers\"}", ann);
        post("/api/v1/sql/execute", "{\"sql\": \"SELECT id FROM customers\"}", ann);
        var kept = server.state()
                .trail()
                .search(new Trail.Search(null, null, null, null, null, null, null, null), null, 100)
                .questions();
        var dry = kept.stream().filter(each -> each.kind().equals("dry_run")).toList();
        assertFalse(dry.isEmpty(), kept.toString());
        assertTrue(dry.stream().allMatch(each -> each.outcome() == null), dry.toString());
    }

    @Test
    void metrics_are_computed_over_the_rows_of_the_person_only() throws Exception {
        var regions = "{\"metrics\": [\"orders\"], \"dimensions\": [\"customer.region\"]}";
        var hers = post("/api/v1/metrics/query", regions, ann).text();
        assertFalse(hers.contains("South"), hers);
        assertTrue(post("/api/v1/metrics/query", regions, root).text().contains("South"));
    }
}
