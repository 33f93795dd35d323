package io.datachat.apex.plan.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.plan.difference.MetricDifference.Verdict;
import io.datachat.apex.resolve.bind.Binding;
import io.datachat.apex.resolve.bind.entity.Databases;
import io.datachat.apex.resolve.model.Model;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pairs of YAML that differ in one place, and what is said about the metrics.
class DifferencesTest {
    private static final String OLD = """
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: id
          time: ordered_at
          dimensions: [{name: status}, {name: channel}, {name: ordered_at}]
          relationships:
            - {name: buyer, to: customer, cardinality: many_to_one, on: {customer_id: id}}
        ---
        datapoint: {id: customer, type: entity, name: Customer, source: customers, primary_key: id, time: joined_at, dimensions: [{name: region}]}
        ---
        datapoint:
          id: revenue
          type: metric
          name: Revenue
          unit: EUR
          execution:
            entity: order
            aggregation: sum
            expression: amount
            filters: [status <> 'refunded' and amount > 0, "channel in ('web', 'app')"]
          materialization: {strategy: manual, granularity: day}
        ---
        datapoint: {id: orders, type: metric, name: Orders, execution: {entity: order, aggregation: count}}
        ---
        datapoint: {id: eu_orders, type: metric, name: EU orders, execution: {entity: order, aggregation: count, filters: ["buyer.region = 'EU'"]}}
        ---
        datapoint: {id: order_value, type: metric, name: Order value, execution: {ratio: {numerator: revenue, denominator: orders}}}
        ---
        datapoint: {id: web_orders, type: metric, name: Web, execution: {metric: orders, filters: ["channel = 'web'"]}}
        ---
        datapoint: {id: both, type: metric, name: Both, execution: {derived: orders + eu_orders}}
        ---
        datapoint:
          id: growth
          type: metric
          name: Growth
          execution:
            derived: now - before
            inputs:
              - {name: now, metric: orders}
              - {name: before, metric: orders, offset: 1 month}
        ---
        datapoint: {id: running, type: metric, name: Running, execution: {cumulative: orders, window: 7 days}}
        ---
        datapoint: {id: high, type: metric, name: High, execution: {entity: order, aggregation: percentile, percentile: 0.9, expression: amount}}
        ---
        datapoint: {id: last_amount, type: metric, name: Last, execution: {entity: order, aggregation: sum, expression: amount, snapshot: {take: last, per: [customer_id]}}}
        ---
        datapoint: {id: joins, type: metric, name: Joins, execution: {entity: customer, aggregation: count}}
        ---
        datapoint:
          id: bought
          type: metric
          name: Bought
          execution: {conversion: {from: joins, to: orders, on: {id: customer_id}, window: 7 days, value: count}}
        ---
        datapoint: {id: sales, type: dashboard, name: Sales, tiles: [{title: Value, metrics: [order_value]}]}
        """;

    /// @param said for each metric that is not equal: what is said of it
    private record Edit(String name, String from, String to, List<String> said) {
        static Edit of(String name, String from, String to, String... said) {
            return new Edit(name, from, to, List.of(said));
        }

        String applied() {
            var edited = OLD.replace(from, to);
            assertNotEquals(OLD, edited, name);
            return edited;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Edit> edits() {
        return Stream.of(
                Edit.of("layout", "status <> 'refunded' and amount > 0", "status  !=  'refunded' AND (0 < amount)"),
                Edit.of(
                        "an and is reordered",
                        "status <> 'refunded' and amount > 0",
                        "amount > 0 and status <> 'refunded'"),
                Edit.of(
                        "an and is two filters",
                        "[status <> 'refunded' and amount > 0, \"channel in ('web', 'app')\"]",
                        "[\"channel in ('app', 'web')\", amount > 0, status <> 'refunded']"),
                Edit.of("a sum is reordered", "derived: orders + eu_orders", "derived: eu_orders + orders"),
                Edit.of("a role is renamed wherever it stands", "buyer", "payer"),
                Edit.of("a name is changed", "name: Revenue", "name: Income"),
                Edit.of(
                        "a filter is gone",
                        "status <> 'refunded' and amount > 0",
                        "amount > 0",
                        "order_value changed through revenue; filter (numerator): status <> 'refunded' is gone",
                        "revenue changed; filter: status <> 'refunded' is gone"),
                Edit.of(
                        "a filter is another",
                        "channel = 'web'",
                        "channel = 'app'",
                        "web_orders changed; filter: channel = 'web' is gone; filter: channel = 'app' is new"),
                Edit.of(
                        "another column",
                        "percentile: 0.9, expression: amount",
                        "percentile: 0.9, expression: amount * 2",
                        "high changed; measure: was percentile(amount) at 0.9, is percentile(amount * 2) at 0.9"),
                Edit.of(
                        "another percentile",
                        "percentile: 0.9",
                        "percentile: 0.95",
                        "high changed; measure: was percentile(amount) at 0.9, is percentile(amount) at 0.95"),
                Edit.of(
                        "a discrete percentile has another type too",
                        "percentile: 0.9,",
                        "percentile: 0.9, discrete: true,",
                        "high changed; measure: was percentile(amount) at 0.9, is discrete percentile(amount) at 0.9;"
                                + " type: was double, is decimal(12,2)"),
                Edit.of(
                        "another window",
                        "{cumulative: orders, window: 7 days}",
                        "{cumulative: orders, window: 28 days}",
                        "running changed; measure: was of the last 7 days, the last of each bucket, is of the last 28"
                                + " days, the last of each bucket"),
                Edit.of(
                        "to date",
                        "{cumulative: orders, window: 7 days}",
                        "{cumulative: orders, to_date: month}",
                        "running changed; measure: was of the last 7 days, the last of each bucket, is since the start"
                                + " of the month, the last of each bucket"),
                Edit.of(
                        "another offset",
                        "offset: 1 month",
                        "offset: 1 year",
                        "growth changed; measure (part 2): was 1 months before, is 12 months before"),
                Edit.of(
                        "another snapshot",
                        "take: last, per: [customer_id]",
                        "take: first, per: [customer_id]",
                        "last_amount changed; measure: was only at the last ordered_at of each customer_id, is only at"
                                + " the first ordered_at of each customer_id"),
                Edit.of(
                        "another window of a conversion",
                        "window: 7 days, value: count",
                        "window: 14 days, value: count",
                        "bought changed; measure: was turned into another by id = customer_id within 7 days, is turned"
                                + " into another by id = customer_id within 14 days"),
                Edit.of(
                        "a conversion's rate",
                        "window: 7 days, value: count",
                        "window: 7 days, value: rate",
                        "bought changed; measure: was count(*) of shop.main.customers, turned into count(*) of"
                            + " shop.main.orders, is (count(*) of shop.main.customers, turned into count(*) of"
                            + " shop.main.orders) per (count(*) of shop.main.customers); type: was bigint, is double"),
                Edit.of("the unit", "unit: EUR", "unit: USD", "revenue changed; unit: was EUR, is USD"),
                Edit.of(
                        "another join to the same table",
                        "on: {customer_id: id}}\n",
                        "on: {payer_id: id}}\n",
                        "both changed through eu_orders; grain (part 2): was"
                                + " main.orders.customer_id>main.customers.id.region = 'EU', is"
                                + " main.orders.payer_id>main.customers.id.region = 'EU'",
                        "eu_orders changed; grain: was main.orders.customer_id>main.customers.id.region = 'EU', is"
                                + " main.orders.payer_id>main.customers.id.region = 'EU'"),
                Edit.of(
                        "another time",
                        "primary_key: id, time: joined_at",
                        "primary_key: id, time: joined_at, time_zone: Europe/Vienna",
                        "bought changed through joins; time: was joined_at in UTC, is joined_at in Europe/Vienna",
                        "joins changed; time: was joined_at in UTC, is joined_at in Europe/Vienna"),
                Edit.of(
                        "another key",
                        "source: customers, primary_key: id",
                        "source: customers, primary_key: [id, region]",
                        "both broken",
                        "bought changed through joins; grain: was one row per id, is one row per id, region",
                        "eu_orders broken",
                        "joins changed; grain: was one row per id, is one row per id, region"),
                Edit.of(
                        "another table",
                        "source: customers,",
                        "source: old_customers,",
                        "both changed through eu_orders; grain (part 2): was"
                                + " main.orders.customer_id>main.customers.id.region = 'EU', is"
                                + " main.orders.customer_id>main.old_customers.id.region = 'EU'",
                        "bought changed through joins; grain: was rows of shop.main.customers, is rows of"
                                + " shop.main.old_customers",
                        "eu_orders changed; grain: was main.orders.customer_id>main.customers.id.region = 'EU', is"
                                + " main.orders.customer_id>main.old_customers.id.region = 'EU'",
                        "joins changed; grain: was rows of shop.main.customers, is rows of shop.main.old_customers"),
                Edit.of(
                        "a table that is not there",
                        "source: customers,",
                        "source: custmers,",
                        "both broken",
                        "bought broken",
                        "eu_orders broken",
                        "joins broken"),
                Edit.of(
                        "a fill",
                        "{cumulative: orders, window: 7 days}}",
                        "{cumulative: orders, window: 7 days}, fill: {value: 0}}",
                        "running changed; measure: 0 where there would be none is new"),
                Edit.of("a file with errors", "aggregation: percentile", "agregation: percentile", "high uncompared"),
                Edit.of(
                        "a metric is renamed",
                        "id: high,",
                        "id: ninety,",
                        "high removed as ninety",
                        "ninety added as high"),
                Edit.of(
                        "nothing computes it any more",
                        ", execution: {cumulative: orders, window: 7 days}",
                        "",
                        "running removed"),
                Edit.of(
                        "a role is renamed where it is declared only",
                        "name: buyer, to: customer",
                        "name: customer, to: customer",
                        "both broken",
                        "eu_orders broken"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void an_edit_is_told(Edit edit) {
        assertEquals(String.join("\n", edit.said), said(edit.applied()));
    }

    @Test
    void nothing_is_said_about_the_same() {
        assertEquals("", said(OLD));
        assertEquals(12, Differences.between(model(OLD), model(OLD)).size());
    }

    @Test
    void those_who_use_a_metric_are_told_however_far_away() {
        var one = Differences.between(model(OLD), model(OLD.replace("amount > 0", "amount > 1"))).stream()
                .filter(each -> each.id().equals("revenue"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                new MetricDifference.Dependents(List.of("order_value"), List.of("sales"), List.of("revenue")),
                one.dependents());
        assertEquals("shop.yaml:19:3", String.valueOf(one.was()));
        assertEquals("shop.yaml:19:3", String.valueOf(one.is()));
    }

    @Test
    void a_broken_metric_says_why() {
        var one =
                Differences.between(model(OLD), model(OLD.replace("source: customers,", "source: custmers,"))).stream()
                        .filter(each -> each.id().equals("joins"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                "entity customer: database shop has no table 'custmers'",
                one.problems().getFirst().message());
    }

    private static String said(String now) {
        return Differences.between(model(OLD), model(now)).stream()
                .filter(one -> one.verdict() != Verdict.EQUAL)
                .map(one -> Stream.concat(
                                Stream.of(one.id() + " " + one.verdict().word()
                                        + (one.through().isEmpty()
                                                ? ""
                                                : " through " + String.join(", ", one.through()))
                                        + (one.same() == null ? "" : " as " + one.same())),
                                one.changes().stream().map(Change::words))
                        .collect(Collectors.joining("; ")))
                .collect(Collectors.joining("\n"));
    }

    private static Model model(String yaml) {
        return Binding.bind(library(yaml), new Databases(Map.of("shop", new Relations(CATALOG)), Map.of(), "shop"));
    }

    private static Library library(String yaml) {
        return LibraryReader.read(Map.of("shop.yaml", yaml), Reading.NOTHING).library();
    }

    private static final DatabaseCatalog CATALOG = new DatabaseCatalog(
            "shop",
            Backend.DUCKDB,
            "main",
            List.of(
                    table(
                            "orders",
                            column("id", Simple.INTEGER),
                            column("customer_id", Simple.INTEGER),
                            column("payer_id", Simple.INTEGER),
                            column("status", Simple.TEXT),
                            column("channel", Simple.TEXT),
                            column("amount", new DataType.Decimal(12, 2)),
                            column("ordered_at", Simple.TIMESTAMP),
                            column("paid_at", Simple.TIMESTAMP)),
                    table(
                            "customers",
                            column("id", Simple.INTEGER),
                            column("region", Simple.TEXT),
                            column("joined_at", Simple.TIMESTAMP)),
                    table(
                            "old_customers",
                            column("id", Simple.INTEGER),
                            column("region", Simple.TEXT),
                            column("joined_at", Simple.TIMESTAMP))),
            "test",
            Instant.EPOCH);

    private static Column column(String name, DataType type) {
        return new Column(name, type, true, null, List.of(), null);
    }

    private static Table table(String name, Column... columns) {
        return new Table(
                new Table.Name("main", name),
                Table.Kind.TABLE,
                List.of(columns),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                null,
                4);
    }
}
