package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.server.Client.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsThatAreRefusedTest {
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
        server.stop();
    }

    private static void refused(String expected, Reply reply) {
        assertEquals(expected, reply.refusal(), reply.text());
        assertEquals("application/problem+json", reply.type());
        assertFalse(reply.text().contains("\tat ") || reply.text().contains("Exception"), reply.text());
    }

    @Test
    void an_unknown_address() throws Exception {
        refused("404 HT001 there is nothing at /api/v1/metric", client.get("/api/v1/metric"));
        refused("404 HT001 there is nothing at /api/v2/metrics", client.get("/api/v2/metrics"));
    }

    @Test
    void the_wrong_method() throws Exception {
        refused("405 HT002 POST is not possible at /api/v1/metrics [GET, HEAD]", client.post("/api/v1/metrics", "{}"));
        refused(
                "405 HT002 DELETE is not possible at /health [GET, HEAD]",
                client.send(client.to("/health").DELETE().build()));
    }

    @Test
    void a_body_of_another_type() throws Exception {
        var form = client.to("/api/v1/metrics/query")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("metrics=revenue"))
                .build();
        refused("415 HT003 the body must be JSON", client.send(form));
        var plain = client.to("/api/v1/metrics/query")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"metrics\": [\"revenue\"]}"))
                .build();
        refused("415 HT003 the body must be JSON", client.send(plain));
    }

    @Test
    void no_body_at_all() throws Exception {
        var empty = client.to("/api/v1/metrics/query")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())
                .build();
        refused("400 HT016 the call needs a body: one JSON object", client.send(empty));
    }

    @Test
    void broken_json() throws Exception {
        var reply = client.query("{\"metrics\": [\"revenue\"");
        assertEquals(400, reply.status());
        assertEquals("RQ001", reply.problems().getFirst().code().id());
        assertEquals("request:1:23", String.valueOf(reply.problems().getFirst().place()));
    }

    @Test
    void unknown_keys_and_wrong_types_all_at_once() throws Exception {
        refused("""
            400 RQ003 unknown key 'metric' [metrics]
            400 RQ005 limit must be a whole number, not the text 'ten'
            400 RQ006 unknown compare 'previous' [previous_year, previous_period]
            400 RQ007 no metric is asked for\
            """, client.query("{\"metric\": \"revenue\", \"limit\": \"ten\"," + " \"compare\": \"previous\"}"));
    }

    @Test
    void a_body_that_is_too_large() throws Exception {
        refused(
                "413 HT004 the body is larger than one mebibyte",
                client.query("{\"metrics\": [\"" + "x".repeat(1_200_000) + "\"]}"));
        assertEquals(200, client.get("/api/v1/version").status(), "the server goes on");
    }

    @Test
    void a_body_that_is_too_deep() throws Exception {
        assertTrue(client.query("{\"metrics\": " + "[".repeat(5000)).refusal().contains("400 RQ002"));
    }

    @Test
    void another_host_name() throws Exception {
        var reply = client.raw("GET /api/v1/version HTTP/1.1\nHost: evil.example\nConnection: close\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 403"), reply);
        assertTrue(reply.contains("HT005"), reply);
    }

    @Test
    void no_host_name() throws Exception {
        var reply = client.raw("GET /api/v1/version HTTP/1.1\nConnection: close\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 403") || reply.startsWith("HTTP/1.1 400"), reply);
    }

    @Test
    void a_page_of_another_origin() throws Exception {
        refused(
                "403 HT005 a page of 'https://evil.example' may not call this server",
                client.get("/api/v1/version", "Origin", "https://evil.example"));
        refused("403 HT005 a page of 'null' may not call this server", client.get("/api/v1/version", "Origin", "null"));
    }

    @Test
    void a_wrong_token() throws Exception {
        refused(
                "401 HT006 the token is not the one of this server",
                client.get("/api/v1/version", "Authorization", "Bearer wrong"));
    }

    @Test
    void text_that_is_not_http() throws Exception {
        var reply = client.raw("NONSENSE\n\n");
        assertTrue(reply.isEmpty() || reply.startsWith("HTTP/1."), reply);
        assertFalse(reply.contains("Exception"), reply);
    }

    @Test
    void an_address_that_is_not_text() throws Exception {
        var reply = client.raw("GET /api/v1/metrics?search=%zz HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 400"), reply);
        assertFalse(reply.contains("Exception"), reply);
    }

    @Test
    void endless_headers() throws Exception {
        var reply = client.raw(
                "GET /health HTTP/1.1\nHost: localhost\nX: " + "x".repeat(20_000) + "\nConnection: close\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 4"), reply.substring(0, Math.min(200, reply.length())));
    }

    @Test
    void a_path_out_of_the_page_folder() throws Exception {
        var reply = client.raw("GET /page/..%2f..%2flogback.js HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertTrue(reply.startsWith("HTTP/1.1 404"), reply);
    }
}
