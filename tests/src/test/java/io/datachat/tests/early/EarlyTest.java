package io.datachat.tests.early;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.tests.differential.Cells;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 200,000 sales of 50 shops in 5 cities: enough that aggregating by shop first pays.
class EarlyTest {
    private static final Asking ASKING = Asking.local(Instant.parse("2026-03-01T09:00:00Z"));

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Apex apex;

    @BeforeAll
    static void open() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE shops AS SELECT i AS id, 'city ' || (i % 5) AS city, i * 10 AS area"
                    + " FROM range(1, 51) AS t(i)");
            statement.execute("CREATE TABLE sales AS SELECT i AS id, 1 + i % 52 AS shop_id, (i % 7)::DECIMAL(8, 2) AS"
                    + " amount, (i % 3)::DOUBLE AS weight, 'buyer ' || (i % 900) AS buyer, DATE '2025-01-01' + (i %"
                    + " 400)::INTEGER AS sold_on, i % 2 = 0 AS online FROM range(200000) AS t(i)");
        }
        Files.copy(folder.resolve("shop.duckdb"), folder.resolve("yardstick.duckdb"));
        Files.writeString(folder.resolve("datachat.yaml"), """
            name: shop
            databases:
              main: {type: duckdb, path: shop.duckdb}
            """);
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), """
            datapoint: {id: shop, type: entity, name: Shop, source: shops, primary_key: id, dimensions: [city, area]}
            ---
            datapoint:
              id: sale
              type: entity
              name: Sale
              source: sales
              primary_key: id
              time: sold_on
              dimensions: [buyer, online, {name: dense, expression: amount / shop.area > 0.1}]
              relationships: [{to: shop, cardinality: many_to_one, on: {shop_id: id}}]
            ---
            datapoint: {id: sold, type: metric, name: Sold, definition: D., owner: o, execution: {entity: sale, aggregation: sum, expression: amount}}
            ---
            datapoint: {id: sales, type: metric, name: Sales, definition: D., owner: o, execution: {entity: sale, aggregation: count}}
            ---
            datapoint: {id: web, type: metric, name: Web, definition: D., owner: o, execution: {entity: sale, aggregation: count, filters: [online]}}
            ---
            datapoint: {id: most, type: metric, name: Most, definition: D., owner: o, execution: {entity: sale, aggregation: max, expression: amount}}
            ---
            datapoint: {id: mean, type: metric, name: Mean, definition: D., owner: o, execution: {entity: sale, aggregation: avg, expression: amount}}
            ---
            datapoint: {id: buyers, type: metric, name: Buyers, definition: D., owner: o, execution: {entity: sale, aggregation: count_distinct, expression: buyer}}
            ---
            datapoint: {id: heavy, type: metric, name: Heavy, definition: D., owner: o, execution: {entity: sale, aggregation: sum, expression: weight}}
            ---
            datapoint: {id: per_area, type: metric, name: Per area, definition: D., owner: o, execution: {entity: sale, aggregation: sum, expression: amount * shop.area}}
            """);
        apex = Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), ASKING.asOf());
    }

    @AfterAll
    static void close() {
        apex.close();
    }

    private static String sql(String question) {
        return apex.dryRun(
                        MetricRequestReader.read(question.getBytes(StandardCharsets.UTF_8))
                                .query(),
                        ASKING)
                .receipt()
                .sql();
    }

    private static List<?> rows(String question) {
        return apex
                .answer(
                        MetricRequestReader.read(question.getBytes(StandardCharsets.UTF_8))
                                .query(),
                        ASKING)
                .rows()
                .stream()
                .map(row -> row.stream().map(Cells::plain).toList())
                .toList();
    }

    private static List<?> byHand(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("yardstick.duckdb"))) {
            return Cells.rows(connection, sql);
        }
    }

    @Test
    void a_large_fact_is_aggregated_by_its_keys_before_it_is_joined() throws Exception {
        var question = "{\"metrics\": [\"sold\", \"sales\", \"web\", \"most\"], \"dimensions\": [\"shop.city\"]}";
        assertEquals("""
            WITH sales_totals AS (
                SELECT
                    shop_id,
                    SUM(amount) AS sold,
                    COUNT(*) AS sales,
                    COUNT(*) FILTER (WHERE online) AS web,
                    MAX(amount) AS most
                FROM main.sales
                GROUP BY shop_id
            )
            SELECT
                shops.city,
                SUM(sales_totals.sold) AS sold,
                CAST(SUM(sales_totals.sales) AS BIGINT) AS sales,
                CAST(SUM(sales_totals.web) AS BIGINT) AS web,
                MAX(sales_totals.most) AS most
            FROM sales_totals
            LEFT JOIN main.shops ON sales_totals.shop_id = shops.id
            GROUP BY shops.city
            ORDER BY city\
            """, sql(question));
        assertEquals(byHand("""
            SELECT city, SUM(amount), COUNT(*), COUNT(CASE WHEN online THEN 1 END), MAX(amount)
            FROM sales LEFT JOIN shops ON shop_id = shops.id GROUP BY city ORDER BY city NULLS LAST
            """), rows(question));
    }

    @Test
    void own_dimensions_periods_and_conditions_of_both_sides_keep_their_place() throws Exception {
        var question = """
            {"metrics": ["sold"], "dimensions": ["sale.online", "shop.city"], "grain": "month",
             "period": {"from": "2025-02-01", "to": "2025-04-01"},
             "where": ["buyer <> 'buyer 7'", "area > 30"]}
            """;
        assertTrue(sql(question).startsWith("WITH sold AS ("), sql(question));
        assertEquals(byHand("""
            SELECT CAST(DATE_TRUNC('month', sold_on) AS DATE) AS month, online, city, SUM(amount)
            FROM sales LEFT JOIN shops ON shop_id = shops.id
            WHERE sold_on >= DATE '2025-02-01' AND sold_on < DATE '2025-04-01' AND buyer <> 'buyer 7' AND area > 30
            GROUP BY ALL ORDER BY month, online, city NULLS LAST
            """), rows(question));
    }

    @Test
    void a_count_without_dimensions_and_rows_stays_zero() {
        var question = "{\"metrics\": [\"sales\", \"sold\"], \"where\": [\"shop.area = 11\"]}";
        assertTrue(sql(question).startsWith("WITH sales_totals AS ("), sql(question));
        assertEquals("[[0, null]]", rows(question).toString());
    }

    @Test
    void the_same_groups_under_other_names_are_a_level_of_their_own() throws Exception {
        var question = "{\"metrics\": [\"sales\"], \"where\": [\"shop.sales > 3846\", \"shop.area > 30\"]}";
        assertEquals(byHand("""
            SELECT COUNT(*) FROM sales JOIN shops ON shop_id = shops.id
            WHERE area > 30 AND shop_id IN (SELECT shop_id FROM sales GROUP BY shop_id HAVING COUNT(*) > 3846)
            """), rows(question));
    }

    @Test
    void explain_says_so() {
        var receipt = apex.dryRun(
                        MetricRequestReader.read("{\"metrics\": [\"sold\"], \"dimensions\": [\"shop.city\"]}"
                                        .getBytes(StandardCharsets.UTF_8))
                                .query(),
                        ASKING)
                .receipt();
        assertEquals(
                "aggregate early: the 200,000 rows of sales are grouped by shop_id before they are joined",
                receipt.grain().getLast());
    }

    @Test
    void what_parts_cannot_finish_exactly_is_joined_first() {
        for (var metric : List.of("mean", "buyers", "heavy", "per_area"))
            assertFalse(
                    sql("{\"metrics\": [\"" + metric + "\"], \"dimensions\": [\"shop.city\"]}")
                            .contains("WITH"),
                    metric);
        assertFalse(sql("{\"metrics\": [\"sold\"], \"dimensions\": [\"dense\", \"shop.city\"]}")
                .contains("WITH"));
    }

    @Test
    void many_groups_of_few_rows_are_joined_first() {
        assertFalse(sql("{\"metrics\": [\"sold\"], \"dimensions\": [\"shop.city\"], \"grain\": \"day\"}")
                .contains("WITH"));
    }
}
