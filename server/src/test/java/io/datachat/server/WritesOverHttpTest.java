package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Writes;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.audit.Trail.Search;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One write over HTTP, from the proposal to the audit; and a draft, which does nothing.
class WritesOverHttpTest {
    private static final String WRITE =
            "{\"sql\": \"UPDATE orders SET status = :s WHERE id IN (17, 20)\", \"parameters\":"
                    + " {\"s\": \"cancelled\"}}";

    @TempDir
    Path folder;

    private DataChatServer server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        var plain = SmallShop.in(folder);
        var described = plain.databases().getFirst();
        var opened = new Database(
                described.name(),
                described.backend(),
                described.path(),
                null,
                null,
                null,
                List.of(),
                null,
                new Writes(List.of("orders"), 10, Duration.ofMinutes(15), null));
        var project = new Project(folder, plain.name(), List.of(opened), "shop", plain.zone(), plain.limits());
        server = DataChatServer.start(project, Listening.onPort(0));
        client = Client.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(Client.Reply reply) throws Exception {
        assertEquals(200, reply.status(), reply::text);
        return new JsonMapper().readTree(reply.text());
    }

    private List<String> kinds() {
        return server
                .state()
                .trail()
                .search(new Search(null, null, null, null, null, null, null, null), null, 100)
                .questions()
                .stream()
                .map(Trail.Question::kind)
                .toList()
                .reversed();
    }

    @Test
    void from_the_proposal_to_the_audit() throws Exception {
        var proposed = json(client.post("/api/v1/sql/write", WRITE));
        var id = proposed.at("/approval/id").asText();
        assertEquals(2, proposed.at("/seen/rows").asInt());
        assertEquals(
                "proposed",
                json(client.get("/api/v1/approvals/" + id)).get("state").asText());
        assertEquals(
                403, client.post("/api/v1/approvals/" + id + "/execute", WRITE).status());
        assertEquals(
                "approved",
                json(client.post("/api/v1/approvals/" + id + "/approve", ""))
                        .get("state")
                        .asText());
        var other = WRITE.replace("17", "18");
        assertEquals(
                409, client.post("/api/v1/approvals/" + id + "/execute", other).status());
        var done = json(client.post("/api/v1/approvals/" + id + "/execute", WRITE));
        assertEquals("executed", done.at("/approval/state").asText());
        assertEquals(proposed.at("/seen/after_hash"), done.at("/seen/after_hash"));
        assertEquals(
                409, client.post("/api/v1/approvals/" + id + "/execute", WRITE).status());
        var rows = json(client.post(
                "/api/v1/sql/execute", "{\"sql\": \"SELECT count(*) AS n FROM orders WHERE status = 'cancelled'\"}"));
        assertEquals("2", rows.at("/rows/0/0").asText(rows.at("/rows/0/n").asText()));
        var kinds = kinds();
        assertTrue(
                kinds.indexOf("proposal") < kinds.indexOf("approval")
                        && kinds.indexOf("approval") < kinds.indexOf("write"),
                kinds::toString);
        assertEquals(List.of(), server.state().trail().verify(null).findings());
    }

    @Test
    void a_draft_is_two_texts_and_does_nothing() throws Exception {
        var asked = "{\"sql\": \"DELETE FROM orders WHERE id < :id\", \"parameters\": {\"id\": 20}}";
        var draft = json(client.post("/api/v1/sql/draft?number=7", asked));
        assertEquals("0007_delete_from_orders", draft.get("name").asText());
        assertEquals(20, draft.get("rows").asInt());
        assertTrue(draft.get("up").asText().contains("DELETE FROM \"main\".\"orders\""), draft::toString);
        assertTrue(draft.get("down").asText().contains("INSERT INTO \"main\".\"orders\""), draft::toString);
        assertEquals(
                422,
                client.post("/api/v1/sql/draft", "{\"sql\": \"VACUUM orders\"}").status());
        assertTrue(kinds().contains("draft"), () -> kinds().toString());
        server.close();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM orders")) {
            assertTrue(rows.next());
            assertEquals(20_000, rows.getInt(1));
        }
    }
}
