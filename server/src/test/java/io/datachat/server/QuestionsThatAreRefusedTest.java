package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.server.Client.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsThatAreRefusedTest {
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
        assertTrue(reply.refusal().contains(expected), reply.status() + " " + reply.text());
        assertEquals("application/problem+json", reply.type());
        assertFalse(reply.text().contains("\tat ") || reply.text().contains("Exception"), reply.text());
    }

    @Test
    void an_unknown_metric_with_the_nearest() throws Exception {
        var reply = client.query("{\"metrics\": [\"revenu\"]}");
        refused("[revenue]", reply);
        assertEquals(404, reply.status());
    }

    @Test
    void an_unknown_dimension_with_the_nearest() throws Exception {
        refused("[region]", client.query("{\"metrics\": [\"revenue\"], \"dimensions\": [\"regoin\"]}"));
    }

    @Test
    void several_unknown_names_at_once() throws Exception {
        var reply = client.query("{\"metrics\": [\"revenu\", \"ordres\"]}");
        assertEquals(2, reply.problems().size(), reply.text());
    }

    @Test
    void a_filter_of_the_wrong_type() throws Exception {
        var reply = client.query(
                "{\"metrics\": [\"revenue\"], \"filters\": [{\"field\": \"order.id\", \"op\": \"gt\", \"value\":"
                        + " \"many\"}]}");
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply.text());
        refused("many", reply);
    }

    @Test
    void an_order_by_what_was_not_asked_for() throws Exception {
        var reply = client.query("{\"metrics\": [\"revenue\"], \"order\": [\"region\"]}");
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply.text());
    }

    @Test
    void a_period_that_is_not_one() throws Exception {
        refused("", client.query("{\"metrics\": [\"revenue\"], \"period\": \"last monht\"}"));
        refused("", client.query("{\"metrics\": [\"revenue\"], \"period\": {\"from\": \"2025-02-30\"}}"));
        refused(
                "",
                client.query("{\"metrics\": [\"revenue\"], \"period\": {\"from\": \"2025-03-01\", \"to\":"
                        + " \"2025-02-01\"}}"));
    }

    @Test
    void another_database() throws Exception {
        refused("", client.query("{\"metrics\": [\"revenue\"], \"target_database\": \"lake\"}"));
    }

    @Test
    void a_time_grain_on_what_is_no_time() throws Exception {
        refused(
                "",
                client.query("{\"metrics\": [\"revenue\"], \"dimensions\": [{\"name\": \"region\", \"grain\":"
                        + " \"month\"}]}"));
    }

    @Test
    void words_that_nobody_knows() throws Exception {
        refused("flibbertigibbet", client.post("/api/v1/query", "{\"question\": \"revenue by flibbertigibbet\"}"));
        refused("RQ007", client.post("/api/v1/query", "{}"));
        refused("RQ003", client.post("/api/v1/query", "{\"question\": \"revenue\", \"metrics\": []}"));
    }

    @Test
    void unknown_datapoints_and_types_with_the_nearest() throws Exception {
        refused("404 HT010 there is no metric 'revenu' [revenue]", client.get("/api/v1/metrics/revenu"));
        refused("404 HT010 there is no entity 'ordr' [order]", client.get("/api/v1/datapoints/entity/ordr"));
        refused("404 HT011 there is no type 'metrik' [metric]", client.get("/api/v1/datapoints/metrik/revenue"));
        refused("404 HT011 there is no type 'metrik' [metric]", client.get("/api/v1/datapoints?type=metrik"));
    }

    @Test
    void parameters_of_the_address_that_are_wrong() throws Exception {
        refused(
                "400 HT009 limit must be between 1 and 500, not 0\n400 HT009 offset must be 0 or more, not -1",
                client.get("/api/v1/metrics?limit=0&offset=-1"));
        refused("limit", client.get("/api/v1/metrics?limit=many"));
        refused("metrics", client.get("/api/v1/metrics/dimensions"));
        refused("400 HT009", client.get("/api/v1/metrics/dimensions?metrics=,"));
        refused("[revenue]", client.get("/api/v1/metrics/dimensions?metrics=revenu"));
    }

    @Test
    void an_unknown_database_of_the_catalog() throws Exception {
        refused("[shop]", client.get("/api/v1/catalog/snapshot?database=shpo"));
        refused("[shop]", client.post("/api/v1/catalog/refresh?database=shpo", ""));
    }

    @Test
    void a_form_that_is_not_offered() throws Exception {
        refused(
                "406 HT008",
                client.send(client.to("/api/v1/metrics/query")
                        .headers("Content-Type", "application/json", "Accept", "application/xml")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"metrics\": [\"revenue\"]}"))
                        .build()));
    }
}
