package io.datachat.apex.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The same definitions in dbt's latest spelling, in its legacy one and in a manifest are the same DataPoints.
class LatestSpellingTest {
    private static final String LATEST = """
        models:
          - name: visits
            description: One row per visit.
            semantic_model:
              enabled: true
            agg_time_dimension: visited_at
            columns:
              - name: visit_id
                entity: {type: primary, name: visit}
              - name: user_id
                entity: {type: foreign, name: user}
              - name: visited_at
                granularity: hour
                dimension: {type: time}
              - name: source
                dimension: categorical
            derived_semantics:
              dimensions:
                - {name: is_paid, type: categorical, expr: "source = 'ads'"}
            metrics:
              - {name: visits, type: simple, agg: count, expr: 1}
              - {name: p95, type: simple, agg: percentile, expr: seconds, percentile: 95.0, percentile_type: discrete}
              - {name: paid, type: simple, agg: sum_boolean, expr: is_ad, filter: "{{ Dimension('visit__is_paid') }}"}
          - name: buys
            semantic_model: true
            agg_time_dimension: bought_at
            primary_entity: buy
            columns:
              - name: user_id
                entity: {type: foreign, name: user}
              - name: bought_at
                granularity: day
                dimension: {type: time}
            metrics:
              - {name: buys, type: simple, agg: sum, expr: quantity}
          - name: all_days
            time_spine:
              standard_granularity_column: date_day
              custom_granularities: [{name: fiscal_year, column_name: fy}]
            columns:
              - {name: date_day, granularity: day}
        metrics:
          - {name: mtd, type: cumulative, grain_to_date: month, input_metric: buys, period_agg: last}
          - name: rate
            type: conversion
            entity: user
            calculation: conversion_rate
            base_metric: visits
            conversion_metric: buys
            window: 7 days
          - {name: per_visit, type: ratio, numerator: buys, denominator: visits}
        """;

    @Test
    void models_with_semantics_beside_their_columns_come_over() {
        var imported = Loaded.imported("models.yml", LATEST);
        assertEquals("", Loaded.errors(imported));
        assertEquals("""
            # Imported from dbt's semantic layer by datachat import. Yours to edit.
            ---
            datapoint:
              id: visits
              type: metric
              name: visits
              execution: {entity: visits, aggregation: sum, expression: "1"}
            ---
            datapoint:
              id: p95
              type: metric
              name: p95
              execution: {entity: visits, aggregation: percentile, expression: seconds, percentile: 0.95, discrete: true}
            ---
            datapoint:
              id: paid
              type: metric
              name: paid
              execution:
                entity: visits
                aggregation: sum
                expression: case when is_ad then 1 else 0 end
                filters: ["(source = 'ads')"]
            ---
            datapoint:
              id: buys
              type: metric
              name: buys
              execution: {entity: buys, aggregation: sum, expression: quantity}
            ---
            datapoint:
              id: mtd
              type: metric
              name: mtd
              execution: {cumulative: buys, to_date: month, bucket_value: last}
            ---
            datapoint:
              id: rate
              type: metric
              name: rate
              execution:
                conversion:
                  from: visits
                  to: buys
                  "on": {user_id: user_id}
                  window: "7 days"
                  value: rate
            ---
            datapoint:
              id: per_visit
              type: metric
              name: per_visit
              execution:
                ratio: {numerator: buys, denominator: visits}
            """, Objects.requireNonNull(imported.files().get("metrics.yaml")));
        assertEquals(
                "all_days",
                Loaded.library(imported)
                        .find(io.datachat.apex.datapoint.DataPoint.Entity.class, "calendar_all_days")
                        .orElseThrow()
                        .source());
    }

    @Test
    void a_manifest_says_the_same_as_the_yaml_it_was_made_of() {
        var yaml = Loaded.imported("m.yml", """
            semantic_models:
              - name: orders
                model: ref('orders')
                defaults: {agg_time_dimension: at}
                entities: [{name: order, type: primary, expr: id}]
                dimensions: [{name: at, type: time, type_params: {time_granularity: day}}]
                measures: [{name: total, agg: sum, expr: amount}]
            metrics:
              - {name: total, type: simple, type_params: {measure: total}, filter: "{{ TimeDimension('metric_time') }} > '2024-01-01'"}
            """);
        var manifest = Loaded.imported("manifest.json", """
            {"metadata": {"dbt_version": "1.9"}, "nodes": {"model.a": {"name": "x"}},
             "semantic_models": {"semantic_model.a.orders": {"name": "orders", "unique_id": "u", "fqn": ["a"],
              "node_relation": {"alias": "orders", "schema_name": null, "database": "d", "relation_name": "r"},
              "defaults": {"agg_time_dimension": "at"}, "label": null,
              "entities": [{"name": "order", "type": "primary", "role": null, "expr": "id"}],
              "dimensions": [{"name": "at", "type": "time", "is_partition": false, "expr": null,
                "type_params": {"time_granularity": "day", "validity_params": null}}],
              "measures": [{"name": "total", "agg": "sum", "create_metric": false, "expr": "amount", "agg_params": null}]}},
             "metrics": {"metric.a.total": {"name": "total", "type": "simple", "time_granularity": null,
              "type_params": {"measure": {"name": "total", "filter": null, "fill_nulls_with": null,
                "join_to_timespine": false}, "input_measures": [{"name": "total"}], "numerator": null},
              "filter": {"where_filters": [{"where_sql_template": "{{ TimeDimension('metric_time') }} > '2024-01-01'"}]}}}}
            """);
        assertEquals("", Loaded.errors(manifest));
        assertEquals("", Loaded.report(manifest));
        assertEquals(yaml.files().get("metrics.yaml"), manifest.files().get("metrics.yaml"));
        assertEquals(yaml.files().get("entities.yaml"), manifest.files().get("entities.yaml"));
    }
}
