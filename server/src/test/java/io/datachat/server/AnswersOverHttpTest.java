package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.AnswerReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AnswersOverHttpTest {
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

    @Test
    void a_metric_by_a_dimension() throws Exception {
        var reply = client.query(
                "{\"metrics\": [\"revenue\", \"orders\"], \"dimensions\": [\"region\"], \"order\": [\"region\"]}");
        assertEquals(200, reply.status(), reply.text());
        assertEquals("application/json", reply.type());
        var answer = AnswerReader.read(reply.response().body());
        assertEquals(
                List.of("region", "revenue", "orders"),
                answer.columns().stream().map(column -> column.name()).toList());
        assertEquals(
                Arrays.asList("North", new BigDecimal("666633.33"), 6667L),
                answer.rows().getFirst());
        assertEquals(3, answer.rows().size());
        assertFalse(answer.truncated());
        assertEquals("shop", answer.receipt().database());
    }

    @Test
    void the_form_follows_the_request_then_the_header() throws Exception {
        var body = "{\"metrics\": [\"orders\"], \"dimensions\": [\"status\"], \"order\": [\"status\"]%s}";
        var csv = "status,orders\r\nopen,2000\r\npaid,18000\r\n";
        var asked = client.query(body.formatted(", \"format\": \"csv\""));
        assertEquals(csv, asked.text());
        assertTrue(asked.type().startsWith("text/csv"), asked.type());
        var accepted = client.send(client.to("/api/v1/metrics/query")
                .headers("Content-Type", "application/json", "Accept", "text/csv")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body.formatted("")))
                .build());
        assertEquals(csv, accepted.text());
    }

    @Test
    void a_dry_run_compiles_and_does_not_run() throws Exception {
        var reply = client.query("{\"metrics\": [\"endless_sum\"], \"dry_run\": true}");
        assertEquals(200, reply.status(), reply.text());
        assertTrue(reply.text().contains("\"run_ms\":null"), reply.text());
        assertFalse(reply.text().contains("\"rows\""), reply.text());
        assertTrue(AnswerReader.read(reply.response().body()).receipt().sql().contains("endless"));
    }

    @Test
    void a_long_answer_is_streamed_completely() throws Exception {
        var reply =
                client.query("{\"metrics\": [\"revenue\"], \"dimensions\": [\"order.id\"], \"order\": [\"order.id\"]}");
        assertEquals(
                "chunked",
                reply.response().headers().firstValue("Transfer-Encoding").orElse(""));
        var answer = AnswerReader.read(reply.response().body());
        assertEquals(20_000, answer.rows().size());
        assertEquals(
                Arrays.asList(19_999L, new BigDecimal("199.99")), answer.rows().getLast());
    }

    @Test
    void a_client_that_goes_away_before_the_first_row_stops_the_query() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var body = "{\"metrics\": [\"endless_sum\"]}";
            socket.getOutputStream()
                    .write(("POST /api/v1/metrics/query HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Content-Type: application/json\r\n"
                                    + "Content-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            until(() -> server.underWay() == 1);
        }
        until(() -> server.underWay() == 0);
    }

    @Test
    void a_client_that_goes_away_in_the_middle_stops_the_stream() throws Exception {
        var request = client.to("/api/v1/metrics/query")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"metrics\": [\"revenue\"], \"dimensions\": [\"order.id\"]}"))
                .build();
        try (var body =
                client.http().send(request, BodyHandlers.ofInputStream()).body()) {
            assertEquals('{', body.read());
        }
        until(() -> server.underWay() == 0);
    }

    @Test
    void words_are_answered_with_what_they_were_taken_for() throws Exception {
        var reply = client.post("/api/v1/query", "{\"question\": \"revenue by region\"}");
        assertEquals(200, reply.status(), reply.text());
        var answer = AnswerReader.read(reply.response().body());
        assertEquals(3, answer.rows().size());
        assertTrue(
                answer.receipt().notes().contains("'revenue' was taken for metric revenue"),
                answer.receipt().notes().toString());
    }

    @Test
    void metrics_are_listed_searched_and_paged() throws Exception {
        assertTrue(client.get("/api/v1/metrics").text().contains("\"total\":3"));
        var found = client.get("/api/v1/metrics?search=SALES").text();
        assertTrue(found.contains("\"id\":\"revenue\"") && found.contains("\"total\":1"), found);
        var page = client.get("/api/v1/metrics?limit=1&offset=1").text();
        assertTrue(page.contains("\"id\":\"orders\"") && page.contains("\"next\":2"), page);
    }

    @Test
    void a_metric_is_described_with_its_dimensions() throws Exception {
        var text = client.get("/api/v1/metrics/revenue").text();
        assertTrue(text.contains("\"aggregation\":\"sum\""), text);
        assertTrue(text.contains("\"path\":\"region\""), text);
        assertTrue(text.contains("\"grains\":[\"second\",\"minute\""), text);
        var common = client.get("/api/v1/metrics/dimensions?metrics=revenue,orders");
        assertEquals(200, common.status(), common.text());
        assertTrue(common.text().contains("\"path\":\"status\""), common.text());
    }

    @Test
    void datapoints_are_shown_with_tier_and_place() throws Exception {
        assertTrue(client.get("/api/v1/datapoints?type=entity").text().contains("\"total\":3"));
        var text = client.get("/api/v1/datapoints/metric/revenue").text();
        assertTrue(text.contains("\"tier\":\"user\"") && text.contains("shop.yaml\",\"line\":"), text);
        assertTrue(client.get("/api/v1/datapoints/schema").text().contains("json-schema.org"));
        assertTrue(client.get("/api/v1/datapoints/lint").text().contains("\"errors\":0"));
    }

    @Test
    void the_catalog_is_shown_and_read_again() throws Exception {
        var text = client.get("/api/v1/catalog/snapshot?database=shop").text();
        assertTrue(text.contains("\"primary_key\":[\"id\"]") && text.contains("\"type\":\"decimal(12,2)\""), text);
        assertEquals(text, client.get("/api/v1/catalog/snapshot").text());
        var refreshed = client.post("/api/v1/catalog/refresh", "");
        assertEquals(200, refreshed.status(), refreshed.text());
        assertTrue(refreshed.text().contains("\"tables\":3"), refreshed.text());
    }

    @Test
    void health_names_each_database() throws Exception {
        var reply = client.get("/health");
        assertEquals(200, reply.status(), reply.text());
        assertTrue(
                reply.text().contains("\"status\":\"ready\"") && reply.text().contains("\"backend\":\"duckdb\""),
                reply.text());
    }

    @Test
    void the_page_and_the_openapi_document_come_from_the_server_itself() throws Exception {
        var page = client.get("/");
        assertEquals(200, page.status());
        assertFalse(page.text().contains("https://"), "nothing is loaded from elsewhere");
        assertTrue(
                page.response().headers().firstValue("Content-Security-Policy").isPresent());
        var api = client.get("/api/v1/openapi.yaml").text();
        assertTrue(api.startsWith("openapi: 3"), api);
        for (var path : List.of(
                "/api/v1/metrics/query",
                "/api/v1/metrics/{id}",
                "/api/v1/datapoints/lint",
                "/api/v1/catalog/refresh",
                "/api/v1/query",
                "/health")) assertTrue(api.contains("\n  " + path + ":"), path);
    }

    @Test
    void an_edited_datapoint_is_loaded_and_a_broken_one_keeps_the_last_good_version() throws Exception {
        var file = folder.resolve("datapoints/user/more.yaml");
        var metric = "datapoint:\n"
                + "  id: paid\n"
                + "  type: metric\n"
                + "  name: Paid\n"
                + "  execution:\n"
                + "    metric: orders\n"
                + "    filters: [\"status = 'paid'\"]\n";
        Files.writeString(file, metric);
        until(() -> client.get("/api/v1/metrics/paid").status() == 200);
        Files.writeString(file, metric + "  nonsense: [\n");
        until(() -> client.get("/health").text().contains("\"degraded\""));
        assertEquals(200, client.query("{\"metrics\": [\"paid\"]}").status());
        Files.delete(file);
        until(() -> client.get("/api/v1/metrics/paid").status() == 404);
    }

    @Test
    void a_reader_that_gets_half_an_answer_notices() {
        assertThrows(
                RuntimeException.class,
                () -> AnswerReader.read("{\"columns\":[],\"rows\":[[".getBytes(StandardCharsets.UTF_8)));
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /// Asks again and again; the test's own time limit ends what never becomes true.
    private static void until(Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) Thread.onSpinWait();
    }
}
