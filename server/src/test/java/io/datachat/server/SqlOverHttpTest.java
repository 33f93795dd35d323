package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqlOverHttpTest {
    @TempDir
    static Path folder;

    private static DataChatServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        server = DataChatServer.start(SmallShop.in(folder), Listening.onPort(0));
        server.awaitReady();
        client = Client.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Client.Reply post(String path, String body) throws Exception {
        return client.post("/api/v1/sql/" + path, body);
    }

    @Test
    void a_query_is_judged_without_running() throws Exception {
        var good = post("validate", "{\"sql\": \"SELECT status, count(*) AS n FROM orders GROUP BY status\"}");
        assertEquals(200, good.status());
        assertTrue(good.text().startsWith("{\"valid\":true"), good.text());
        assertTrue(good.text().contains("{\"name\":\"n\",\"type\":\"bigint\"}"), good.text());
        var bad = post("validate", "{\"sql\": \"SELECT statu FROM orders\"}");
        assertEquals(200, bad.status());
        assertTrue(bad.text().contains("\"valid\":false"), bad.text());
        assertTrue(bad.text().contains("\"code\":\"RD202\""), bad.text());
        assertTrue(bad.text().contains("\"choices\":[\"orders.status\"]"), bad.text());
    }

    @Test
    void a_query_runs_with_values_by_name() throws Exception {
        var sql = "{\"sql\": \"SELECT count(*) AS n FROM orders WHERE ordered_at >= :from\", \"parameters\":"
                + " {\"from\": {\"type\": \"date\", \"value\": \"1999-01-01\"}}}";
        var answer = post("execute", sql);
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.text().contains("\"columns\":[{\"name\":\"n\""), answer.text());
        var receipt = post("explain", sql).text();
        assertTrue(!receipt.contains("\"rows\""), receipt);
        assertTrue(receipt.contains("1999-01-01"), receipt);
    }

    @Test
    void statements_are_certified() throws Exception {
        var reply = post(
                "certify",
                "{\"sql\": \"SELECT sum(amount) AS r FROM orders; SELECT sum(id) FROM orders; SELECT nothing FROM"
                        + " orders\"}");
        assertEquals(200, reply.status(), reply.text());
        assertTrue(reply.text().startsWith("{\"certified\":false,\"statements\":["), reply.text());
        assertTrue(reply.text().contains("\"said\":[\"certified: revenue\"]"), reply.text());
        assertTrue(reply.text().contains("\"verdict\":\"near\""), reply.text());
        assertTrue(reply.text().contains("\"certificate\":null,\"problems\":[{\"code\":\"RD202\""), reply.text());
        assertEquals(400, post("certify", "{\"sql\": \"\"}").status());
    }

    @Test
    void what_is_no_query_or_no_request_is_refused() throws Exception {
        assertEquals(422, post("execute", "{\"sql\": \"DELETE FROM orders\"}").status());
        assertEquals(
                404, post("execute", "{\"sql\": \"SELECT * FROM nowhere\"}").status());
        assertEquals(400, post("execute", "{\"sql\": \"\"}").status());
        assertEquals(400, post("validate", "{\"sq\": \"SELECT 1\"}").status());
        assertEquals(
                400,
                post("execute", "{\"sql\": \"SELECT 1\", \"parameters\": [1]}").status());
        var type =
                post("execute", "{\"sql\": \"SELECT :a\", \"parameters\": {\"a\": {\"type\": \"dat\", \"value\": 1}}}");
        assertTrue(type.text().contains("\"choices\":[\"date\"]"), type.text());
    }
}
