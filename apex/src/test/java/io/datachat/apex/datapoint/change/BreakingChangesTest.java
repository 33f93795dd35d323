package io.datachat.apex.datapoint.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakingChangesTest {
    private static final String OLD = """
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: id
          time: at
          dimensions: {status: , channel: lower(channel), region: }
          relationships:
            - {to: customer, cardinality: many_to_one, on: {customer_id: id}}
            - {name: payer, to: customer, cardinality: many_to_one, on: {payer_id: id}}
        ---
        datapoint: {id: customer, type: entity, name: Customer, source: customers, primary_key: id}
        ---
        datapoint: {id: revenue, type: metric, name: Revenue, unit: EUR, execution: {entity: order, aggregation: sum, expression: amount}}
        ---
        datapoint: {id: orders, type: metric, name: Orders, execution: {entity: order, aggregation: count}}
        ---
        datapoint: {id: order_value, type: metric, name: Order value, execution: {ratio: {numerator: revenue, denominator: orders}}}
        ---
        datapoint: {id: net, type: metric, name: Net, execution: {derived: revenue * 0.8}}
        ---
        datapoint: {id: idea, type: metric, name: Idea, review: proposed, execution: {derived: revenue * 0.1}}
        ---
        datapoint: {id: word, type: concept, name: Word}
        ---
        datapoint:
          id: top
          type: query
          name: Top
          execution:
            sql_template: select region, sum(amount) as amount from orders where {by} = {value} group by region
            parameters:
              by: {type: enum, allowed: [status, channel]}
              value: string
              n: {type: int, max: 100}
            result: {region: text, amount: "decimal(12,2)"}
        """;

    private static Library library(String text) {
        return LibraryReader.read(Map.of("x.yaml", text), Reading.NOTHING).library();
    }

    private static String changes(String now) {
        return String.join(
                "\n",
                BreakingChanges.between(library(OLD), library(now)).stream()
                        .map(Problem::line)
                        .toList());
    }

    @Test
    void the_same_text_and_a_text_with_more_in_it_break_nothing() {
        assertEquals("", changes(OLD));
        assertEquals(
                "",
                changes(OLD.replace("region: }", "region: , city: }")
                        .replace("name: Revenue,", "name: Income, owner: me,")));
        assertEquals("", changes(OLD.replace("datapoint: {id: word, type: concept, name: Word}\n---\n", "")));
        assertEquals("", changes(OLD.replace("revenue * 0.1", "revenue * 0.2")));
        assertEquals("", changes(OLD.replace("revenue * 0.8", "revenue  *  0.8")));
        assertEquals("", changes(OLD.replace(", max: 100", "")));
    }

    @Test
    void what_is_gone_is_named() {
        var now = OLD.replace(
                        "datapoint: {id: net, type: metric, name: Net, execution: {derived: revenue * 0.8}}\n---\n", "")
                .replace("region: }", "}")
                .replace("    - {name: payer, to: customer, cardinality: many_to_one, on: {payer_id: id}}\n", "")
                .replace("      n: {type: int, max: 100}\n", "")
                .replace("region: text, ", "");
        assertEquals("""
            x.yaml:21:12: metric net is no longer there [DC001]; keep it with 'review: deprecated' for a while
            x.yaml:8:3: entity order: dimension 'region' is gone [DC005]
            x.yaml:9:3: entity order: relationship 'payer' is gone [DC008]
            x.yaml:30:5: query top: parameter 'n' is gone [DC010]
            x.yaml:33:5: query top: column 'region' was of type text and is gone [DC013]\
            """, changes(now));
    }

    @Test
    void what_is_computed_otherwise_is_told_with_both_versions() {
        var now = OLD.replace(
                        "unit: EUR, execution: {entity: order, aggregation: sum, expression: amount",
                        "unit: USD, execution: {entity: order, aggregation: avg, expression: amount, filters: paid")
                .replace("{ratio: {numerator: revenue, denominator: orders}}", "{derived: revenue / orders}")
                .replace("revenue * 0.8", "revenue * 0.81")
                .replace("id: orders, type: metric", "id: orders, review: proposed, type: metric")
                .replace("source: orders", "source: all_orders")
                .replace("channel: lower(channel)", "channel: upper(channel)")
                .replace("on: {payer_id: id}", "on: {paid_by: id}")
                .replace("allowed: [status, channel]", "allowed: [status]")
                .replace("value: string", "value: {type: string, required: true}")
                .replace("max: 100", "max: 10")
                .replace("group by region", "group by 1");
        assertEquals(
                """
                x.yaml:21:68: metric net: execution.derived was 'revenue * 0.8' and is 'revenue * 0.81' [DC003]
                x.yaml:19:63: metric order_value: it was a ratio and is a derived metric [DC003]
                x.yaml:17:33: metric orders: it was approved and is only proposed now [DC002]
                x.yaml:15:61: metric revenue: unit was 'EUR' and is 'USD' [DC004]
                x.yaml:15:106: metric revenue: execution.aggregation was sum and is avg [DC003]
                x.yaml:15:140: metric revenue: execution.filters was nothing and is [paid] [DC003]\
                """,
                changes(now)
                        .lines()
                        .filter(line -> line.contains("metric "))
                        .collect(java.util.stream.Collectors.joining("\n")));
        assertEquals(
                """
                entity order: source was 'orders' and is 'all_orders' [DC007]
                entity order: dimension 'channel' was 'lower(channel)' and is 'upper(channel)' [DC006]
                entity order: relationships[1].on was [JoinColumns[column=payer_id, target=id]] and is [JoinColumns[column=paid_by, target=id]] [DC009]
                query top: execution.sql_template was 'select region, sum(amount) as amount from orders where {by} = {value} group by region' and is 'select region, sum(amount) as amount from orders where {by} = {value} group by 1' [DC003]
                query top: parameter 'by' no longer allows channel [DC012]
                query top: parameter 'n' has another range [DC012]
                query top: parameter 'value' is now needed [DC011]\
                """,
                changes(now)
                        .lines()
                        .filter(line -> !line.contains("metric "))
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .collect(java.util.stream.Collectors.joining("\n")));
    }
}
