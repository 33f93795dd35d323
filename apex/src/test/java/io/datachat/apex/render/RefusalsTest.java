package io.datachat.apex.render;

import static io.datachat.apex.render.Shapes.orders;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.render.dialect.Dialect;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Holder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What only one database has runs there and is refused for the other; what none should run is refused for both.
class RefusalsTest {
    @Test
    void approximate_answers_are_duckdb_s() throws SQLException {
        assertEquals(
                List.of("whole 4 | double 3"),
                Engines.rows(Backend.DUCKDB, Renderer.render(approximate(), Dialect.of(Backend.DUCKDB)), List.of()));
        var problem = refused(Backend.POSTGRESQL, approximate());
        assertEquals(
                "RE102 PostgreSQL has no APPROX_COUNT_DISTINCT. Use COUNT(DISTINCT …), a metric without 'approximate':"
                        + " it is exact.",
                problem);
    }

    @Test
    void windows_over_different_values_are_duckdb_s() throws SQLException {
        assertEquals(
                "whole 3",
                Engines.rows(Backend.DUCKDB, Renderer.render(distinct(), Dialect.of(Backend.DUCKDB)), List.of())
                        .getFirst());
        assertTrue(refused(Backend.POSTGRESQL, distinct())
                .startsWith("RE102 PostgreSQL has no window over DISTINCT values."));
    }

    @Test
    void windows_that_leave_nulls_out_are_duckdb_s() throws SQLException {
        assertEquals(
                List.of("whole 1 | decimal 10.5", "whole 4 | decimal 0.01", "whole 6 | decimal 99.99"),
                Engines.rows(Backend.DUCKDB, Renderer.render(lastKnown(), Dialect.of(Backend.DUCKDB)), List.of())
                        .stream()
                        .filter(row -> row.matches("whole [146] .*"))
                        .toList());
        assertTrue(refused(Backend.POSTGRESQL, lastKnown()).startsWith("RE102 PostgreSQL has no IGNORE NULLS."));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_lateral_query_is_refused(Backend backend) {
        var shop = new Shop();
        var b = orders(shop);
        Holder<@Nullable RexCorrelVariable> outer = Holder.of(null);
        b.variable(outer::set);
        b.push(shop.scan("refunds", "r")).filter(b.equals(b.field("order_id"), b.field(Shapes.row(outer), "id")));
        var plan = b.correlate(JoinRelType.LEFT, Shapes.row(outer).id).build();
        assertTrue(refused(backend, plan).startsWith("RE104 A LATERAL sub-query"));
    }

    private static RelNode approximate() {
        var b = orders(new Shop());
        b.project(
                List.of(b.field("customer_id"), b.field("pieces"), b.literal(new BigDecimal("0.5"))),
                List.of("customer", "pieces", "half"),
                true);
        return b.aggregate(
                        b.groupKey(),
                        b.aggregateCall(SqlStdOperatorTable.APPROX_COUNT_DISTINCT, b.field("customer"))
                                .as("customers"),
                        b.aggregateCall(Operators.APPROX_QUANTILE, b.field("pieces"), b.field("half"))
                                .as("middle"))
                .build();
    }

    private static RelNode distinct() {
        var b = orders(new Shop());
        return b.project(b.aggregateCall(SqlStdOperatorTable.COUNT, b.field("status"))
                        .distinct(true)
                        .over()
                        .toRex())
                .build();
    }

    private static RelNode lastKnown() {
        var b = orders(new Shop());
        return b.project(
                        b.field("id"),
                        b.aggregateCall(SqlStdOperatorTable.LAST_VALUE, b.field("amount"))
                                .ignoreNulls(true)
                                .over()
                                .orderBy(b.field("id"))
                                .rowsTo(org.apache.calcite.rex.RexWindowBounds.CURRENT_ROW)
                                .toRex())
                .sort(0)
                .build();
    }

    private static String refused(Backend backend, RelNode plan) {
        var rejection = assertThrows(Rejection.class, () -> Renderer.render(plan, Dialect.of(backend)));
        var problem = rejection.problems().getFirst();
        return problem.code().id() + " " + problem.message() + " " + problem.hint();
    }
}
