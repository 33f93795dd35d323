package io.datachat.apex.render;

import static io.datachat.apex.render.Shapes.orders;
import static io.datachat.apex.render.Shapes.part;
import static io.datachat.apex.render.Shapes.project;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/// Conditions, dates, arithmetic, texts and casts within one level.
final class ExpressionShapes {
    static final Map<String, Function<Shop, RelNode>> ALL = new LinkedHashMap<>();

    private ExpressionShapes() {}

    static {
        ALL.put("conditions", shop -> {
            var b = orders(shop);
            var status = b.field("status");
            var amount = b.field("amount");
            b.filter(
                    b.or(
                            b.equals(status, shop.bind(Simple.TEXT, 0)),
                            b.equals(status, shop.bind(Simple.TEXT, 1)),
                            b.isNull(status)),
                    b.not(b.in(b.field("id"), b.literal(17), b.literal(19))),
                    b.not(b.or(
                            b.equals(b.field("id"), shop.bind(Simple.BIGINT, 2)),
                            b.equals(b.field("id"), b.literal(23)))),
                    b.or(b.between(amount, b.literal(5), b.literal(50)), b.call(GREATER_THAN, amount, b.literal(90))),
                    b.or(b.isNull(status), b.call(LESS_THAN, status, b.literal("q"))),
                    b.call(IS_NOT_DISTINCT_FROM, b.field("id"), b.field("id")),
                    b.or(b.call(AND, b.isNotNull(amount), b.call(NOT_EQUALS, amount, b.literal(1))), b.isNull(amount)),
                    b.not(b.call(AND, b.isNull(amount), b.isNull(status))));
            return project(b, "id", b.field("id")).sort(b.field("id")).build();
        });
        ALL.put("dates", shop -> {
            var b = orders(shop);
            var at = b.field("ordered_at");
            var day = b.field("day");
            var months = shop.cluster
                    .getRexBuilder()
                    .makeIntervalLiteral(
                            java.math.BigDecimal.valueOf(3),
                            new SqlIntervalQualifier(TimeUnit.MONTH, null, SqlParserPos.ZERO));
            var days = shop.cluster
                    .getRexBuilder()
                    .makeIntervalLiteral(
                            java.math.BigDecimal.valueOf(7 * 86_400_000L),
                            new SqlIntervalQualifier(TimeUnit.DAY, null, SqlParserPos.ZERO));
            b.filter(
                    b.call(
                            GREATER_THAN_OR_EQUAL,
                            at,
                            shop.cluster
                                    .getRexBuilder()
                                    .makeTimestampLiteral(new TimestampString("2024-01-01 00:00:00"), 6)),
                    b.call(LESS_THAN, day, shop.cluster.getRexBuilder().makeDateLiteral(new DateString("2024-12-31"))),
                    b.call(LESS_THAN, at, b.call(DATETIME_PLUS, shop.bind(Simple.TIMESTAMP, 0), months)));
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "quarter",
                            shop.floor(day, TimeUnitRange.QUARTER),
                            "week",
                            shop.floor(day, TimeUnitRange.WEEK),
                            "day",
                            shop.floor(day, TimeUnitRange.DAY),
                            "hour",
                            shop.floor(at, TimeUnitRange.HOUR),
                            "at_quarter",
                            shop.floor(at, TimeUnitRange.QUARTER),
                            "as_day",
                            shop.cast(shop.floor(at, TimeUnitRange.DAY), Simple.DATE),
                            "later",
                            b.call(DATETIME_PLUS, at, months),
                            "later_day",
                            b.call(DATETIME_PLUS, day, months),
                            "earlier",
                            shop.cluster.getRexBuilder().makeCall(at.getType(), MINUS_DATE, List.of(at, days)))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("parts_of_dates", shop -> {
            var b = orders(shop);
            var at = b.field("ordered_at");
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "y",
                            part(shop, TimeUnitRange.YEAR, at),
                            "m",
                            part(shop, TimeUnitRange.MONTH, at),
                            "w",
                            part(shop, TimeUnitRange.DOW, at),
                            "s",
                            part(shop, TimeUnitRange.SECOND, at),
                            "e",
                            part(shop, TimeUnitRange.EPOCH, at))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("arithmetic", shop -> {
            var b = orders(shop);
            var pieces = b.field("pieces");
            var amount = b.field("amount");
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "halves",
                            b.call(DIVIDE, pieces, b.literal(2)),
                            "rest",
                            b.call(MOD, pieces, b.literal(2)),
                            "each",
                            b.call(DIVIDE, amount, b.literal(3)),
                            "a",
                            b.call(MINUS, pieces, b.call(MINUS, b.field("id"), b.literal(-1))),
                            "b",
                            b.call(MULTIPLY, b.call(PLUS, pieces, b.literal(1)), b.call(UNARY_MINUS, pieces)),
                            "c",
                            b.call(MULTIPLY, amount, amount),
                            "d",
                            b.call(PLUS, b.field("weight"), b.literal(1.5)),
                            "e",
                            b.call(PLUS, pieces, shop.bind(Simple.BIGINT, 0)),
                            "f",
                            b.call(DIVIDE, b.field("points"), pieces))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("division_by_zero", shop -> {
            var b = orders(shop);
            var zero = b.call(MINUS, b.field("id"), b.literal(3));
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "integers",
                            b.call(DIVIDE, b.field("points"), zero),
                            "decimals",
                            b.call(DIVIDE, b.field("amount"), zero),
                            "doubles",
                            b.call(DIVIDE, b.field("weight"), shop.cast(zero, Simple.DOUBLE)),
                            "rest",
                            b.call(MOD, b.field("points"), zero),
                            "rest_of_decimals",
                            b.call(MOD, b.field("amount"), zero),
                            "nobody",
                            b.call(DIVIDE, b.field("id"), b.literal(0)),
                            "guarded",
                            b.call(DIVIDE, b.field("id"), b.call(NULLIF, zero, b.literal(0))),
                            "again",
                            b.call(DIVIDE, b.call(DIVIDE, b.field("points"), zero), zero))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("rounding", shop -> {
            var b = orders(shop);
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "a",
                            b.call(ROUND, b.field("weight"), b.literal(1)),
                            "b",
                            b.call(ROUND, b.field("amount"), b.literal(1)),
                            "c",
                            b.call(FLOOR, b.field("amount")),
                            "d",
                            b.call(CEIL, b.field("weight")),
                            "e",
                            b.call(ABS, b.field("pieces")),
                            "f",
                            shop.cast(b.field("amount"), Simple.INTEGER),
                            "g",
                            shop.cast(b.field("weight"), new Decimal(10, 1)))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("text_functions", shop -> {
            var b = shop.build.push(shop.scan("customers", "c"));
            var name = b.field("name");
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "a",
                            b.call(UPPER, name),
                            "b",
                            b.call(CHAR_LENGTH, name),
                            "c",
                            b.call(SUBSTRING, name, b.literal(1), b.literal(2)),
                            "d",
                            b.call(CONCAT, name, b.literal("'s")),
                            "e",
                            b.call(LIKE, name, b.literal("a\\\\b\\_c")),
                            "f",
                            b.call(LIKE, name, b.literal("%d_")),
                            "g",
                            b.not(b.call(LIKE, name, shop.bind(Simple.TEXT, 0))),
                            "h",
                            b.call(LIKE, name, b.literal("%!_%"), b.literal("!")),
                            "i",
                            b.call(POSITION, b.literal("b"), name),
                            "j",
                            b.call(REPLACE, name, b.literal("b"), b.literal("x")),
                            "k",
                            b.call(POSIX_REGEX_CASE_SENSITIVE, name, b.literal("[bd]")))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("choices_and_casts", shop -> {
            var b = orders(shop);
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "a",
                            b.call(
                                    CASE,
                                    b.equals(b.field("status"), b.literal("paid")),
                                    b.literal("yes"),
                                    b.call(IS_TRUE, b.isNull(b.field("status"))),
                                    b.literal("?"),
                                    shop.cluster
                                            .getRexBuilder()
                                            .makeNullLiteral(b.field("status").getType())),
                            "b",
                            b.call(COALESCE, b.field("status"), b.literal("none")),
                            "c",
                            b.call(NULLIF, b.field("status"), b.literal("paid")),
                            "d",
                            shop.cast(b.field("pieces"), Simple.TEXT),
                            "e",
                            shop.cast(b.literal("12"), Simple.BIGINT),
                            "f",
                            shop.bind(Simple.TEXT, 0),
                            "g",
                            shop.cluster
                                    .getRexBuilder()
                                    .makeNullLiteral(b.field("day").getType()),
                            "h",
                            shop.cast(b.field("ordered_at"), Simple.DATE),
                            "i",
                            b.literal(true))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("types_of_measures", shop -> {
            var b = orders(shop);
            return b.aggregate(
                            b.groupKey(),
                            b.sum(false, "a", b.field("points")),
                            b.sum(false, "b", b.field("pieces")),
                            b.sum(false, "c", b.field("amount")),
                            b.sum(false, "d", b.field("weight")),
                            b.avg(false, "e", b.field("points")),
                            b.avg(false, "f", b.field("amount")),
                            b.avg(false, "g", b.field("weight")),
                            b.count(false, "h"),
                            b.min("i", b.field("day")),
                            b.max("j", b.field("ordered_at")),
                            b.aggregateCall(STDDEV_SAMP, b.field("pieces")).as("k"),
                            b.aggregateCall(SUM0, b.field("pieces")).as("l"))
                    .build();
        });
        ALL.put("a_median", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "half",
                    b.literal(new java.math.BigDecimal("0.5")),
                    "amount",
                    b.field("amount"),
                    "status",
                    b.field("status"),
                    "comma",
                    b.literal(","));
            return b.aggregate(
                            b.groupKey("status"),
                            b.aggregateCall(PERCENTILE_CONT, b.field("half"))
                                    .sort(b.field("amount"))
                                    .as("median"),
                            b.aggregateCall(LISTAGG, b.field("status"), b.field("comma"))
                                    .as("all_status"))
                    .build();
        });
    }
}
