package io.datachat.apex.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.render.Tidy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/// Where Calcite as it comes gives a wrong result or falls over, and what reading does instead. Each test shows both,
/// so that an upgrade which mends the library is noticed.
class TrapsTest {
    /// Calcite with the settings anyone would begin with.
    private static final class Stock {
        static SqlNode parse(String sql) {
            try {
                return SqlParser.create(
                                sql,
                                SqlParser.config()
                                        .withParserFactory(SqlBabelParserImpl.FACTORY)
                                        .withUnquotedCasing(Casing.UNCHANGED)
                                        .withConformance(SqlConformanceEnum.BABEL))
                        .parseQuery();
            } catch (SqlParseException exception) {
                throw new IllegalArgumentException(exception);
            }
        }

        static RelNode plan(String sql) {
            return plan(sql, SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL);
        }

        static RelNode plan(String sql, SqlLibrary... libraries) {
            var reader = Bakery.RELATIONS.reader();
            var validator = SqlValidatorUtil.newValidator(
                    SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(libraries),
                    reader,
                    RelationalTypes.FACTORY,
                    SqlValidator.Config.DEFAULT
                            .withConformance(SqlConformanceEnum.BABEL)
                            .withIdentifierExpansion(true));
            var cluster = RelOptCluster.create(
                    new HepPlanner(HepProgram.builder().build()), new RexBuilder(RelationalTypes.FACTORY));
            var converter = new SqlToRelConverter(
                    (row, view, path, within) -> {
                        throw new UnsupportedOperationException();
                    },
                    validator,
                    reader,
                    cluster,
                    StandardConvertletTable.INSTANCE,
                    SqlToRelConverter.config().withExpand(false));
            return converter
                    .convertQuery(validator.validate(parse(sql)), false, true)
                    .project();
        }
    }

    private static RelNode ours(String sql) {
        return SqlReader.read(SqlText.of("trap", sql), Bakery.RELATIONS, ParameterValues.NONE)
                .plan();
    }

    private static String plan(RelNode plan) {
        return RelOptUtil.toString(plan);
    }

    /// The first value of the first row on DuckDB; the spelling of the stock PostgreSQL dialect is near enough
    /// here.
    private static String run(RelNode plan) throws SQLException {
        var sql = new RelToSqlConverter(PostgresqlSqlDialect.DEFAULT)
                .visitRoot(plan)
                .asStatement()
                .toSqlString(PostgresqlSqlDialect.DEFAULT)
                .getSql()
                .replace("_UTF-8", "")
                .replace(" CHARACTER SET \"UTF-8\"", "");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            for (var each : Bakery.DDL) statement.execute(each);
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                return String.valueOf(rows.getObject(1));
            }
        }
    }

    private static ReadCode refusal(String sql) {
        var problems = assertThrows(Rejection.class, () -> ours(sql)).problems();
        return (ReadCode) problems.getFirst().code();
    }

    @Test
    void a_double_colon_binds_tighter_than_division() throws SQLException {
        var sql = "SELECT sum(pieces) / sum(sale_id)::numeric AS x FROM sale";
        var loose = Stock.parse(sql).toString();
        assertTrue(
                loose.contains("`pieces`) / SUM(`sale_id`) :: ")
                        || loose.contains("(SUM(`pieces`) / SUM(`sale_id`)) ::"),
                loose);
        assertTrue(Double.parseDouble(run(ours(sql))) > 1.0999, "11 / 10 is not 1");
        assertTrue(plan(ours("SELECT pieces + tip::int AS x FROM sale")).contains("+($9, CAST($8):INTEGER)"));
        assertTrue(plan(ours("SELECT 1 AS x FROM sale WHERE sold_on >= '2024-01-01'::date"))
                .contains(">=($4, CAST("));
    }

    @Test
    void an_alias_is_not_seen_inside_an_expression_of_order_by() throws SQLException {
        var sql = "SELECT state AS s, sum(total) AS total FROM sale GROUP BY state ORDER BY sum(total) DESC";
        var stock = plan(Stock.plan(sql));
        assertTrue(stock.split("SUM\\(", -1).length > 2, "aliases are no longer captured:\n" + stock);
        assertEquals(2, plan(ours(sql)).split("SUM\\(", -1).length, "one sum");
        assertEquals("paid", run(ours(sql)));
    }

    @Test
    void keywords_may_be_names() {
        for (var word :
                List.of("date", "time", "timestamp", "default", "next", "range", "row", "offset", "measure", "uuid")) {
            var sql = "SELECT total AS " + word + " FROM sale";
            assertThrows(IllegalArgumentException.class, () -> Stock.parse(sql), word);
            assertEquals(List.of(word), ours(sql).getRowType().getFieldNames());
        }
    }

    /// The time for a chain of exclusions grows with the cube: 300 take over a second.
    @Test
    void the_stock_simplifier_takes_far_too_long_for_a_long_list_of_exclusions() {
        var rex = new RexBuilder(RelationalTypes.FACTORY);
        var column = rex.makeInputRef(RelationalTypes.of(Simple.BIGINT, true), 0);
        var chain = IntStream.range(0, 500)
                .mapToObj(number -> rex.makeCall(
                        SqlStdOperatorTable.NOT_EQUALS, column, rex.makeExactLiteral(BigDecimal.valueOf(number))))
                .reduce((all, next) -> rex.makeCall(SqlStdOperatorTable.AND, all, next))
                .orElseThrow();
        var simplify = new RexSimplify(rex, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
        assertThrows(
                AssertionFailedError.class,
                () -> assertTimeoutPreemptively(Duration.ofMillis(300), () -> simplify.simplifyUnknownAsFalse(chain)),
                "mended: exclusions may be simplified");
    }

    @Test
    void a_long_list_is_read_in_time() {
        var numbers = IntStream.range(0, 900).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        var plan = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> ours("SELECT count(*) AS n FROM sale WHERE sale_id IN (" + numbers + ")"));
        assertTrue(plan(plan).contains("899"));
        var without = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> ours("SELECT count(*) AS n FROM sale WHERE sale_id NOT IN (" + numbers + ")"));
        assertTrue(plan(without).contains("899"));
        assertEquals(
                ReadCode.TOO_LARGE,
                refusal("SELECT count(*) AS n FROM sale WHERE sale_id IN (" + numbers + ", " + numbers + ")"));
    }

    @Test
    void an_average_over_a_window_stays_an_average() {
        var sql = "SELECT avg(total) OVER (PARTITION BY state) AS x, coalesce(tip, 0) AS y FROM sale";
        assertFalse(plan(Stock.plan(sql)).contains("AVG("));
        assertTrue(plan(ours(sql)).contains("AVG($7) OVER"));
        assertTrue(plan(ours(sql)).contains("COALESCE($8"));
    }

    @Test
    void a_sum_over_a_window_stays_a_sum() {
        var sql = "SELECT sum(total) OVER (PARTITION BY state) AS x FROM sale";
        assertTrue(plan(Stock.plan(sql)).contains("CASE("), plan(Stock.plan(sql)));
        var ours = plan(Tidy.tidy(ours(sql)));
        assertTrue(ours.contains("SUM($7) OVER") && !ours.contains("CASE("), ours);
    }

    @Test
    void only_a_primary_key_determines_the_other_columns_of_a_group() {
        var other = "SELECT sale_id, state FROM sale GROUP BY state";
        assertFalse(plan(Stock.plan(other)).isEmpty(), "mended: takes the value of any row");
        assertEquals(ReadCode.NOT_GROUPED, refusal(other));
        var keyed = SqlReader.read(
                SqlText.of("traps", "SELECT sale_id, state FROM sale GROUP BY sale_id"),
                Bakery.RELATIONS,
                ParameterValues.NONE);
        assertEquals(List.of("sale_id", "state"), keyed.columns());
    }

    /// With the stack of an ordinary thread.
    @Test
    void the_stock_parser_falls_over_deep_texts() throws InterruptedException {
        var fell = new AtomicReference<@Nullable Throwable>();
        var deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " AS x";
        var thread = new Thread(
                null,
                () -> {
                    try {
                        Stock.parse(deep);
                    } catch (RuntimeException | StackOverflowError error) {
                        fell.set(error);
                    }
                },
                "small",
                512 * 1024);
        thread.start();
        thread.join();
        var error = fell.get();
        assertTrue(overflowed(error), "mended: " + error);
    }

    private static boolean overflowed(@Nullable Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause())
            if (cause instanceof StackOverflowError) return true;
        return false;
    }

    @Test
    void nested_sums_do_not_grow_with_every_level() {
        var sql = "SELECT pieces + pieces AS a FROM sale";
        for (var level = 0; level < 12; level++) sql = "SELECT a + a AS a FROM (" + sql + ") AS t";
        var text = sql;
        var dialect = PostgresqlSqlDialect.DEFAULT;
        var stock = new RelToSqlConverter(dialect)
                .visitRoot(Stock.plan(text))
                .asStatement()
                .toSqlString(dialect)
                .getSql();
        assertTrue(stock.length() > 40_000, "mended: " + stock.length());
        try {
            assertTrue(plan(ours(text)).length() < 200_000);
        } catch (Rejection refused) {
            assertEquals(ReadCode.TOO_LARGE, refused.problems().getFirst().code());
        }
    }

    @Test
    void a_sum_of_integers_is_wide() {
        var stock = new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT);
        var integer = stock.createSqlType(SqlTypeName.INTEGER);
        assertEquals(
                SqlTypeName.INTEGER,
                RelDataTypeSystem.DEFAULT.deriveSumType(stock, integer).getSqlTypeName());
        assertEquals(0, stock.createSqlType(SqlTypeName.DECIMAL).getScale());
        var ours = RelationalTypes.FACTORY;
        var wide = ours.getTypeSystem().deriveSumType(ours, ours.createSqlType(SqlTypeName.INTEGER));
        assertEquals(SqlTypeName.BIGINT, wide.getSqlTypeName());
        assertTrue(plan(ours("SELECT tip::numeric AS x FROM sale")).contains("DECIMAL(38, 10)"));
    }

    @Test
    void deep_and_long_texts_are_refused_and_never_overflow() {
        assertEquals(ReadCode.TOO_LARGE, refusal("SELECT " + "(".repeat(1000) + "1" + ")".repeat(1000) + " AS x"));
        assertEquals(
                ReadCode.TOO_LARGE, refusal("SELECT 1 AS x FROM sale WHERE 1 = 1" + " AND pieces <> 3".repeat(1001)));
        assertEquals(ReadCode.TOO_LARGE, refusal("SELECT '" + "x".repeat(70_000) + "' AS x"));
        // Found by fuzzing: the parser took minutes.
        assertEquals(ReadCode.TOO_LARGE, refusal("SELECT 1 AS x FROM sale WHERE pieces" + " BETWEEN".repeat(4_000)));
        ours("SELECT 1 AS x FROM sale WHERE 1 = 1" + " AND pieces <> 3".repeat(900));
        ours("SELECT " + "(".repeat(90) + "1" + ")".repeat(90) + " AS x");
        assertEquals(ReadCode.TOO_LARGE, refusal("SELECT " + "1 + ".repeat(12_000) + "1 AS x"));
    }

    @Test
    void a_rounded_average_keeps_its_decimals() throws SQLException {
        assertEquals(
                "0.1500",
                run(ours("SELECT round(avg(tip)::numeric, 2) AS x FROM sale"))
                        .concat("00")
                        .substring(0, 6));
        assertEquals(
                "BIGINT",
                ours("SELECT sum(pieces) AS x FROM sale")
                        .getRowType()
                        .getFieldList()
                        .getFirst()
                        .getType()
                        .getSqlTypeName()
                        .name());
    }

    @Test
    void texts_are_not_turned_into_numbers() {
        for (var sql : List.of(
                "SELECT sum(state) AS x FROM sale",
                "SELECT total + state AS x FROM sale",
                "SELECT count(*) AS x FROM sale WHERE state = 5",
                "SELECT count(*) AS x FROM sale WHERE state IN (5, 6)")) {
            assertTrue(plan(Stock.plan(sql)).contains("CAST("), "refused by now: " + sql);
            assertEquals(ReadCode.WRONG_ARGUMENTS, refusal(sql), sql);
        }
    }

    @Test
    void one_library_is_loaded_because_the_overloads_of_several_collide() {
        assertTrue(plan(ours("SELECT town FROM branch WHERE town ILIKE 'u%'")).contains("ILIKE"));
        assertTrue(plan(ours("SELECT to_char(sold_at, 'YYYY') AS y, concat(state, pieces) AS c FROM sale"))
                .contains("TO_CHAR"));
        assertTrue(plan(ours("SELECT length(state) AS l FROM sale")).contains("CHAR_LENGTH"));
        var refused = Stream.of(
                        "SELECT town FROM branch WHERE town ILIKE 'u%'",
                        "SELECT to_char(sold_at, 'YYYY') AS y FROM sale",
                        "SELECT concat(state, state) AS c FROM sale",
                        "SELECT length(state) AS l FROM sale",
                        "SELECT greatest(pieces, 1) AS g FROM sale",
                        "SELECT string_agg(state, ',') AS s FROM sale",
                        "SELECT round(total, 1) AS r FROM sale")
                .filter(sql -> refusedWithAll(sql))
                .toList();
        assertFalse(refused.isEmpty(), "mended: all libraries together read all of them");
    }

    private static boolean refusedWithAll(String sql) {
        ours(sql);
        try {
            Stock.plan(sql, SqlLibrary.STANDARD, SqlLibrary.ALL);
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }
}
