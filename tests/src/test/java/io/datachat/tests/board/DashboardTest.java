package io.datachat.tests.board;

import static io.datachat.tests.board.Shop.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.board.BoardAnswer.TileAnswer;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.datachat.tests.board.Shop.On;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the tiles of a dashboard answer, on both engines.
class DashboardTest {
    @TempDir
    Path folder;

    /// Each tile, and the request over HTTP that asks the same.
    private static final List<List<String>> SAME = List.of(
            List.of("metrics: [orders, revenue]", "{'metrics': ['orders', 'revenue']}"),
            List.of(
                    "{metrics: orders, grain: month, gaps: true, period: {from: 2026-09-01, to: 2026-12-01}}",
                    "{'metrics': 'orders', 'dimensions': [{'name': 'time', 'grain': 'month'}], 'gaps': true, 'period':"
                            + " {'from': '2026-09-01', 'to': '2026-12-01'}}"),
            List.of(
                    "{metrics: [revenue, average], dimensions: [order.buyer.region, 'ordered_at:day_of_week'], order:"
                            + " [-revenue, order.buyer.region], limit: 3, where: [channel = 'web' or customer.orders >"
                            + " 0]}",
                    "{'metrics': ['revenue', 'average'], 'dimensions': ['order.buyer.region', {'name': 'ordered_at',"
                            + " 'grain': 'day_of_week'}], 'order': [{'field': 'revenue', 'descending': true},"
                            + " 'order.buyer.region'], 'limit': 3, 'where': [\"channel = 'web' or customer.orders >"
                            + " 0\"]}"),
            List.of(
                    "{metrics: revenue, dimensions: {name: channel}, shares: true, period: last month, compare:"
                        + " previous_period, filters: [order.buyer.region in 'North, far', South, {field: channel, op:"
                        + " '!=', value: mail}]}",
                    "{'metrics': ['revenue'], 'dimensions': ['channel'], 'shares': true, 'period': 'last month',"
                            + " 'compare': 'previous_period', 'filters': [{'field': 'order.buyer.region', 'op': 'in',"
                            + " 'values': ['North, far', 'South']}, {'field': 'channel', 'op': 'ne', 'value':"
                            + " 'mail'}]}"),
            List.of("dimensions: [customer.region]", "{'dimensions': ['customer.region']}"),
            List.of(
                    "{dimensions: order.channel, extremes: true, zone: Europe/Vienna}",
                    "{'dimensions': ['order.channel'], 'extremes': true, 'zone': 'Europe/Vienna'}"),
            List.of(
                    "{metrics: [revenue, orders], dimensions: channel, top: {count: 1, metric: revenue, dimension:"
                            + " channel}}",
                    "{'metrics': ['revenue', 'orders'], 'dimensions': ['channel'], 'top': {'count': 1, 'metric':"
                            + " 'revenue', 'dimension': 'channel'}}"),
            List.of("{metrics: hoped, include_proposed: true}", "{'metrics': ['hoped'], 'include_proposed': true}"));

    @ParameterizedTest
    @EnumSource
    void a_tile_answers_what_its_question_answers_alone(On on) throws Exception {
        var yaml = new StringBuilder("datapoint:\n  id: all\n  type: dashboard\n  name: All\n  tiles:\n");
        for (var i = 0; i < SAME.size(); i++) {
            var tile = SAME.get(i).getFirst();
            var inner = tile.startsWith("{") ? tile.substring(1, tile.length() - 1) : tile;
            yaml.append("    - {title: Tile ")
                    .append(i)
                    .append(", ")
                    .append(flow(inner))
                    .append("}\n");
        }
        try (var apex = Shop.open(folder, on, "board_same", yaml.toString())) {
            assertEquals(List.of(), errors(apex));
            var run = apex.run("all", BoardRequest.PLAIN, Asking.local(NOW));
            assertTrue(run.oneSnapshot(), run.seen()::toString);
            for (var i = 0; i < SAME.size(); i++) {
                var tile = run.tiles().get(i);
                var asked = MetricRequestReader.read(SAME.get(i)
                                .getLast()
                                .replace('\'', '"')
                                .replace("\"web\"", "'web'")
                                .getBytes(StandardCharsets.UTF_8))
                        .query();
                var alone = apex.answer(asked, Asking.local(NOW));
                assertEquals("Tile " + i, tile.title());
                assertNotNull(tile.answer(), tile.problems()::toString);
                assertEquals(alone.columns(), tile.answer().columns(), tile.title());
                assertEquals(alone.rows(), tile.answer().rows(), tile.title());
                assertEquals(alone.receipt().sql(), tile.answer().receipt().sql(), tile.title());
                assertFalse(alone.rows().isEmpty());
            }
        }
    }

    /// A comma within a flow mapping would end the text.
    private static String flow(String inner) {
        return inner.replace(
                        "order.buyer.region in 'North, far', South", "\"order.buyer.region in 'North, far', South\"")
                .replace("channel = 'web' or customer.orders > 0", "\"channel = 'web' or customer.orders > 0\"");
    }

    private static final String MIXED = """
        datapoint:
          id: mixed
          type: dashboard
          name: Mixed
          tiles:
            - {title: First, metrics: orders}
            - {title: Broken value, metrics: orders, dimensions: order.size}
            - {title: Unreachable, metrics: passed, dimensions: [customer.region]}
            - {title: Proposed, metrics: hoped}
            - {title: No time, metrics: customers}
            - {title: Last, metrics: revenue, period: 2026}
        """;

    @ParameterizedTest
    @EnumSource
    void a_broken_tile_leaves_the_others_alone(On on) throws Exception {
        try (var apex = Shop.open(folder, on, "board_broken", MIXED)) {
            var run = apex.run("mixed", BoardRequest.PLAIN, Asking.local(NOW));
            assertEquals(
                    "First 4 | Broken value WH | Unreachable RS | Proposed RS | No time 3 | Last 12.00", told(run));
            assertFalse(run.whole());
            assertTrue(run.oneSnapshot(), run.seen()::toString);
            var bound = errors(apex);
            assertEquals(
                    List.of("datapoints/user/boards.yaml:8:58", "datapoints/user/boards.yaml:9:34"),
                    bound.stream()
                            .map(problem -> String.valueOf(problem.place()))
                            .toList(),
                    bound::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_holds_for_the_run_holds_for_every_tile_or_the_tile_says_no(On on) throws Exception {
        try (var apex = Shop.open(folder, on, "board_taken", MIXED)) {
            var web = request("{'period': '2026-11', 'filters': [{'field': 'order.channel', 'value': 'shop'}]}");
            var run = apex.run("mixed", web, Asking.local(NOW));
            assertEquals(
                    "First 2 | Broken value WH | Unreachable RS RS | Proposed RS | No time BD103 RS | Last 8.00",
                    told(run));
            var north = apex.run("mixed", request("{'where': \"customer.region = 'North'\"}"), Asking.local(NOW));
            assertEquals(
                    "First 1 | Broken value 1 | Unreachable RS RS RS | Proposed RS | No time 1 | Last 3.50",
                    told(north));
            var one = apex.run("mixed", request("{'tile': 'last'}"), Asking.local(NOW));
            assertEquals("Last 12.00", told(one));
            assertEquals("No time 3", told(apex.run("mixed", request("{'tile': '5'}"), Asking.local(NOW))));
        }
    }

    @Test
    void a_run_that_fits_nothing_is_refused_as_a_whole() throws Exception {
        try (var apex = Shop.open(folder, On.DUCKDB, "board_refused", MIXED)) {
            var asking = Asking.local(NOW);
            assertEquals(
                    "there is no dashboard 'mixd' [BD101]; did you mean mixed?",
                    refused(() -> apex.run("mixd", BoardRequest.PLAIN, asking)));
            assertTrue(refused(() -> apex.run("mixed", request("{'tile': 'frist'}"), asking))
                    .contains("no tile 'frist' [BD102]; did you mean First?"));
            assertTrue(refused(() -> apex.run("mixed", request("{'period': 'last mnth'}"), asking))
                    .contains("'mnth' in the period 'last mnth' is not understood"));
            var cancelled = new Asking(Viewer.LOCAL, NOW, Duration.ofMinutes(1), new Cancellation());
            cancelled.cancellation().cancel();
            assertTrue(refused(() -> apex.run("mixed", BoardRequest.PLAIN, cancelled))
                    .contains("cancelled"));
            var late = new Asking(Viewer.LOCAL, NOW, Duration.ofNanos(1), new Cancellation());
            assertEquals(
                    "First BD104",
                    told(apex.run("mixed", request("{'tile': 'First'}"), late)).substring(0, 11));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_viewer_without_rights_loses_the_tile_and_no_more(On on) throws Exception {
        try (var apex = Shop.open(folder, on, "board_rights", """
            datapoint:
              id: words
              type: dashboard
              name: Words
              tiles: [{title: Own, metrics: own_words}, {title: Read, metrics: orders}]
            """)) {
            var run = apex.run("words", BoardRequest.PLAIN, Asking.local(NOW));
            assertEquals("Own 4 | Read 4", told(run));
            assertFalse(run.oneSnapshot());
            assertEquals(
                    "nobody knows what 'Own' reads, so it was asked by itself",
                    run.seen().getFirst().why());
            var guest = new Viewer("guest", Set.of("reader"), false);
            var asked = new Asking(guest, NOW, Duration.ofMinutes(1), new Cancellation());
            assertEquals("Own RD | Read 4", told(apex.run("words", BoardRequest.PLAIN, asked)));
        }
    }

    static BoardRequest request(String json) {
        return BoardRequest.read(json.replace('\'', '"')
                .replace("customer.region = \"North\"\"", "customer.region = 'North'\"")
                .getBytes(StandardCharsets.UTF_8));
    }

    /// Each tile with its first value, or the codes of its problems.
    static String told(BoardAnswer run) {
        return run.tiles().stream().map(DashboardTest::told).collect(Collectors.joining(" | "));
    }

    private static String told(TileAnswer tile) {
        var answer = tile.answer();
        if (answer != null) return tile.title() + " " + answer.rows().getFirst().getLast();
        return tile.title() + " "
                + tile.problems().stream()
                        .map(problem -> problem.code().id())
                        .map(code -> code.startsWith("BD") ? code : code.substring(0, 2))
                        .collect(Collectors.joining(" "));
    }

    private static List<Problem> errors(Apex apex) {
        return apex.problems().stream()
                .filter(problem ->
                        problem.place() != null && problem.place().source().endsWith("boards.yaml"))
                .toList();
    }

    private static String refused(Runnable asking) {
        return assertThrows(Rejection.class, asking::run).problems().getFirst().line();
    }
}
