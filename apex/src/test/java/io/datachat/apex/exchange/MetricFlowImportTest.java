package io.datachat.apex.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import io.datachat.apex.problem.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetricFlowImportTest {
    private static final String SHOP = """
        semantic_models:
          - name: orders
            model: ref('fct_orders')
            defaults:
              agg_time_dimension: ordered_at
            entities:
              - {name: order, type: primary, expr: order_id}
              - {name: customer, type: foreign, expr: customer_id}
            dimensions:
              - {name: ordered_at, type: time, type_params: {time_granularity: day}}
              - {name: is_food, type: categorical, expr: is_food_order}
            measures:
              - {name: order_total, agg: sum, expr: amount}
              - {name: orders, agg: count, expr: 1}
              - name: balance
                agg: sum
                non_additive_dimension: {name: ordered_at, window_choice: max, window_groupings: [customer]}
          - name: customers
            model: ref('shop', 'dim_customers')
            entities:
              - {name: customer, type: primary, expr: customer_id}
            dimensions:
              - {name: country, type: categorical}
        metrics:
          - {name: revenue, label: Revenue, type: simple, type_params: {measure: order_total}}
          - name: food_revenue
            type: simple
            type_params: {measure: {name: order_total, fill_nulls_with: 0, join_to_timespine: true}}
            filter: "{{ Dimension('order__is_food') }} = true and {{ Dimension('customer__country') }} = 'DE'"
          - {name: order_count, type: simple, type_params: {measure: orders}}
          - {name: average_order, type: ratio, type_params: {numerator: revenue, denominator: {name: order_count, filter: "{{ TimeDimension('order__ordered_at', 'month') }} >= '2024-01-01'"}}}
          - name: growth
            type: derived
            type_params:
              expr: revenue - before
              metrics: [revenue, {name: revenue, offset_window: 1 month, alias: before}]
          - {name: trailing, type: cumulative, type_params: {measure: order_total, cumulative_type_params: {window: 7 days}}}
          - {name: balance, type: simple, type_params: {measure: balance}}
          - {name: odd, type: derived, type_params: {expr: "case when revenue > 1 then 1 end", metrics: [revenue]}}
        saved_queries:
          - name: board
            query_params:
              metrics: [revenue]
              group_by: ["TimeDimension('metric_time', 'month')", "Dimension('customer__country')"]
              where: ["{{ Dimension('order__is_food') }}"]
            exports: [{name: board_table}]
          - name: top
            query_params:
              metrics: [revenue]
              group_by: [metric_time__month, "Dimension('customer__country')"]
              order_by: ["Metric('revenue').descending(True)", metric_time__month, "Dimension('customer__country')"]
              limit: 5
          - name: countries
            query_params: {group_by: ["Dimension('customer__country')"]}
          - name: unsorted
            query_params: {metrics: [revenue], order_by: ["-metric_time"]}
        """;

    private final Imported shop = Loaded.imported("shop.yml", SHOP);

    private String file(String name) {
        return Objects.requireNonNull(shop.files().get(name));
    }

    @Test
    void a_distinct_count_has_no_value_without_rows_as_there() {
        var imported = Loaded.imported("visits.yml", """
            semantic_models:
              - name: visits
                model: ref('fct_visits')
                entities: [{name: visit, type: primary, expr: visit_id}]
                measures: [{name: visitors, agg: count_distinct, expr: visitor_id}]
            metrics:
              - {name: visitors, type: simple, type_params: {measure: visitors}}
            """);
        assertEquals("", Loaded.errors(imported));
        var metrics = Objects.requireNonNull(imported.files().get("metrics.yaml"));
        assertTrue(metrics.contains("null_without_rows: true"), metrics);
    }

    @Test
    void models_become_entities_that_know_whom_they_join() {
        assertEquals("", Loaded.errors(shop));
        assertEquals("""
            # Imported from dbt's semantic layer by datachat import. Yours to edit.
            ---
            datapoint:
              id: orders
              type: entity
              name: orders
              source: fct_orders
              primary_key: [order_id]
              time: ordered_at
              dimensions:
                - {name: ordered_at}
                - {name: is_food, expression: is_food_order}
                - {name: order, expression: order_id, description: The key of order}
                - {name: customer, expression: customer_id, description: The key of customer}
              relationships:
                - to: customers
                  "on": {customer_id: customer_id}
            ---
            datapoint:
              id: customers
              type: entity
              name: customers
              source: dim_customers
              primary_key: [customer_id]
              dimensions:
                - {name: country}
                - {name: customer, expression: customer_id, description: The key of customer}
            """, file("entities.yaml"));
    }

    @Test
    void metrics_of_every_type_come_over_with_their_filters() {
        assertEquals("""
            # Imported from dbt's semantic layer by datachat import. Yours to edit.
            ---
            datapoint:
              id: revenue
              type: metric
              name: Revenue
              execution: {entity: orders, aggregation: sum, expression: amount}
            ---
            datapoint:
              id: food_revenue
              type: metric
              name: food_revenue
              fill: {value: 0, gaps: true}
              execution:
                entity: orders
                aggregation: sum
                expression: amount
                filters: ["is_food_order = true and customers.country = 'DE'"]
            ---
            datapoint:
              id: order_count
              type: metric
              name: order_count
              execution: {entity: orders, aggregation: sum, expression: "1"}
            ---
            datapoint:
              id: average_order_denominator
              type: metric
              name: "average_order: denominator"
              definition: Part of average_order.
              tags: [imported_part]
              execution:
                metric: order_count
                filters: ["date_trunc('month', ordered_at) >= timestamp '2024-01-01 00:00:00'"]
            ---
            datapoint:
              id: average_order
              type: metric
              name: average_order
              execution:
                ratio: {numerator: revenue, denominator: average_order_denominator}
            ---
            datapoint:
              id: growth
              type: metric
              name: growth
              execution:
                derived: revenue - before
                inputs:
                  before: {metric: revenue, offset: "1 month"}
            ---
            datapoint:
              id: trailing
              type: metric
              name: trailing
              execution: {cumulative: revenue, window: "7 days", bucket_value: first}
            ---
            datapoint:
              id: balance
              type: metric
              name: balance
              execution:
                entity: orders
                aggregation: sum
                expression: balance
                snapshot:
                  take: last
                  per: [customer_id]
            """, file("metrics.yaml"));
    }

    @Test
    void what_did_not_come_over_is_told_with_its_place() {
        assertEquals("""
            30 metric order_count: exact, a count is a sum of ones, as MetricFlow computes it: without rows it has no value, instead of 0
            39 metric odd: not, its expression is more than arithmetic: 'when' is not expected here
            41 saved query board: approximate, its exports are not made here
            55 saved query unsorted: not, order by -metric_time\
            """, Loaded.report(shop));
        assertEquals("17 exact, 1 approximate, 2 not", Ledger.summary(shop.report()));
    }

    @Test
    void saved_queries_become_dashboards() {
        assertTrue(file("dashboards.yaml").contains("""
              tiles:
                - title: board
                  metrics: [revenue]
                  dimensions: ["time:month", orders.customers.country]
                  where: [orders.is_food]
            """), file("dashboards.yaml"));
        assertTrue(file("dashboards.yaml").contains("""
                - title: top
                  metrics: [revenue]
                  dimensions: ["time:month", orders.customers.country]
                  order: ["-revenue", month, orders.customers.country]
                  limit: 5
            """), file("dashboards.yaml"));
        assertTrue(file("dashboards.yaml").contains("""
                - title: countries
                  dimensions: [customers.country]
            """), file("dashboards.yaml"));
    }

    @Test
    void names_are_translated_for_the_metrics_they_are_asked_with() {
        var names = Objects.requireNonNull(shop.names());
        var question = names.about(List.of("revenue")).orElseThrow();
        assertEquals(
                "orders.customers.country",
                question.axis(Reference.named("customer__country", null, null)).path());
        assertEquals(
                "customer__country",
                question.axis(Reference.named("customer__country", null, null)).column());
        assertEquals(
                "orders.customer",
                question.axis(Reference.named("customer", null, null)).path());
        var month = question.axis(Reference.named("metric_time__month", null, null));
        assertEquals("time month metric_time__month", month.path() + " " + month.cut() + " " + month.column());
        var day = question.axis(Reference.named("order__ordered_at", null, "dow"));
        assertEquals("orders.ordered_at day_of_week", day.path() + " " + day.cut());
        assertEquals(
                "'customer__size' is not reachable from orders",
                question.axis(Reference.named("customer__size", null, null)).why());
        var said = new ArrayList<String>();
        assertEquals(
                "customers.revenue > 3 or date_trunc('day', time) = timestamp '2024-01-01 00:00:00'",
                question.where(
                                "{{ Metric('revenue', group_by=['customer']) }} > 3 or {{ TimeDimension('metric_time')"
                                        + " }} = '2024-01-01'",
                                said)
                        .orElseThrow());
        assertTrue(file("names.txt").contains("customer__country: orders.customers.country"), file("names.txt"));
    }

    @Test
    void a_key_that_is_not_understood_is_reported() {
        var imported = Loaded.imported("m.yml", """
            semantic_models:
              - name: orders
                model: ref('orders')
                colour: red
                dimensions:
                  - {name: a, type: categorical, shade: dark}
            """);
        assertEquals("""
            4 key semantic model orders: colour: not, there is no counterpart for it
            6 key semantic model orders: shade: not, there is no counterpart for it\
            """, Loaded.report(imported));
    }

    @Test
    void a_file_that_defines_nothing_is_refused() {
        var refused = assertThrows(Rejection.class, () -> Loaded.imported("x.yml", "seeds: [a]\n"));
        assertEquals("EX002", refused.problems().getFirst().code().id());
        var broken = assertThrows(Rejection.class, () -> Loaded.imported("x.json", "{\"metrics\": ["));
        assertEquals("EX001", broken.problems().getFirst().code().id());
    }
}
