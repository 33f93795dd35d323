package io.datachat.tests.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of SQL, and what answers it, on a shop small enough to see through.
class CertifiedSqlTest {
    private static final Instant NOW = Instant.parse("2025-04-10T12:00:00Z");
    private static final String REVENUE =
            "SELECT date_trunc('month', o.paid_at) AS m, sum(o.amount) AS turnover FROM orders o"
                    + " WHERE o.status <> 'refunded' GROUP BY 1";
    private static final String MODEL = """
        datapoint: {id: customer, type: entity, name: Customer, source: customers, primary_key: id, dimensions: [region]}
        ---
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: id
          time: paid_at
          dimensions: [status, created_at]
          relationships: [{to: customer, on: {customer_id: id}}]
        ---
        datapoint:
          id: revenue
          type: metric
          name: Revenue
          version: "3"
          execution: {entity: order, aggregation: sum, expression: amount, filters: ["status <> 'refunded'"]}
          materialization: {strategy: manual, granularity: day}
        ---
        datapoint: {id: orders, type: metric, name: Orders, execution: {entity: order, aggregation: count}}
        ---
        datapoint: {id: shop, type: entity, name: Shop, source: shops, primary_key: id}
        ---
        datapoint:
          id: visit
          type: entity
          name: Visit
          source: visits
          primary_key: id
          relationships: [{to: shop, on: {shop_id: id}}]
        ---
        datapoint: {id: visits, type: metric, name: Visits, execution: {entity: visit, aggregation: count}}
        ---
        datapoint:
          id: buyers
          type: metric
          name: Buyers
          execution: {entity: order, aggregation: count_distinct, expression: customer_id}
        ---
        datapoint: {id: sold, type: metric, name: Sold, execution: {entity: order, aggregation: sum, expression: amount}}
        ---
        datapoint: {id: returned, type: metric, name: Returned, execution: {derived: sold - 0.9 * revenue}}
        ---
        datapoint: {id: again, type: metric, name: Again, execution: {derived: orders / buyers}}
        ---
        datapoint: {id: basket, type: metric, name: Basket, execution: {ratio: {numerator: sold, denominator: orders}}}
        """;

    @TempDir
    private Path folder;

    private Apex apex;

    @BeforeEach
    void open() throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, region VARCHAR, secret VARCHAR)");
            statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, amount DECIMAL(12,2),"
                    + " status VARCHAR, created_at TIMESTAMP, paid_at TIMESTAMP)");
            statement.execute(
                    "CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, price DECIMAL(12,2))");
            statement.execute("INSERT INTO customers VALUES (1, 'EU', 'x'), (2, NULL, 'y')");
            statement.execute("INSERT INTO orders VALUES (1, 1, 10, 'paid', '2025-01-31', '2025-02-01'), (2, 1, 5,"
                + " 'refunded', '2025-02-02', '2025-02-03'), (3, 2, 7, 'paid', '2025-03-01', '2025-03-02'), (4, NULL,"
                + " 1, 'paid', '2025-03-01', NULL), (5, 9, 2, NULL, '2025-03-01', '2025-03-03')");
            statement.execute("CREATE TABLE shops (id INTEGER PRIMARY KEY, town VARCHAR)");
            statement.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops"
                    + " (id), note VARCHAR NOT NULL)");
            statement.execute("INSERT INTO shops VALUES (1, 'north'), (2, 'south')");
            statement.execute("INSERT INTO visits VALUES (1, 1, 'a'), (2, 2, 'b')");
            statement.execute("INSERT INTO order_items VALUES (1, 1, 4), (2, 1, 6)");
        }
        Files.writeString(folder.resolve("datachat.yaml"), """
            name: shop
            databases:
              main: {path: shop.duckdb}
            access:
              roles:
                seller: {tables: [{table: orders, hidden: [amount]}, {table: customers}]}
                northern: {tables: [{table: orders, rows: "status = 'paid'"}, {table: customers}, {table: shops, rows: "town = 'north'"}, {table: visits, masks: {note: "CASE WHEN id = 1 THEN note END"}}]}
            """);
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), MODEL);
        apex = Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), NOW);
    }

    @AfterEach
    void close() {
        apex.close();
    }

    private Certificate certificate(String sql) {
        return Objects.requireNonNull(
                apex.dryRun(SqlQuery.of(sql), Asking.local(NOW)).receipt().certificate());
    }

    private String said(String sql) {
        return String.join("\n", certificate(sql).said());
    }

    private String rows(String sql, Asking asking) {
        return String.valueOf(apex.answer(SqlQuery.of(sql), asking).rows());
    }

    @Test
    void what_computes_a_metric_is_certified_under_its_version_and_keeps_its_own_columns() {
        assertEquals("certified: revenue v3 by month", said(REVENUE));
        var answer = apex.answer(SqlQuery.of(REVENUE + " ORDER BY 1 DESC NULLS LAST"), Asking.local(NOW));
        assertEquals("m", answer.columns().get(0).name());
        assertEquals("timestamp", answer.columns().get(0).type().word());
        assertEquals("turnover", answer.columns().get(1).name());
        assertEquals(
                "[[2025-03-01T00:00, 7.00], [2025-02-01T00:00, 10.00], [null, 1.00]]",
                answer.rows().toString());
        assertNotNull(certificate(REVENUE).question());
    }

    @Test
    void what_is_not_shown_to_be_equal_runs_as_it_is_and_the_difference_is_named() {
        var small = said("SELECT sum(amount) FROM orders WHERE amount > 1");
        assertTrue(
                small.contains("nearly revenue: your query keeps other rows: revenue takes only those where"
                        + " `orders.status <> 'refunded'`"),
                small);
        assertTrue(small.contains("nearly sold: it has a condition on orders.amount, which is no dimension"), small);
        var fanned = "SELECT sum(o.amount) FROM orders o JOIN order_items i ON i.order_id = o.id"
                + " WHERE o.status <> 'refunded'";
        assertTrue(said(fanned).contains("joins order_items: a row of orders counts once for each"), said(fanned));
        assertEquals("[[20.00]]", rows(fanned, Asking.local(NOW)));
        var counted = "SELECT count(DISTINCT o.status) FROM orders o";
        assertTrue(
                said(counted)
                        .contains("your query counts different `orders.status`, buyers counts different"
                                + " `orders.customer_id`"),
                said(counted));
        assertEquals(
                "certified: orders where order.customer IS NOT NULL", said("SELECT count(customer_id) FROM orders"));
        var zero = "SELECT status, sum(CASE WHEN status <> 'refunded' THEN amount ELSE 0 END) FROM orders GROUP BY 1";
        assertTrue(said(zero).contains("gives 0 where"), said(zero));
        assertTrue(said("SELECT min(region) FROM customers").startsWith("not a metric: "));
    }

    @Test
    void a_bucket_of_another_time_is_certified_by_that_time_and_told() {
        var sql =
                "SELECT date_trunc('month', created_at), sum(amount) FROM orders WHERE status <> 'refunded' GROUP BY 1";
        assertEquals(
                "certified: revenue v3 by created_at_month\n"
                        + "it groups by orders.created_at; the time of revenue is orders.paid_at",
                said(sql));
    }

    @Test
    void an_inner_join_is_no_left_join() {
        var by = "FROM orders o %s customers c ON c.id = o.customer_id GROUP BY 1";
        assertEquals(
                "certified: orders by order.customer.region",
                said("SELECT c.region, count(*) " + by.formatted("LEFT JOIN")));
        var inner = "SELECT c.region, count(*) " + by.formatted("JOIN");
        assertTrue(!certificate(inner).certified(), said(inner));
        assertTrue(
                said(inner).contains("leaves out"),
                said(inner) + certificate(inner).reason());
        var strict = inner.replace("GROUP BY", "WHERE c.region = 'EU' GROUP BY");
        assertTrue(certificate(strict).certified(), said(strict));
    }

    @Test
    void a_ratio_is_one_metric_and_a_calculation_is_told() {
        assertEquals(
                "certified: basket",
                said("SELECT CAST(sum(amount) AS DOUBLE PRECISION) / nullif(count(*), 0) AS b FROM orders"));
        assertEquals(
                "certified: sold, orders\nb: calculated from the metrics by your query",
                said("SELECT sum(amount) / count(*) AS b FROM orders"));
    }

    @Test
    void arithmetic_over_metrics_is_one_metric_where_each_operation_has_the_same_type() {
        var kept = "sum(amount) FILTER (WHERE status <> 'refunded')";
        var by = " FROM orders GROUP BY 1 ORDER BY 1";
        for (var product : List.of("0.9 * " + kept, kept + " * 0.9")) {
            var sql = "SELECT date_trunc('month', paid_at), sum(amount) - " + product + by;
            assertEquals("certified: returned by month", said(sql));
            assertEquals(
                    "[[2025-02-01T00:00, 6.000], [2025-03-01T00:00, 2.700], [null, 0.100]]",
                    rows(sql, Asking.local(NOW)));
        }
        assertEquals(
                "certified: revenue v3, sold\ncolumn_1: calculated from the metrics by your query",
                said("SELECT 0.9 * " + kept + " - sum(amount) FROM orders"));
        var whole = "SELECT count(*) / nullif(count(DISTINCT customer_id), 0) AS n FROM orders";
        assertEquals("certified: orders, buyers\nn: calculated from the metrics by your query", said(whole));
        assertEquals("certified: again", said(whole.replace("count(*)", "CAST(count(*) AS DOUBLE PRECISION)")));
    }

    @Test
    void groups_without_rows_of_the_metric_keep_it_from_being_certified() {
        var filtered = "SELECT status, sum(amount) FILTER (WHERE status <> 'refunded') FROM orders GROUP BY 1";
        assertTrue(!certificate(filtered).certified(), said(filtered));
        assertTrue(rows(filtered, Asking.local(NOW)).contains("[refunded, null]"));
        assertTrue(certificate("SELECT sum(amount) FILTER (WHERE status <> 'refunded') FROM orders")
                .certified());
    }

    @Test
    void a_certified_query_is_answered_from_a_rollup_with_the_same_rows() {
        var sql = REVENUE + " HAVING sum(o.amount) > 1 ORDER BY m";
        var before = rows(sql, Asking.local(NOW));
        assertNull(apex.answer(SqlQuery.of(sql), Asking.local(NOW))
                .receipt()
                .route()
                .rollup());
        apex.materialize("revenue", Asking.local(NOW));
        var after = apex.answer(SqlQuery.of(sql), Asking.local(NOW));
        assertNotNull(after.receipt().route().rollup(), after.receipt().sql());
        assertEquals(before, after.rows().toString());
    }

    @Test
    void a_metric_that_is_not_there_for_the_person_is_not_named() {
        var seller = asking("seller");
        var sql = "SELECT count(*) FROM orders";
        assertTrue(Objects.requireNonNull(
                        apex.dryRun(SqlQuery.of(sql), seller).receipt().certificate())
                .certified());
        var near = apex.dryRun(SqlQuery.of("SELECT max(id) FROM orders WHERE status <> 'refunded'"), seller)
                .receipt()
                .certificate();
        assertTrue(!String.valueOf(near).contains("revenue"), String.valueOf(near));
        var northern = asking("northern");
        assertEquals("[[3]]", rows(sql, northern));
        apex.materialize("revenue", Asking.local(NOW));
        assertEquals(
                "[[2025-02-01T00:00, 10.00], [2025-03-01T00:00, 7.00], [null, 1.00]]",
                rows(REVENUE + " ORDER BY 1", northern));
    }

    /// A rule may leave out what a foreign key says is there, and empty a column that is never empty.
    @Test
    void under_access_rules_nothing_holds_because_a_database_enforces_it() {
        var inner = "SELECT count(*) FROM visits v JOIN shops s ON s.id = v.shop_id";
        assertEquals("certified: visits", said(inner));
        var ann = asking("northern");
        var seen = apex.answer(SqlQuery.of(inner), ann);
        assertEquals("[[1]]", seen.rows().toString());
        assertTrue(!Objects.requireNonNull(seen.receipt().certificate()).certified());
        assertEquals("[[1]]", rows("SELECT count(v.note) FROM visits v", ann));
    }

    private static Asking asking(String role) {
        return new Asking(new Viewer("ann", Set.of(role), false), NOW, Duration.ofSeconds(30), new Cancellation());
    }
}
