package io.datachat.apex.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.render.dialect.Dialect;
import io.datachat.apex.render.dialect.Literals;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.dialect.BigQuerySqlDialect;
import org.apache.calcite.sql.dialect.ClickHouseSqlDialect;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.dialect.MysqlSqlDialect;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.dialect.SnowflakeSqlDialect;
import org.apache.calcite.sql.dialect.SparkSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes wrong with Calcite 1.42's own writer, and right with ours. When a stock half turns red, Calcite has mended
/// it.
class StockTrapsTest {
    private static final String ATTACK = "a\\' OR 1=1 -- ";

    private static String stock(RelNode plan, SqlDialect dialect) {
        return withCharacterSets(plan, dialect).replace("_UTF-8'", "'");
    }

    private static String withCharacterSets(RelNode plan, SqlDialect dialect) {
        return new RelToSqlConverter(dialect)
                .visitRoot(plan)
                .asStatement()
                .toSqlString(dialect)
                .getSql();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_text_has_no_character_set(Backend backend) throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var plan = orders(shop, b.literal("x"));
        var stock = withCharacterSets(plan, stock(backend));
        assertThrows(SQLException.class, () -> Engines.rows(backend, stock));
        assertEquals("whole 1 | text x", ours(backend, plan).getFirst());
    }

    private static SqlDialect stock(Backend backend) {
        return switch (backend) {
            case DUCKDB -> DuckDBSqlDialect.DEFAULT;
            case POSTGRESQL -> PostgresqlSqlDialect.DEFAULT;
        };
    }

    private static List<String> ours(Backend backend, RelNode plan) throws SQLException {
        return Engines.rows(backend, Renderer.render(plan, Dialect.of(backend)), List.of());
    }

    private static RelNode orders(Shop shop, RexNode item) {
        var b = shop.build;
        return b.project(List.of(b.field("id"), item), List.of("id", "value"), true)
                .sort(b.field("id"))
                .build();
    }

    /// Whether a literal ends before its last character where backslash is an escape.
    private static boolean endsEarly(String literal) {
        for (var at = 1; at < literal.length(); at++) {
            if (literal.charAt(at) == '\\') at++;
            else if (literal.charAt(at) == '\'' && at + 1 < literal.length() && literal.charAt(at + 1) == '\'') at++;
            else if (literal.charAt(at) == '\'') return at < literal.length() - 1;
        }
        return true;
    }

    @Test
    void five_stock_dialects_let_a_backslash_end_a_literal() {
        for (var dialect : List.of(
                MysqlSqlDialect.DEFAULT,
                ClickHouseSqlDialect.DEFAULT,
                SnowflakeSqlDialect.DEFAULT,
                SparkSqlDialect.DEFAULT,
                BigQuerySqlDialect.DEFAULT)) {
            var literal = dialect.quoteStringLiteral(ATTACK);
            assertTrue(endsEarly(literal), () -> dialect.getClass().getSimpleName() + " writes " + literal);
        }
        assertFalse(endsEarly(Literals.text(ATTACK, true).substring(1)));
    }

    @Test
    void our_literals_are_whole_whatever_the_session_says_about_backslashes() throws SQLException {
        var postgres = Engines.connection(Backend.POSTGRESQL);
        try {
            for (var conforming : List.of("on", "off")) {
                Engines.run(postgres, "SET standard_conforming_strings = " + conforming);
                assertEquals(
                        List.of("text " + ATTACK),
                        Engines.rows(Backend.POSTGRESQL, "SELECT " + Literals.text(ATTACK, true)));
            }
        } finally {
            Engines.run(postgres, "RESET standard_conforming_strings");
        }
        assertEquals(List.of("text " + ATTACK), Engines.rows(Backend.DUCKDB, "SELECT " + Literals.text(ATTACK, false)));
    }

    @Test
    void text_with_the_character_nul_is_refused() {
        assertThrows(Rejection.class, () -> Literals.text("a\0b", true));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_cast_in_a_comparison_is_kept(Backend backend) {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var plan = b.filter(b.equals(shop.cast(b.field("status"), Simple.INTEGER), b.field("id")))
                .build();
        if (backend == Backend.DUCKDB)
            assertFalse(stock(plan, stock(backend)).contains("CAST("), "stock drops the cast");
        assertTrue(Renderer.render(plan, Dialect.of(backend)).text().contains("CAST(status AS INTEGER) = id"));
    }

    @Test
    void an_inner_query_in_the_select_list_knows_its_outer_row() throws SQLException {
        var plan = ShapesTest.plan("a_value_from_an_inner_query");
        assertThrows(
                SQLException.class, () -> Engines.rows(Backend.POSTGRESQL, stock(plan, PostgresqlSqlDialect.DEFAULT)));
        assertEquals(5, ours(Backend.POSTGRESQL, plan).size());
    }

    @Test
    void duckdb_divides_integers_as_postgresql_does() throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var plan = orders(shop, b.call(SqlStdOperatorTable.DIVIDE, b.field("pieces"), b.literal(2)));
        assertTrue(Engines.rows(Backend.DUCKDB, stock(plan, DuckDBSqlDialect.DEFAULT))
                .contains("whole 1 | double 1.5"));
        assertEquals(ours(Backend.POSTGRESQL, plan), ours(Backend.DUCKDB, plan));
        assertTrue(ours(Backend.DUCKDB, plan).contains("whole 5 | whole -3"), "toward zero");
    }

    @Test
    void duckdb_cuts_to_quarters() throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var plan = orders(shop, shop.floor(b.field("ordered_at"), TimeUnitRange.QUARTER));
        assertThrows(AssertionError.class, () -> stock(plan, DuckDBSqlDialect.DEFAULT));
        assertEquals(ours(Backend.POSTGRESQL, plan), ours(Backend.DUCKDB, plan));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_date_cut_to_months_stays_a_date(Backend backend) throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var plan = orders(shop, shop.floor(b.field("day"), TimeUnitRange.MONTH));
        assertNotEquals(
                "whole 1 | date 2024-01-01",
                Engines.rows(backend, stock(plan, stock(backend))).getFirst());
        assertEquals("whole 1 | date 2024-01-01", ours(backend, plan).getFirst());
    }

    @Test
    void a_regular_expression_matches_a_part_of_the_text() throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("customers", "c"));
        var plan =
                orders(shop, b.call(SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE, b.field("name"), b.literal("o")));
        assertEquals("whole 2 | Boolean true", ours(Backend.DUCKDB, plan).get(1));
        assertEquals(ours(Backend.POSTGRESQL, plan), ours(Backend.DUCKDB, plan));
    }

    @Test
    void a_backslash_in_a_pattern_escapes_in_both_databases() throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("customers", "c"));
        var plan = orders(shop, b.call(SqlStdOperatorTable.LIKE, b.field("name"), b.literal("%\\_c")));
        assertNotEquals(
                ours(Backend.POSTGRESQL, plan), Engines.rows(Backend.DUCKDB, stock(plan, DuckDBSqlDialect.DEFAULT)));
        assertEquals(ours(Backend.POSTGRESQL, plan), ours(Backend.DUCKDB, plan));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void sums_have_the_type_that_the_plan_declares(Backend backend) throws SQLException {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var plan = b.aggregate(
                        b.groupKey(),
                        b.sum(false, "points", b.field("points")),
                        b.avg(false, "mean", b.field("points")))
                .build();
        assertNotEquals(
                List.of("whole 8000000006 | double 1600000001.2"), Engines.rows(backend, stock(plan, stock(backend))));
        assertEquals(List.of("whole 8000000006 | double 1600000001.2"), ours(backend, plan));
    }

    @Test
    void a_list_of_two_thousand_values_is_folded_in_no_time() {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        RexNode chain = b.equals(b.field("id"), b.literal(0));
        for (var i = 1; i < 2000; i++)
            chain = shop.cluster
                    .getRexBuilder()
                    .makeCall(SqlStdOperatorTable.OR, chain, b.equals(b.field("id"), b.literal(i)));
        var plan = b.project(List.of(chain), List.of("found"), true).build();
        var text = Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> Renderer.render(Tidy.tidy(plan), Dialect.of(Backend.DUCKDB))
                        .text());
        assertTrue(text.contains("id IN (0, 1, 2, 3,"));
        assertFalse(text.contains(" OR "));
    }

    @Test
    void a_windows_sum_is_a_sum_again() {
        var shop = new Shop();
        var b = shop.build.push(shop.scan("orders", "o"));
        var amount = b.field("amount");
        var count = b.aggregateCall(SqlStdOperatorTable.COUNT, amount)
                .over()
                .orderBy(b.field("id"))
                .toRex();
        var sum = b.aggregateCall(SqlStdOperatorTable.SUM0, amount)
                .over()
                .orderBy(b.field("id"))
                .toRex();
        var expanded = b.call(
                SqlStdOperatorTable.CASE,
                b.call(SqlStdOperatorTable.GREATER_THAN, count, b.literal(0)),
                sum,
                shop.cluster.getRexBuilder().makeNullLiteral(sum.getType()));
        var plan = b.project(List.of(expanded), List.of("total"), true).build();
        assertTrue(Renderer.render(plan, Dialect.of(Backend.DUCKDB)).text().contains("COUNT(amount) OVER"));
        var text = Renderer.render(Tidy.tidy(plan), Dialect.of(Backend.DUCKDB)).text();
        assertTrue(text.contains(" SUM(amount) OVER (ORDER BY id") && !text.contains("COUNT"), text);
    }

    @Test
    void an_alias_is_not_taken_for_the_column_of_its_name() throws SQLException {
        var plan = ShapesTest.plan("names_that_capture");
        var rows = new ArrayList<>(ours(Backend.DUCKDB, plan));
        assertEquals(rows, ours(Backend.POSTGRESQL, plan));
        assertEquals("text OPEN | decimal 20 | whole 2", rows.get(1));
    }
}
