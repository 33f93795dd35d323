package io.datachat.apex.answer.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricRequestTest {
    @Test
    void every_key_is_read() {
        var request = read("""
            {"metrics": ["revenue", "orders"],
             "dimensions": ["order.customer.region", {"name": "time", "grain": "month"}],
             "grain": "day_of_week", "where": "a = 1 or b > 2", "gaps": true, "shares": true, "extremes": true, "top": {"count": 3, "metric": "revenue", "dimension": "region"}, "period": {"from": "2025-01-01", "to": "2025-02-01"},
             "filters": [{"field": "status", "op": "in", "values": ["paid", 7, 1.50, true]}, {"field": "country", "value": "DE"}],
             "order": ["-revenue", {"field": "time"}], "limit": 10, "compare": "previous_year", "zone": "Europe/Berlin",
             "target_database": "shop", "parameters": {"days": 30, "list": ["a", "b"]}, "include_proposed": true,
             "dry_run": true, "explain": true, "format": "csv", "as_of": "2025-03-01T12:00:00+01:00"}\
            """);
        assertEquals(
                new MetricRequest(
                        new MetricQuery(
                                List.of("revenue", "orders"),
                                List.of(
                                        new Dimension("order.customer.region", null),
                                        new Dimension("time", Grain.MONTH)),
                                DatePart.DAY_OF_WEEK,
                                new Span.Between("2025-01-01", "2025-02-01"),
                                List.of(
                                        new Filter("status", Op.IN, List.of("paid", 7L, new BigDecimal("1.50"), true)),
                                        new Filter("country", Op.EQ, List.of("DE"))),
                                List.of("a = 1 or b > 2"),
                                List.of(new Order("revenue", true), new Order("time", false)),
                                10,
                                Compare.PREVIOUS_YEAR,
                                ZoneId.of("Europe/Berlin"),
                                "shop",
                                Map.of("days", 30L, "list", List.of("a", "b")),
                                true,
                                new MetricQuery.Framing(true, true, true, new MetricQuery.Top("region", "revenue", 3))),
                        true,
                        true,
                        MetricRequest.Format.CSV,
                        Instant.parse("2025-03-01T11:00:00Z")),
                request);
        assertEquals(request, MetricRequestReader.read(MetricRequestWriter.write(request)));
    }

    @Test
    void one_name_may_stand_for_a_list_of_one() {
        var query = read("{\"metrics\": \"revenue\", \"dimensions\": \"region\", \"order\": \"-revenue\", \"period\":"
                        + " \"last month\"}")
                .query();
        assertEquals(List.of("revenue"), query.metrics());
        assertEquals(List.of(new Dimension("region", null)), query.dimensions());
        assertEquals(new Span.Words("last month"), query.period());
    }

    @Test
    void all_problems_are_told_at_once_with_their_places() {
        assertEquals("""
            RQ003 request:1:2 unknown key 'metrisc' [metrics]
            RQ005 request:2:17 a dimension must be a name or {name, grain}, not the number 7
            RQ008 request:3:63 the count of a top must be a whole number between 1 and 10000
            RQ008 request:4:11 limit must be between 1 and 10000000
            RQ009 request:5:14 the filter on 'a' needs two values for between, not 1
            RQ006 request:6:35 unknown op 'equals' []
            RQ010 request:7:10 unknown time zone 'Europe/Berln' [Europe/Berlin, Europe/Dublin, Europe/Jersey]
            RQ004 request:8:2 'limit' is given twice
            RQ011 request:9:11 as_of 'yesterday' is not a moment with offset
            RQ007 request:1:1 no metric is asked for\
            """, problems("""
                {"metrisc": ["revenue"],
                 "dimensions": [7],
                 "top": {"dimension": "region", "metric": "revenue", "count": 0},
                 "limit": 0,
                 "filters": [{"field": "a", "op": "between", "values": [1]},
                             {"field": "b", "op": "equals", "value": 1}],
                 "zone": "Europe/Berln",
                 "limit": 5,
                 "as_of": "yesterday"}\
                """));
    }

    @Test
    void what_is_not_json_is_told_with_its_place() {
        assertTrue(problems("").startsWith("RQ001"));
        assertTrue(problems("[1]").startsWith("RQ001 request:1:1 a JSON object is expected, not a list"));
        assertTrue(
                problems("{\"metrics\": [\"a\"]").startsWith("RQ001 request:1:18"), problems("{\"metrics\": [\"a\"]"));
        assertTrue(
                problems("{\"metrics\": [\"a\"],}").startsWith("RQ001 request:1:19"),
                problems("{\"metrics\": [\"a\"],}"));
        assertTrue(problems("{\"metrics\": [\"a\"]} {}").contains("more text"));
        assertTrue(problems("{\"metrics\": [\"\u0001\"]}").startsWith("RQ001"));
    }

    @Test
    void deep_nesting_and_endless_numbers_are_refused() {
        assertTrue(problems("{\"metrics\":" + "[".repeat(1000)).contains("RQ002"));
        assertTrue(problems("{\"metrics\":[\"a\"],\"parameters\":{\"x\":1e999999999}}")
                .contains("RQ008"));
        assertTrue(problems("{\"metrics\":[\"a\"],\"parameters\":{\"x\":1e99999999999}}")
                .contains("RQ008"));
        assertTrue(problems("{\"metrics\":[\"a\"],\"parameters\":{\"x\":" + "9".repeat(500) + "}}")
                .contains("RQ002"));
        assertTrue(
                problems("{\"metrics\":[" + "\"a\",".repeat(10_001) + "\"a\"]}").contains("more than 10000"));
    }

    private static MetricRequest read(String json) {
        return MetricRequestReader.read(json.getBytes(UTF_8));
    }

    private static String problems(String json) {
        return assertThrows(Rejection.class, () -> read(json)).problems().stream()
                .map(MetricRequestTest::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Problem problem) {
        var choices = problem.code() == RequestCode.UNKNOWN_KEY
                        || !problem.choices().isEmpty()
                        || problem.code() == RequestCode.UNKNOWN_WORD
                ? " " + problem.choices()
                : "";
        return problem.code().id() + " " + problem.place() + " " + problem.message() + choices;
    }
}
