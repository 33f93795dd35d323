package io.datachat.apex.datapoint.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Cardinality;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.EntityDimension;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Relationship;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LibraryReaderTest {
    private static final String ORDER = """
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: id
          time: ordered_at
          dimensions:
            status:
            channel: lower(channel)
            region:
              expression: shipping_region
              synonyms: [area, territory]
          relationships:
            - to: customer
              cardinality: many_to_one
              on: {customer_id: id}
        ---
        datapoint:
          id: customer
          type: entity
          name: Customer
          source: customers
          primary_key: [id]
        """;

    private static final String REVENUE = """
        datapoint:
          id: revenue
          type: metric
          name: Revenue
          definition: What customers paid.
          owner: finance
          unit: EUR
          execution:
            entity: order
            aggregation: sum
            expression: amount
            filters: status = 'paid'
        """;

    private static Library load(Map<String, String> texts) {
        return LibraryReader.read(texts, Reading.NOTHING).library();
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .map(Problem::line)
                .toList();
    }

    @Test
    void documents_become_definitions_in_the_order_of_type_and_id() {
        var library = load(Map.of("datapoints/user/order.yaml", ORDER, "datapoints/user/revenue.yaml", REVENUE));
        assertEquals(List.of(), lines(library.problems()));
        assertEquals(
                List.of("revenue", "customer", "order"),
                library.all(DataPoint.class).stream().map(DataPoint::id).toList());
        var order = library.find(Entity.class, "order").orElseThrow();
        assertEquals(
                List.of(
                        new EntityDimension("status", null, null, null, List.of()),
                        new EntityDimension("channel", "lower(channel)", null, null, List.of()),
                        new EntityDimension("region", "shipping_region", null, null, List.of("area", "territory"))),
                order.dimensions());
        assertEquals(
                List.of(new Relationship(
                        null, "customer", Cardinality.MANY_TO_ONE, List.of(new JoinColumns("customer_id", "id")))),
                order.relationships());
        assertEquals(List.of("id"), order.primaryKey());
        var revenue = library.find(Metric.class, "revenue").orElseThrow();
        assertEquals(Review.APPROVED, revenue.common().review());
        assertEquals(
                Execution.Measure.plain("order", Execution.Aggregation.SUM, "amount", List.of("status = 'paid'"), null),
                revenue.execution());
    }

    @Test
    void every_fact_knows_where_it_stands() {
        var library = load(Map.of("datapoints/user/all.yaml", ORDER + "---\n" + REVENUE));
        var revenue = library.definition(DataPoint.Type.METRIC, "revenue").orElseThrow();
        assertEquals(new Place("datapoints/user/all.yaml", 36, 17, 36, 22), revenue.place("execution.expression"));
        assertEquals(new Place("datapoints/user/all.yaml", 37, 14, 37, 28), revenue.place("execution.filters"));
        assertEquals(revenue.place("execution.filters"), revenue.place("execution.filters[7].nowhere"));
    }

    @Test
    void a_broken_document_does_not_take_its_neighbours_with_it() {
        var broken = "datapoint:\n  id: x\n  type: metric\n  name: 'never closed\n";
        var library = load(Map.of("datapoints/user/all.yaml", ORDER + "---\n" + broken + "---\n" + REVENUE));
        assertEquals(
                List.of("datapoints/user/all.yaml:29:9: not valid YAML: the text ends inside quotes [YM001]; close the"
                        + " quotes"),
                lines(library.problems()));
        assertTrue(library.find(Metric.class, "revenue").isPresent());
        assertTrue(library.find(Entity.class, "customer").isPresent());
    }

    @Test
    void a_user_file_overrides_a_managed_one_fact_by_fact() {
        var managed = ORDER.replace("name: Order\n", "name: Order\n  review: proposed\n  owner: nobody\n");
        var user = """
            datapoint:
              id: order
              type: entity
              review: approved
              synonyms: purchase
              dimensions:
                region: {description: Where it is sent}
                size: {expression: "case when amount > 100 then 'big' else 'small' end"}
            """;
        var library = load(Map.of("datapoints/managed/order.yaml", managed, "datapoints/user/order.yaml", user));
        assertEquals(List.of(), lines(library.problems()));
        var order = library.find(Entity.class, "order").orElseThrow();
        assertEquals(Review.APPROVED, order.common().review());
        assertEquals("nobody", order.common().owner());
        assertEquals(
                List.of("status", "channel", "region", "size"),
                order.dimensions().stream().map(EntityDimension::name).toList());
        assertEquals(
                new EntityDimension(
                        "region", "shipping_region", null, "Where it is sent", List.of("area", "territory")),
                order.dimensions().get(2));
        var definition = library.definition(DataPoint.Type.ENTITY, "order").orElseThrow();
        assertEquals(Tier.USER, definition.tiers().get("review"));
        assertEquals(Tier.MANAGED, definition.tiers().get("owner"));
        assertEquals(Tier.MANAGED, definition.tiers().get("dimensions[2].expression"));
        assertEquals(Tier.USER, definition.tiers().get("dimensions[2].description"));
        assertEquals(Tier.USER, definition.tiers().get("dimensions[3].name"));
    }

    @Test
    void a_broken_edit_keeps_the_last_good_version_of_its_file_only() {
        var file = "datapoints/user/revenue.yaml";
        var before = LibraryReader.read(Map.of(file, REVENUE, "datapoints/user/order.yaml", ORDER), Reading.NOTHING);
        var edited = Map.of(
                file,
                REVENUE.replace("expression:", "expresion:"),
                "datapoints/user/order.yaml",
                ORDER.replace("name: Customer", "name: Client"));
        var after = LibraryReader.read(edited, before);
        assertEquals(
                List.of(
                        file
                                + ":10:18: metric revenue: 'sum' of what? [DP104]; add 'expression:' with a column, or"
                                + " use 'count' for rows",
                        file
                                + ":11:5: unknown key 'expresion' in 'execution' of metric revenue [YM101]; did you"
                                + " mean expression?"),
                lines(after.library().problems()));
        assertTrue(after.library().problems().stream().anyMatch(problem -> problem.code() == LoadCode.LAST_GOOD));
        var revenue = after.library().find(Metric.class, "revenue").orElseThrow();
        assertEquals(before.library().find(Metric.class, "revenue").orElseThrow(), revenue);
        assertEquals(
                "Client",
                after.library()
                        .find(Entity.class, "customer")
                        .orElseThrow()
                        .common()
                        .name());
        var again = LibraryReader.read(edited, after);
        assertEquals(after.library().version(), again.library().version());
        assertEquals(after.library().problems(), again.library().problems());
    }

    @Test
    void the_version_changes_with_what_is_said_and_not_with_how_it_is_laid_out() {
        var plain = load(Map.of("a.yaml", REVENUE)).version();
        assertEquals(
                plain,
                load(Map.of("b.yaml", "# a comment\n" + REVENUE.replace("unit: EUR", "unit:   'EUR'")))
                        .version());
        assertTrue(!plain.equals(
                load(Map.of("a.yaml", REVENUE.replace("EUR", "USD"))).version()));
    }
}
