package io.datachat.apex.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OssieTest {
    private static final String SALES = """
        version: 0.2.0.dev0
        semantic_model:
          - name: retail
            ai_context: Ask about sales.
            datasets:
              - name: sales
                source: tpcds.public.store_sales
                primary_key: [item_id, ticket]
                fields:
                  - name: sold_on
                    expression: {dialects: [{dialect: ANSI_SQL, expression: sold_on}, {dialect: SNOWFLAKE, expression: SOLD_ON}]}
                    dimension: {is_time: true}
                  - name: margin
                    expression: {dialects: [{dialect: ANSI_SQL, expression: price - cost}]}
                  - name: odd
                    expression: {dialects: [{dialect: MDX, expression: "[x]"}]}
              - name: item
                source: item
                primary_key: [item_id]
                ai_context: {synonyms: [product], instructions: Be kind.}
                fields:
                  - name: brand
                    expression: {dialects: [{dialect: ANSI_SQL, expression: brand}]}
            relationships:
              - {name: sales_to_item, from: sales, to: item, from_columns: [item_id], to_columns: [item_id]}
            metrics:
              - name: total
                description: All sales.
                expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(sales.price * item.weight)}]}
              - name: buyers
                expression: {dialects: [{dialect: ANSI_SQL, expression: COUNT(DISTINCT sales.buyer)}]}
              - name: per_buyer
                expression: {dialects: [{dialect: ANSI_SQL, expression: "SUM(sales.price) / NULLIF(COUNT(DISTINCT sales.buyer), 0)"}]}
              - name: ranked
                expression: {dialects: [{dialect: ANSI_SQL, expression: "RANK() OVER (ORDER BY sales.price)"}]}
        """;

    @Test
    void datasets_relationships_and_metrics_come_over() {
        var imported = Loaded.imported("retail.yaml", SALES);
        assertEquals("", Loaded.errors(imported));
        assertEquals("""
            # Imported from Apache Ossie by datachat import. Yours to edit.
            ---
            datapoint:
              id: total
              type: metric
              name: total
              definition: All sales.
              execution: {entity: sales, aggregation: sum, expression: price * sales_to_item.weight}
            ---
            datapoint:
              id: buyers
              type: metric
              name: buyers
              execution: {entity: sales, aggregation: count_distinct, expression: buyer}
            ---
            datapoint:
              id: per_buyer_part_1
              type: metric
              name: "per_buyer: part_1"
              tags: [imported_part]
              execution: {entity: sales, aggregation: sum, expression: price}
            ---
            datapoint:
              id: per_buyer_part_2
              type: metric
              name: "per_buyer: part_2"
              tags: [imported_part]
              execution: {entity: sales, aggregation: count_distinct, expression: buyer}
            ---
            datapoint:
              id: per_buyer
              type: metric
              name: per_buyer
              execution:
                derived: "part_1 / NULLIF(part_2, 0)"
                inputs:
                  part_1: {metric: per_buyer_part_1}
                  part_2: {metric: per_buyer_part_2}
            """, Objects.requireNonNull(imported.files().get("metrics.yaml")));
        assertEquals(
                """
                4 key semantic model retail: ai_context: not, there is no counterpart for it
                6 dataset sales: approximate, its database tpcds is a matter of datachat.yaml; its time is sold_on, its only field of time
                15 field sales.odd: not, it has no expression in ANSI_SQL or OSSIE_SQL_2026
                16 key semantic model retail: expression: not, there is no counterpart for it
                20 key semantic model retail: instructions: not, there is no counterpart for it
                32 metric per_buyer: approximate, a division is of doubles here, NULL on a zero divisor
                34 metric ranked: not, it is no aggregate: RANK() OVER (ORDER BY sales.price)\
                """,
                Loaded.report(imported)
                        .lines()
                        .filter(line -> !line.contains(": dialect:"))
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void what_is_exported_comes_back_the_same() {
        var library = Loaded.library(Loaded.imported("retail.yaml", SALES));
        var exported = Exporter.ossie(library, "retail");
        var again = Loaded.library(Loaded.imported("again.yaml", exported.text()));
        assertEquals(total(library).replace("sales_to_item", ""), total(again).replace("sales_sales_to_item", ""));
        assertEquals(
                library.find(DataPoint.Entity.class, "item").orElseThrow().primaryKey(),
                again.find(DataPoint.Entity.class, "item").orElseThrow().primaryKey());
        assertTrue(exported.text().contains("SUM(sales.price * item.weight)"), exported.text());
        assertTrue(
                exported.text().contains("(SUM(sales.price)) / NULLIF((COUNT(DISTINCT sales.buyer)), 0)"),
                exported.text());
    }

    private static String total(Library library) {
        return String.valueOf(
                library.find(DataPoint.Metric.class, "total").orElseThrow().execution());
    }
}
