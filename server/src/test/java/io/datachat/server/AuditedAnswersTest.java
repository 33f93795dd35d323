package io.datachat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.audit.Trail.Search;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to an answer leaves its two records, and no answer goes out without them.
class AuditedAnswersTest {
    private static final Search ALL = new Search(null, null, null, null, null, null, null, null);

    @TempDir
    Path folder;

    private Project project;
    private DataChatServer server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        project = SmallShop.in(folder);
        server = DataChatServer.start(project, Listening.onPort(0));
        client = Client.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Trail.Question> questions() {
        return server.state().trail().search(ALL, null, 100).questions();
    }

    private Trail.Question only() {
        var found = questions();
        assertEquals(1, found.size());
        return found.getFirst();
    }

    @Test
    void an_answer_is_kept_with_the_hash_of_its_csv() throws Exception {
        var csv = client.query(
                "{\"metrics\": [\"revenue\"], \"dimensions\": [\"region\"], \"order\": [\"region\"], \"format\":"
                        + " \"csv\"}");
        var question = only();
        assertEquals("query", question.kind());
        assertEquals("local", question.viewer());
        assertEquals(List.of("revenue"), question.metrics());
        assertEquals(List.of("main.customers", "main.orders"), question.tables());
        var outcome = question.outcome();
        assertNotNull(outcome);
        assertEquals("answered", outcome.result());
        assertEquals(3, outcome.rows());
        assertEquals(sha256(csv.response().body()), outcome.hash());
        assertEquals(List.of(), server.state().trail().verify(null).findings());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void a_dry_run_of_the_person_at_the_machine_is_not_kept() throws Exception {
        assertEquals(
                200,
                client.query("{\"metrics\": [\"revenue\"], \"dry_run\": true}").status());
        client.query("{\"metrics\": [\"orders\"]}");
        assertEquals("query", only().kind());
    }

    @Test
    void a_refusal_is_kept_with_its_code() throws Exception {
        var refusal = client.query("{\"metrics\": [\"revenu\"]}");
        var outcome = only().outcome();
        assertNotNull(outcome);
        assertEquals("refused", outcome.result());
        assertEquals(refusal.problems().getFirst().code().id(), outcome.code());
        assertEquals(List.of("revenu"), only().metrics());
    }

    @Test
    void every_door_is_audited() throws Exception {
        client.post("/api/v1/query", "{\"question\": \"revenue by region\"}");
        assertEquals("revenue region", only().said());
        client.post("/api/v1/dashboards/sales_overview/run", "{}");
        assertEquals(4, questions().size(), "one for each tile");
        var asking = Asking.local(Instant.EPOCH);
        server.apex().answer(SqlQuery.of("select count(*) as n from orders"), asking);
        assertEquals("sql", questions().getFirst().kind());
        assertEquals("sql", questions().getFirst().kind());
        // One of the claims is about an endless table.
        asking.cancellation().cancel();
        assertThrows(Rejection.class, () -> server.apex().verifyKeys(asking, _ -> {}));
        assertEquals("proof", questions().getFirst().kind());
        for (var question : questions()) assertNotNull(question.outcome(), question.asked());
    }

    @Test
    void no_value_is_in_it() throws Exception {
        client.query("{\"metrics\": [\"revenue\"], \"filters\": [{\"field\": \"region\", \"op\": \"eq\", \"value\":"
                + " \"Northumbria\"}], \"where\": [\"status = 'Northumbria' or order.id > 424242\"]}");
        client.post("/api/v1/query", "{\"question\": \"revenue where region is North\"}");
        var asking = Asking.local(Instant.EPOCH);
        server.apex().answer(SqlQuery.of("select count(*) as n from customers where region = 'Northumbria'"), asking);
        assertEquals(3, questions().size());
        for (var question : questions()) {
            var outcome = question.outcome();
            assertNotNull(outcome);
            assertEquals("answered", outcome.result(), question.asked());
        }
        var dump = dump();
        assertFalse(dump.contains("North"), dump);
        assertFalse(dump.contains("424242"), dump);
        var veil = server.state().audit().veil("Northumbria");
        var search = new Search(null, null, null, null, null, veil, null, null);
        assertEquals(
                2, server.state().trail().search(search, null, 10).questions().size(), "who knows it finds it");
    }

    private String dump() throws SQLException {
        var dump = new StringBuilder();
        try (var connection = tampering();
                var rows = connection.createStatement().executeQuery("script")) {
            while (rows.next()) dump.append(rows.getString(1)).append('\n');
        }
        return dump.toString();
    }

    private Connection tampering() throws SQLException {
        var file = project.state().resolve("state").toAbsolutePath();
        return DriverManager.getConnection(
                "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE", "datachat", "");
    }

    @Test
    void nothing_is_answered_when_it_cannot_be_written_down() throws Exception {
        client.query("{\"metrics\": [\"orders\"]}");
        try (var connection = tampering();
                var statement = connection.createStatement()) {
            statement.execute("alter table audit_record rename to gone");
        }
        // What is asked until the loss is seen waits in the journal.
        assertEquals(200, client.query("{\"metrics\": [\"orders\"]}").status());
        assertThrows(Rejection.class, server.state()::trail);
        for (var format : List.of("json", "csv")) {
            var reply = client.query("{\"metrics\": [\"orders\"], \"format\": \"" + format + "\"}");
            assertEquals(503, reply.status(), reply.text());
            assertEquals("AU001", reply.problems().getFirst().code().id());
            assertFalse(reply.text().contains("20000"), reply.text());
        }
        try (var connection = tampering();
                var statement = connection.createStatement()) {
            statement.execute("alter table gone rename to audit_record");
        }
        while (client.query("{\"metrics\": [\"orders\"]}").status() != 200) Thread.onSpinWait();
        assertEquals(3, questions().size());
    }

    @Test
    void what_the_state_listens_on_is_this_machine_only() throws Exception {
        client.query("{\"metrics\": [\"orders\"]}");
        assertEquals("127.0.0.1", System.getProperty("h2.bindAddress"));
        var lock = java.nio.file.Files.readString(project.state().resolve("state.lock.db"), UTF_8);
        assertTrue(lock.contains("server=localhost"), lock);
    }
}
