package io.datachat.apex.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.junit.jupiter.api.Test;

class TemplateReadingTest {
    private static final List<Parameter> PARAMETERS = List.of(
            parameter("start", ParameterType.DATE),
            parameter("end", ParameterType.TIMESTAMP),
            parameter("least", ParameterType.DECIMAL),
            parameter("n", ParameterType.INT),
            parameter("name", ParameterType.STRING),
            parameter("gift", ParameterType.BOOLEAN),
            new Parameter("states", ParameterType.LIST, true, null, List.of(), null, null, ParameterType.STRING),
            new Parameter("grain", ParameterType.ENUM, true, null, List.of("day", "month"), null, null, null),
            new Parameter("column", ParameterType.ENUM, true, null, List.of("state", "sale.pieces"), null, null, null));

    private static final Map<String, Object> GIVEN = Map.of(
            "start",
            "2024-01-01",
            "end",
            "2024-02-01T00:00",
            "least",
            "2.5",
            "n",
            7,
            "name",
            "x' OR '1'='1",
            "gift",
            true,
            "states",
            List.of("paid", "open"),
            "grain",
            "month",
            "column",
            "state");

    private static Parameter parameter(String name, ParameterType type) {
        return new Parameter(name, type, true, null, List.of(), null, null, null);
    }

    private static ReadQuery read(String sql) {
        return SqlReader.read(SqlText.of("template", sql), Bakery.RELATIONS, ParameterValues.check(PARAMETERS, GIVEN));
    }

    private static String condition(String where) {
        var query = read("SELECT count(*) AS n FROM sale WHERE " + where);
        var plan = RelOptUtil.toString(query.plan());
        var from = plan.indexOf("condition=[") + "condition=[".length();
        return plan.substring(from, plan.indexOf("])\n", from)).replace("_UTF-8", "") + " "
                + query.binds().stream()
                        .map(bind -> bind.parameter() + (bind.item() < 0 ? "" : bind.item()))
                        .toList();
    }

    /// Two and a half is no integer: divided by two it is 1.25, not 1.
    @Test
    void what_lies_between_two_integers_is_a_double() {
        for (var middle : List.of("median(pieces)", "percentile_cont(0.5) WITHIN GROUP (ORDER BY pieces)"))
            assertEquals(
                    "RecordType(DOUBLE half)",
                    read("SELECT " + middle + " / 2 AS half FROM sale")
                            .plan()
                            .getRowType()
                            .toString());
    }

    @Test
    void approximate_aggregates_can_be_written() {
        assertEquals(
                "RecordType(DOUBLE high, BIGINT many)",
                read("SELECT approx_quantile(pieces, 0.95) AS high, approx_count_distinct(state) AS many FROM sale")
                        .plan()
                        .getRowType()
                        .toString());
    }

    @Test
    void a_value_is_bound_and_never_text() {
        assertEquals("=($6, ?0) [name]", condition("state = {name}"));
        assertEquals("=($6, ?0) [name]", condition("state = :name"));
        assertEquals("=($6, ?0) [name]", condition("state = '{name}'"));
    }

    @Test
    void the_same_parameter_may_be_bound_twice_and_indexes_follow_the_text() {
        assertEquals(
                "AND(>($7, ?0), =($6, ?1), <($7, ?2)) [least, name, least]",
                condition("total > {least} AND state = {name} AND total < {least}")
                        .replace("AND(AND(", "AND(")
                        .replace("?1))", "?1)"));
    }

    @Test
    void a_type_is_written_where_the_surroundings_tell_none_or_another() {
        assertTrue(condition("sold_at >= {start}").contains("CAST(?0):DATE"), condition("sold_at >= {start}"));
        assertEquals("<($4, ?0) [start]", condition("sold_on < {start}"));
        assertEquals("<($3, ?0) [end]", condition("sold_at < {end}"));
        assertTrue(condition("pieces > {least}").contains("CAST(?0):DECIMAL(38, 10)"));
        assertEquals(
                ">=($4, -(CAST(?0):DATE, *(CAST(?1):BIGINT, 86400000:INTERVAL DAY))) [start, n]",
                condition("sold_on >= {start} - {n} * INTERVAL '1' DAY"));
        assertTrue(condition("{start} IS NULL OR sold_on > {start}").contains("IS NULL(CAST(?0):DATE)"));
    }

    @Test
    void typed_literals_around_a_placeholder_are_the_value_itself() {
        assertEquals(
                condition("sold_on < DATE '{start}'"),
                condition("sold_on < '{start}'::date").replace("CAST(CAST(?0):DATE):DATE", "CAST(?0):DATE"));
        assertTrue(condition("sold_at > now() - INTERVAL '{n} days'")
                .contains("*(CAST(?0):BIGINT, 86400000:INTERVAL DAY)"));
    }

    @Test
    void a_placeholder_inside_a_longer_text_is_joined_to_it() {
        var found = condition("state LIKE '%{name}%'");
        assertEquals("LIKE($6, ||(||('%', CAST(?0):VARCHAR CHARACTER SET \"UTF-8\"), '%')) [name]", found);
        assertTrue(condition("state = '{name}{n}'").contains("CAST(CAST(?1):BIGINT)"));
    }

    @Test
    void a_list_becomes_as_many_binds_as_it_has_values() {
        assertEquals("OR(=($6, ?0), =($6, ?1)) [states0, states1]", condition("state IN ({states})"));
        assertEquals("OR(=($6, ?0), =($6, ?1)) [states0, states1]", condition("state IN {states}"));
        assertEquals("OR(=($6, ?0), =($6, ?1)) [states0, states1]", condition("state = ANY({states})"));
    }

    @Test
    void a_keyword_is_chosen_before_parsing() {
        var plan = RelOptUtil.toString(read("SELECT date_trunc('{grain}', sold_at) AS g, {column} FROM sale LIMIT {n}")
                .plan());
        assertTrue(plan.contains("FLOOR($3, FLAG(MONTH))"), plan);
        assertTrue(plan.contains("fetch=[?0]"), plan);
    }

    @Test
    void a_keyword_must_be_one() {
        var values = ParameterValues.check(
                PARAMETERS,
                Map.of(
                        "start",
                        "2024-01-01",
                        "end",
                        "2024-02-01",
                        "least",
                        1,
                        "n",
                        7,
                        "name",
                        "",
                        "gift",
                        "false",
                        "states",
                        "paid",
                        "grain",
                        "DAY",
                        "column",
                        "sale.pieces"));
        var refusal = assertThrows(
                Rejection.class,
                () -> SqlReader.read(SqlText.of("template", "SELECT {column} FROM sale"), Bakery.RELATIONS, values));
        assertEquals(ReadCode.UNSAFE_PARAMETER, refusal.problems().getFirst().code());
    }

    @Test
    void a_place_is_the_authors_even_after_rewriting() {
        var text =
                new SqlText("metrics/revenue.yaml", "SELECT sum(total)::float8\nFROM sale WHERE totl > {least}", 12, 7);
        var values = ParameterValues.check(PARAMETERS, GIVEN);
        var refusal = assertThrows(Rejection.class, () -> SqlReader.read(text, Bakery.RELATIONS, values));
        var problem = refusal.problems().getFirst();
        assertEquals("metrics/revenue.yaml:13:23", String.valueOf(problem.place()));
        assertEquals(List.of("sale.total"), problem.choices());
    }
}
