package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.AnswerReader;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.board.BoardReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DashboardsOverHttpTest {
    private static final String RUN = "/api/v1/dashboards/sales_overview/run";

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

    @Test
    void a_dashboard_is_listed_and_says_what_it_asks() throws Exception {
        var list = client.get("/api/v1/dashboards").text();
        assertTrue(list.contains("\"tiles\":[\"Revenue by region\",\"Months\",\"Customers\"]"), list);
        var described = client.get("/api/v1/dashboards/sales_overview").text();
        assertTrue(
                described.contains("{\"title\":\"Months\",\"request\":{\"metrics\":[\"orders\"],\"grain\":\"month\"}}"),
                described);
    }

    @Test
    void a_tile_answers_what_its_request_answers_alone() throws Exception {
        var run = run("{}");
        assertTrue(run.oneSnapshot());
        assertEquals(3, run.tiles().size());
        for (var tile : run.tiles()) {
            var query = tile.query();
            assertNotNull(query);
            var request = io.datachat.apex.answer.request.MetricRequestWriter.write(
                    io.datachat.apex.answer.request.MetricRequest.of(query));
            var alone = AnswerReader.read(client.query(new String(request, java.nio.charset.StandardCharsets.UTF_8))
                    .response()
                    .body());
            assertNotNull(tile.answer());
            assertEquals(alone.columns(), tile.answer().columns());
            assertEquals(alone.rows(), tile.answer().rows());
        }
    }

    @Test
    void a_period_and_a_filter_hold_for_all_tiles_or_the_tile_says_no() throws Exception {
        var run = run("{\"period\": {\"from\": \"2025-01-01\", \"to\": \"2025-02-01\"}, \"filters\": [{\"field\":"
                + " \"status\", \"value\": \"open\"}]}");
        assertEquals(
                "75",
                String.valueOf(
                        run.tiles().get(1).answer() == null
                                ? null
                                : run.tiles().get(1).answer().rows().getFirst().getLast()));
        var values = run.tiles().get(2);
        assertNull(values.answer());
        assertEquals("BD103", values.problems().getFirst().code().id());
        var one = run("{\"tile\": \"months\"}");
        assertEquals(
                List.of("Months"),
                one.tiles().stream().map(BoardAnswer.TileAnswer::title).toList());
    }

    @Test
    void what_is_not_there_is_refused_with_what_is_near() throws Exception {
        var unknown = client.post("/api/v1/dashboards/sales_overvew/run", "{}");
        assertEquals(404, unknown.status());
        assertTrue(unknown.text().contains("\"choices\":[\"sales_overview\"]"), unknown.text());
        var tile = client.post(RUN, "{\"tile\": \"Month\"}");
        assertEquals(404, tile.status());
        assertTrue(tile.text().contains("\"choices\":[\"Months\"]"), tile.text());
        var key = client.post(RUN, "{\"peroid\": \"last month\"}");
        assertEquals(400, key.status());
        assertTrue(key.text().contains("\"choices\":[\"period\"]"), key.text());
        var period = client.post(RUN, "{\"period\": \"last mnth\"}");
        assertEquals(400, period.status(), period.text());
    }

    private static BoardAnswer run(String body) throws Exception {
        var reply = client.post(RUN, body);
        assertEquals(200, reply.status(), reply.text());
        return BoardReader.read(reply.response().body());
    }
}
