package io.datachat.apex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.intelligence.diagnose.RatioChange;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.query.Viewer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallShopTest {
    @TempDir
    Path folder;

    private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");

    @Test
    void a_metric_is_answered_end_to_end() throws Exception {
        try (var apex = shop()) {
            assertEquals(List.of(), apex.model().problems());
            assertEquals(
                    "[[north, 30.00, 2, 15.0], [south, null, 1, null], [null, 5.00, 1, 5.0]]",
                    rows(apex, "{'metrics':['revenue','orders','average_order'],'dimensions':['region']}"));
            assertEquals(
                    "[[2024-01-01, north, 10.00, 3, 3.0], [2024-02-01, north, 20.00, 5, 5.0],"
                            + " [2024-02-01, south, null, 11, 11.0], [2024-02-01, null, 5.00, null, null]]",
                    rows(
                            apex,
                            "{'metrics':['revenue','units','units_per_order'],'grain':'month',"
                                    + "'dimensions':['customer.region'],'period':'last 3 months'}"));
            assertEquals(
                    "[[apple, 30.00, 2], [pear, 10.00, 2], [null, 5.00, 1]]",
                    rows(
                            apex,
                            "{'metrics':['revenue','orders'],'dimensions':['product'],'order':['-revenue'],'limit':5}"));
            assertEquals(
                    "[[2024-02-01, 25.00, 10.00, 15.00, 150.0]]",
                    rows(
                            apex,
                            "{'metrics':['revenue'],'grain':'month',"
                                    + "'period':{'from':'2024-02-01','to':'2024-03-01'},'compare':'previous_period'}"));
        }
    }

    private Apex shop() throws Exception {
        Files.writeString(folder.resolve("datachat.yaml"), """
            version: 1
            name: small
            databases:
              shop: {type: duckdb, path: data.duckdb}
            """);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers(id INTEGER PRIMARY KEY, region VARCHAR, country VARCHAR)");
            statement.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, status VARCHAR, amount"
                    + " DECIMAL(12,2), ordered_at TIMESTAMP)");
            statement.execute(
                    "CREATE TABLE lines(id INTEGER PRIMARY KEY, order_id INTEGER, product VARCHAR, quantity INTEGER,"
                            + " price DECIMAL(12,2))");
            statement.execute("INSERT INTO customers VALUES (1,'north','DE'),(2,'south','IT')");
            statement.execute(
                    "INSERT INTO orders VALUES"
                        + " (1,1,'paid',10,'2024-01-05'),(2,1,'paid',20,'2024-02-05'),(3,2,'open',30,'2024-02-06'),(4,NULL,'paid',5,'2024-02-07')");
            statement.execute("INSERT INTO lines VALUES"
                    + " (1,1,'apple',1,4),(2,1,'pear',2,3),(3,2,'apple',5,4),(4,3,'pear',10,3),(5,3,'pear',1,3)");
        }
        var points = Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(points.resolve("all.yaml"), """
            datapoint:
              id: customer
              type: entity
              name: Customer
              source: main.customers
              primary_key: id
              dimensions:
                - name: region
                - name: country
            ---
            datapoint:
              id: order
              type: entity
              name: Order
              source: main.orders
              primary_key: id
              time: ordered_at
              dimensions:
                - name: status
                - name: ordered_at
              relationships:
                - to: customer
                  cardinality: many_to_one
                  on: {customer_id: id}
            ---
            datapoint:
              id: line
              type: entity
              name: Line
              source: main.lines
              primary_key: id
              time: order.ordered_at
              dimensions:
                - name: product
              relationships:
                - to: order
                  cardinality: many_to_one
                  on: {order_id: id}
            ---
            datapoint:
              id: revenue
              type: metric
              name: Revenue
              unit: EUR
              execution: {entity: order, aggregation: sum, expression: amount, filters: ["status = 'paid'"]}
              materialization: {strategy: manual, granularity: day, dimensions: [customer.region]}
            ---
            datapoint:
              id: orders
              type: metric
              name: Orders
              execution: {entity: order, aggregation: count}
            ---
            datapoint:
              id: units
              type: metric
              name: Units
              execution: {entity: line, aggregation: sum, expression: quantity}
            ---
            datapoint:
              id: average_order
              type: metric
              name: Average order
              execution: {ratio: {numerator: revenue, denominator: orders}}
            ---
            datapoint:
              id: units_per_order
              type: metric
              name: Units per order
              execution: {derived: units / orders}
            ---
            datapoint:
              id: units_sold
              type: metric
              name: Units sold, in DuckDB's own SQL
              execution:
                sql_template: SELECT product, SUM(quantity) AS units FROM lines WHERE quantity >= {low} GROUP BY product
                parameters: [{name: low, type: int, default: 2}]
                backend_variants:
                  duckdb: SELECT product, SUM(quantity) AS units FROM main.lines WHERE quantity >= {low} GROUP BY ALL ORDER BY ALL
                result: {product: text, units: bigint}
            """);
        Project project =
                ProjectFolder.open(folder, Project.Environment.of(Map.of())).project();
        return Apex.open(project, NOW);
    }

    @Test
    void a_rollup_answers_what_it_can_and_says_why_not_otherwise() throws Exception {
        try (var apex = shop()) {
            var byMonth = "{'metrics':['revenue'],'grain':'month','dimensions':['customer.region'],"
                    + "'period':{'from':'2024-01-01','to':'2024-03-01'}}";
            var source = rows(apex, byMonth);
            var built = apex.materialize("revenue", Asking.local(NOW));
            assertEquals(Kept.State.FRESH, built.state(), built.why());
            assertEquals(3L, built.rows());
            assertEquals(source, rows(apex, byMonth));
            assertEquals("revenue_rollup", receipt(apex, byMonth).route().rollup());
            var byStatus = receipt(apex, "{'metrics':['revenue'],'dimensions':['status']}")
                    .route();
            assertEquals(null, byStatus.rollup());
            assertEquals(
                    List.of(new Receipt.Route.Miss("revenue_rollup", "it is not kept by orders.status")),
                    byStatus.misses());
            var withinDay =
                    receipt(apex, "{'metrics':['revenue'],'period':{'from':'2024-01-01T06:00','to':'2024-03-01'}}");
            assertEquals(null, withinDay.route().rollup());
        }
    }

    @Test
    void sql_of_a_vendor_runs_as_written_for_an_administrator_only() throws Exception {
        try (var apex = shop()) {
            var asked = "{'metrics':['units_sold'],'dimensions':['product'],'parameters':{'low':2}}";
            assertEquals("[[apple, 5], [pear, 12]]", rows(apex, asked));
            assertTrue(receipt(apex, asked).notes().getFirst().contains("ran as it was written"));
            var analyst = new Asking(
                    new Viewer("ann", Set.of("analyst"), false), NOW, Duration.ofSeconds(5), new Cancellation());
            assertThrows(Rejection.class, () -> apex.dryRun(query(asked), analyst));
            assertThrows(Rejection.class, () -> apex.dryRun(query("{'metrics':['units_sold']}"), Asking.local(NOW)));
        }
    }

    @Test
    void the_change_of_a_ratio_is_taken_apart_without_a_residual() throws Exception {
        try (var apex = shop()) {
            var change = apex.explainChange(
                    "average_order",
                    new Span.Between("2024-02-01", "2024-03-01"),
                    Compare.PREVIOUS_PERIOD,
                    Asking.local(NOW));
            var sum = change.parts().stream()
                    .map(RatioChange.Part::contribution)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(
                    0,
                    change.change()
                            .subtract(sum)
                            .setScale(30, RoundingMode.HALF_EVEN)
                            .signum());
            assertEquals(0, BigDecimal.TEN.compareTo(change.before()));
        }
    }

    private static Receipt receipt(Apex apex, String json) {
        return apex.dryRun(query(json), Asking.local(NOW)).receipt();
    }

    private static MetricQuery query(String json) {
        return MetricRequestReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .query();
    }

    private static String rows(Apex apex, String json) {
        return apex.answer(query(json), Asking.local(NOW)).rows().toString();
    }
}
