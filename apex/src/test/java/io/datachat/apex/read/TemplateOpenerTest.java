package io.datachat.apex.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.datapoint.DataPoint.Cardinality;
import io.datachat.apex.datapoint.DataPoint.Common;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.datapoint.DataPoint.Relationship;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.read.open.Opened;
import io.datachat.apex.read.open.TemplateOpener;
import io.datachat.apex.read.text.SqlText;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateOpenerTest {
    private static final List<Entity> ENTITIES = List.of(
            entity(
                    "sale",
                    "sale",
                    "sale_id",
                    to("branch", "branch_id", "branch_id"),
                    to("baker", "served_by", "baker_id")),
            entity(
                    "line",
                    "sale_line",
                    "line_id",
                    to("sale", "sale_id", "sale_id"),
                    to("bread", "bread_id", "bread_id")),
            entity("branch", "branch", "branch_id"),
            entity("bread", "main.bread", "bread_id"),
            entity("baker", "baker", "baker_id"));

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("start", ParameterType.DATE, true, null, List.of(), null, null, null),
            new Parameter("end", ParameterType.DATE, true, null, List.of(), null, null, null),
            new Parameter("town", ParameterType.STRING, false, "Ulm", List.of(), null, null, null),
            new Parameter("least", ParameterType.DECIMAL, true, null, List.of(), null, null, null),
            new Parameter("towns", ParameterType.LIST, true, null, List.of(), null, null, null),
            new Parameter("grain", ParameterType.ENUM, true, null, List.of("day", "month"), null, null, null),
            new Parameter("what", ParameterType.ENUM, true, null, List.of("total", "tip"), null, null, null));

    private static Relationship to(String entity, String own, String target) {
        return new Relationship(null, entity, Cardinality.MANY_TO_ONE, List.of(new JoinColumns(own, target)));
    }

    private static Entity entity(String id, String source, String key, Relationship... relationships) {
        var common =
                new Common(id, id, null, null, List.of(), List.of(), List.of(), List.of(), null, null, Review.APPROVED);
        return new Entity(
                common,
                null,
                source,
                List.of(key),
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(relationships),
                null);
    }

    private static String open(String sql) {
        return switch (TemplateOpener.open(SqlText.of("template", sql), used(sql), Bakery.RELATIONS, ENTITIES)) {
            case Opened.Measure(var measure) ->
                measure.entity() + ": " + measure.aggregation() + " " + measure.expression() + " where "
                        + measure.filters() + " at " + measure.time();
            case Opened.Closed(String reason) -> reason;
        };
    }

    private static List<Parameter> used(String sql) {
        return PARAMETERS.stream()
                .filter(parameter -> sql.contains("{" + parameter.name() + "}"))
                .toList();
    }

    @Test
    void one_sum_over_a_range_of_time_is_a_measure() {
        assertEquals(
                "sale: SUM total where [state = 'paid'] at sold_at",
                open("SELECT date_trunc('{grain}', sold_at) AS period, sum(total) AS revenue FROM sale"
                        + " WHERE state = 'paid' AND sold_at >= {start} AND sold_at < '{end}' GROUP BY 1 ORDER BY 1"));
    }

    @Test
    void a_parameter_that_is_one_value_stays_a_placeholder() {
        assertEquals(
                "sale: SUM total where [branch.town = {town}] at sold_at",
                open("SELECT sum(s.total) AS a FROM sale s JOIN branch b ON b.branch_id = s.branch_id WHERE b.town"
                        + " = '{town}' AND s.sold_at >= {start}"));
        assertEquals(
                "sale: SUM CASE WHEN total > {least} THEN total ELSE NULL END where [({town} IS NULL)"
                        + " OR (state = {town})] at null",
                open("SELECT sum(CASE WHEN total > {least} THEN total END) AS a FROM sale"
                        + " WHERE {town} IS NULL OR state = {town}"));
    }

    @Test
    void joins_along_declared_relationships_become_paths() {
        assertEquals(
                "line: SUM pieces * bread.price where [sale.branch.country = 'DE'] at sale.sold_on",
                open("SELECT b.town, sum(l.pieces * p.price) AS x FROM sale_line l JOIN sale s ON s.sale_id = l.sale_id"
                        + " JOIN branch b ON s.branch_id = b.branch_id JOIN bread p ON p.bread_id = l.bread_id"
                        + " WHERE b.country = 'DE' AND s.sold_on BETWEEN {start} AND {end} GROUP BY b.town"));
    }

    @Test
    void an_inner_join_that_may_drop_rows_leaves_its_condition() {
        assertEquals(
                "sale: COUNT null where [baker.baker_id IS NOT NULL] at null",
                open("SELECT count(*) AS n FROM sale s JOIN baker k ON k.baker_id = s.served_by"));
        assertEquals(
                "sale: COUNT null where [] at null",
                open("SELECT count(*) AS n FROM sale s LEFT JOIN baker k ON k.baker_id = s.served_by"));
        assertEquals(
                "sale: COUNT null where [] at null",
                open("SELECT count(*) AS n FROM sale s JOIN branch b ON b.branch_id = s.branch_id"));
    }

    @Test
    void the_filter_of_the_aggregate_is_a_filter_of_the_measure() {
        assertEquals(
                "sale: COUNT_DISTINCT served_by where [gift IS TRUE] at sold_at",
                open("SELECT date_trunc('month', sold_at) AS m, count(DISTINCT served_by) FILTER (WHERE gift) AS n"
                        + " FROM sale GROUP BY 1"));
    }

    @Test
    void a_join_that_multiplies_the_measure_is_not_opened() {
        assertEquals(
                "its joins are not declared as to-one relationships from one entity",
                open("SELECT sum(s.total) AS x FROM sale s JOIN sale_line l ON l.line_id = s.sale_id"));
        assertEquals(
                "its joins are not declared as to-one relationships from one entity",
                open("SELECT sum(s.total) AS x FROM sale s LEFT JOIN sale_line l ON l.sale_id = s.sale_id"));
    }

    @Test
    void what_is_more_than_a_measure_stays_closed_with_a_reason() {
        assertEquals("it has 2 aggregates, not one", open("SELECT sum(total) AS a, count(*) AS n FROM sale"));
        assertEquals(
                "it calculates with the aggregate; write a derived metric",
                open("SELECT sum(total) / 2 AS a FROM sale"));
        assertEquals("it has a LIMIT", open("SELECT state, sum(total) AS a FROM sale GROUP BY 1 ORDER BY 2 LIMIT 3"));
        assertEquals(
                "it is not one aggregate of joined tables",
                open("SELECT state, sum(total) AS a FROM sale GROUP BY 1 HAVING sum(total) > 3"));
        assertEquals("it is not one aggregate of joined tables", open("SELECT total FROM sale"));
        assertEquals(
                "it has a sub-query",
                open("SELECT sum(total) AS a FROM sale WHERE branch_id IN (SELECT branch_id FROM branch)"));
        assertEquals(
                "the parameter 'end' restricts more than a range of time",
                open("SELECT sum(total) AS a FROM sale WHERE sold_on - 1 > {end}"));
        assertEquals(
                "the parameter 'towns' is a list, whose length changes the SQL",
                open("SELECT sum(s.total) AS a FROM sale s JOIN branch b ON b.branch_id = s.branch_id WHERE b.town"
                        + " IN {towns}"));
        assertEquals(
                "the parameter 'town' decides its groups",
                open("SELECT state = {town} AS a, sum(total) AS b FROM sale GROUP BY 1"));
        assertEquals("what it measures depends on the keyword what", open("SELECT sum({what}) AS a FROM sale"));
    }
}
