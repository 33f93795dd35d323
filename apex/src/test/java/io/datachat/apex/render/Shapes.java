package io.datachat.apex.render;

import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.Holder;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/// Plans as planner and reader make them, by name.
final class Shapes {
    static final Map<String, Function<Shop, RelNode>> ALL = new LinkedHashMap<>();

    private Shapes() {}

    static {
        ALL.put("a_sum_over_one_table", shop -> {
            var b = orders(shop);
            return sums(b, "status").build();
        });
        ALL.put("month_and_region_with_ratio_and_limit", shop -> {
            var b = shop.joined().build;
            b.filter(
                    b.call(GREATER_THAN_OR_EQUAL, b.field("ordered_at"), shop.bind(Simple.TIMESTAMP, 1)),
                    b.in(b.field("status"), b.literal("paid"), b.literal("open")),
                    b.or(b.equals(b.field("region"), shop.bind(Simple.TEXT, 0)), b.isNull(b.field("vip"))));
            project(
                    b,
                    "month",
                    shop.floor(b.field("ordered_at"), TimeUnitRange.MONTH),
                    "region",
                    b.field("region"),
                    "amount",
                    b.field("amount"),
                    "pieces",
                    b.field("pieces"),
                    "vip",
                    b.call(IS_TRUE, b.field("vip")));
            b.aggregate(
                    b.groupKey("month", "region"),
                    b.sum(false, "revenue", b.field("amount")),
                    b.sum(false, "pieces", b.field("pieces")),
                    b.count(false, "vips").filter(b.field("vip")));
            project(
                    b,
                    "month",
                    b.field("month"),
                    "region",
                    b.field("region"),
                    "revenue",
                    b.field("revenue"),
                    "price",
                    ratio(shop, b.field("revenue"), b.field("pieces")),
                    "vips",
                    b.field("vips"));
            return b.sortLimit(0, 10, b.field("month"), b.nullsLast(b.desc(b.field("region"))))
                    .build();
        });
        ALL.put("keys_first", shop -> {
            var b = shop.joined().build;
            project(b, "region", b.field("region"), "status", b.field("status"));
            b.distinct();
            return b.aggregate(b.groupKey("region"), b.count(false, "statuses")).build();
        });
        ALL.put("distinct_rows", shop -> {
            var b = orders(shop);
            project(b, "status", b.field("status"));
            return b.distinct().build();
        });
        ALL.put("distinct_rows_in_order", shop -> {
            var b = orders(shop);
            project(b, "status", b.field("status"));
            return b.distinct().sort(b.field("status")).build();
        });
        ALL.put("count_distinct_and_extremes_of_text", shop -> {
            var b = shop.joined().build;
            return b.aggregate(
                            b.groupKey(),
                            b.count(true, "customers", b.field("customer_id")),
                            b.min("first_name", b.field("name")),
                            b.max("last_name", b.field("name")),
                            b.count(false, "orders"))
                    .build();
        });
        ALL.put("a_condition_on_a_measure", shop -> {
            var b = sums(orders(shop), "status");
            return b.filter(b.call(GREATER_THAN, b.field("revenue"), shop.bind(new Decimal(12, 2), 0)))
                    .sort(b.desc(b.field("revenue")))
                    .build();
        });
        ALL.put("an_order_that_is_not_shown", shop -> {
            var b = sums(orders(shop), "status");
            b.sortLimit(0, 2, b.nullsLast(b.desc(b.field("revenue"))));
            return project(b, "status", b.field("status")).build();
        });
        ALL.put("a_sum_over_the_first_rows", shop -> {
            var b = orders(shop).sortLimit(1, 3, orderField(shop, "id"));
            return b.aggregate(b.groupKey(), b.sum(false, "revenue", b.field("amount")))
                    .build();
        });
        ALL.put("facts_stitched_by_union", Shapes::stitched);
        ALL.put("facts_side_by_side", shop -> {
            var b = orders(shop);
            b.aggregate(b.groupKey(), b.sum(false, "revenue", b.field("amount")));
            b.push(shop.scan("refunds", "r"));
            b.aggregate(b.groupKey(), b.sum(false, "refunded", b.field("amount")));
            b.join(JoinRelType.INNER, b.literal(true));
            return project(
                            b,
                            "revenue",
                            b.field("revenue"),
                            "refunded",
                            b.field("refunded"),
                            "kept",
                            b.call(MINUS, b.field("revenue"), b.field("refunded")))
                    .build();
        });
        ALL.put("facts_joined_on_keys", shop -> {
            var b = sums(orders(shop), "customer_id");
            b.push(shop.scan("customers", "c")).filter(b.isNotNull(b.field("region")));
            b.aggregate(b.groupKey("id"), b.count(false, "customers"));
            b.join(JoinRelType.FULL, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            return project(
                            b,
                            "customer",
                            b.call(COALESCE, b.field("customer_id"), b.field("id")),
                            "revenue",
                            b.field("revenue"),
                            "customers",
                            b.field("customers"))
                    .build();
        });
        ALL.put("a_window_over_groups", shop -> {
            var b = orders(shop);
            project(b, "month", shop.floor(b.field("ordered_at"), TimeUnitRange.MONTH), "amount", b.field("amount"));
            b.aggregate(b.groupKey("month"), b.sum(false, "revenue", b.field("amount")));
            project(
                    b,
                    "month",
                    b.field("month"),
                    "revenue",
                    b.field("revenue"),
                    "previous",
                    b.aggregateCall(LAG, b.field("revenue"))
                            .over()
                            .orderBy(b.field("month"))
                            .toRex());
            return b.sort(b.field("month")).build();
        });
        ALL.put("a_running_total", shop -> {
            var b = orders(shop);
            var sum = b.aggregateCall(SUM0, b.field("amount"))
                    .over()
                    .partitionBy(b.field("status"))
                    .orderBy(b.field("id"))
                    .rangeUnbounded()
                    .toRex();
            var over = b.aggregateCall(SUM, b.field("pieces"))
                    .over()
                    .partitionBy(b.field("status"))
                    .orderBy(b.field("id"))
                    .rowsBetween(RexWindowBounds.preceding(b.literal(1)), RexWindowBounds.CURRENT_ROW)
                    .toRex();
            return project(b, "id", b.field("id"), "total", sum, "recent", over)
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("the_best_row_of_each_group", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "id",
                    b.field("id"),
                    "status",
                    b.field("status"),
                    "place",
                    b.aggregateCall(ROW_NUMBER)
                            .over()
                            .partitionBy(b.field("status"))
                            .orderBy(b.nullsLast(b.desc(b.field("amount"))), b.field("id"))
                            .toRex());
            b.filter(b.equals(b.field("place"), b.literal(1)));
            return project(b, "id", b.field("id"), "status", b.field("status"))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("a_value_from_an_inner_query", shop -> {
            var b = shop.joined().build;
            b.filter(b.isNotNull(b.field("status")));
            Holder<@Nullable RexCorrelVariable> outer = Holder.of(null);
            b.variable(outer::set);
            var inner = b.push(shop.scan("refunds", "r"))
                    .filter(b.equals(b.field("order_id"), b.field(row(outer), "id")))
                    .aggregate(b.groupKey(), b.sum(false, "refunded", b.field("amount")))
                    .build();
            b.project(
                    List.of(b.field("id"), b.field("name"), RexSubQuery.scalar(inner)),
                    List.of("id", "name", "refunded"),
                    true,
                    List.of(row(outer).id));
            return b.build();
        });
        ALL.put("rows_that_have_others", shop -> {
            var b = orders(shop);
            Holder<@Nullable RexCorrelVariable> outer = Holder.of(null);
            b.variable(outer::set);
            var refunds = b.push(shop.scan("refunds", "r"))
                    .filter(b.equals(b.field("order_id"), b.field(row(outer), "id")))
                    .build();
            b.filter(List.of(row(outer).id), RexSubQuery.exists(refunds));
            return project(b, "id", b.field("id")).build();
        });
        ALL.put("keys_in_an_inner_query", shop -> {
            var b = orders(shop);
            var inner = project(
                            b.push(shop.scan("customers", "c")).filter(b.equals(b.field("region"), b.literal("EU"))),
                            "id",
                            b.field("id"))
                    .build();
            b.filter(RexSubQuery.in(inner, com.google.common.collect.ImmutableList.of(b.field("customer_id"))));
            return project(b, "id", b.field("id")).build();
        });
        ALL.put("one_table_in_two_roles", shop -> {
            var b = shop.build;
            b.push(shop.scan("orders", "o")).push(shop.scan("orders", "o"));
            b.join(JoinRelType.INNER, b.equals(b.field(2, 0, "id"), b.field(2, 1, "pieces")));
            b.push(shop.scan("customers", "customer"));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            return project(b, "id", b.field(0), "other", b.field(9), "name", b.field("name"))
                    .build();
        });
        ALL.put("a_policy_behind_an_outer_join", shop -> {
            var b = shop.build;
            b.push(shop.scan("orders", "o")).push(shop.scan("customers", "c"));
            b.filter(b.equals(b.field("region"), b.literal("EU")));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            return sums(b, "name").build();
        });
        ALL.put("a_mask_behind_an_outer_join", shop -> {
            var b = shop.build;
            b.push(shop.scan("orders", "o")).push(shop.scan("customers", "c"));
            project(b, "id", b.field("id"), "name", b.literal("hidden"), "region", b.call(UPPER, b.field("region")));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            return project(b, "id", b.field(0), "name", b.field("name"), "region", b.field("region"))
                    .build();
        });
        ALL.put("an_outer_join_to_a_join", shop -> {
            var b = shop.build;
            b.push(shop.scan("customers", "c")).push(shop.scan("orders", "o")).push(shop.scan("refunds", "r"));
            b.join(JoinRelType.INNER, b.equals(b.field(2, 0, "id"), b.field(2, 1, "order_id")));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "id"), b.field(2, 1, "customer_id")));
            return project(b, "name", b.field("name"), "refund", b.field(13)).build();
        });
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
        ALL.put("constant_rows", shop -> {
            var b = shop.build;
            b.values(new String[] {"id", "label"}, 1, "one", 2, "two");
            b.push(shop.scan("orders", "o"));
            b.join(JoinRelType.INNER, b.equals(b.field(2, 0, "id"), b.field(2, 1, "id")));
            return project(b, "label", b.field("label"), "amount", b.field("amount"))
                    .build();
        });
        ALL.put("no_rows", shop -> {
            var b = orders(shop).empty();
            return project(b, "id", b.field("id"), "day", b.field("day")).build();
        });
        ALL.put("one_row", shop -> {
            var b = shop.build.values(new String[] {"id", "label"}, 1, "one");
            return b.build();
        });
        ALL.put("sets", shop -> {
            var b = ids(shop, "orders")
                    .push(idsOf(shop, "customers"))
                    .union(true, 2)
                    .push(idsOf(shop, "refunds"))
                    .intersect(false, 2);
            b.push(idsOf(shop, "refunds"))
                    .push(idsOf(shop, "customers"))
                    .minus(false, 2)
                    .union(false, 2);
            return b.sort(b.field("id")).build();
        });
        ALL.put("subtotals", shop -> {
            var b = shop.joined().build;
            return b.aggregate(
                            b.groupKey(
                                    com.google.common.collect.ImmutableList.of(b.field("region"), b.field("status")),
                                    List.of(
                                            List.of(b.field("region"), b.field("status")),
                                            List.of(b.field("region")),
                                            List.of())),
                            b.count(false, "orders"))
                    .build();
        });
        ALL.put("constants_as_keys", shop -> {
            var b = orders(shop);
            project(b, "kind", b.literal("all"), "one", b.literal(1), "status", b.field("status"));
            b.aggregate(b.groupKey("kind", "one", "status"), b.count(false, "orders"));
            return project(b, "orders", b.field("orders"), "kind", b.field("kind"))
                    .build();
        });
        ALL.put("a_bound_key", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "big",
                    b.call(GREATER_THAN, b.field("amount"), shop.bind(new Decimal(12, 2), 0)),
                    "amount",
                    b.field("amount"));
            return sums(b, "big").sort(b.field("big")).build();
        });
        ALL.put("an_expression_over_a_bound_key", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "bucket",
                    b.call(PLUS, b.field("pieces"), shop.bind(Simple.BIGINT, 0)),
                    "amount",
                    b.field("amount"));
            sums(b, "bucket");
            return project(b, "twice", b.call(MULTIPLY, b.field("bucket"), b.literal(2)), "revenue", b.field("revenue"))
                    .sort(b.field("twice"))
                    .build();
        });
        ALL.put("names_that_capture", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "status",
                    b.call(UPPER, b.field("status")),
                    "amount",
                    b.field("amount"),
                    "pieces",
                    b.field("id"));
            b.aggregate(
                    b.groupKey("status"),
                    b.sum(false, "amount", b.field("amount")),
                    b.max("pieces", b.field("pieces")));
            b.filter(b.call(GREATER_THAN, b.field("amount"), b.literal(10)));
            return b.sort(b.field("amount")).build();
        });
        ALL.put("one_part_used_twice", shop -> {
            var months = months(shop);
            var b = shop.build.push(months).push(months(shop));
            b.join(
                    JoinRelType.LEFT,
                    b.equals(
                            b.field(2, 0, "month"),
                            b.call(
                                    DATETIME_PLUS,
                                    b.field(2, 1, "month"),
                                    shop.cluster
                                            .getRexBuilder()
                                            .makeIntervalLiteral(
                                                    java.math.BigDecimal.ONE,
                                                    new SqlIntervalQualifier(
                                                            TimeUnit.MONTH, null, SqlParserPos.ZERO)))));
            return project(b, "month", b.field(0), "revenue", b.field(1), "previous", b.field(3))
                    .sort(b.field("month"))
                    .build();
        });
        ALL.put("order_of_nulls", shop -> {
            var b = shop.joined().build;
            return project(b, "id", b.field("id"), "region", b.field("region"), "amount", b.field("amount"))
                    .sort(
                            b.nullsFirst(b.field("region")),
                            b.nullsLast(b.desc(b.field("amount"))),
                            b.nullsLast(b.field("id")))
                    .build();
        });
        ALL.put("many_doublings", shop -> {
            var b = orders(shop);
            project(b, "a", b.field("id"));
            for (var i = 0; i < 12; i++)
                project(b, "a", b.call(PLUS, shop.cast(b.field("a"), Simple.BIGINT), b.field("a")));
            return b.sort(b.field("a")).build();
        });
        ALL.putAll(MeasureShapes.ALL);
        ALL.putAll(TimeShapes.ALL);
        ALL.putAll(JoinShapes.ALL);
    }

    static RexCorrelVariable row(Holder<@Nullable RexCorrelVariable> outer) {
        return java.util.Objects.requireNonNull(outer.get());
    }

    private static RelNode stitched(Shop shop) {
        var b = shop.joined().build;
        project(b, "region", b.field("region"), "amount", b.field("amount"));
        b.aggregate(b.groupKey("region"), b.sum(false, "revenue", b.field("amount")));
        var nothing =
                shop.cluster.getRexBuilder().makeNullLiteral(b.field("revenue").getType());
        project(b, "region", b.field("region"), "revenue", b.field("revenue"), "refunded", nothing);
        b.push(shop.scan("refunds", "r")).push(shop.scan("orders", "o"));
        b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "order_id"), b.field(2, 1, "id")));
        b.push(shop.scan("customers", "c"));
        b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
        b.aggregate(b.groupKey(b.field("region")), b.sum(false, "refunded", b.field(3)));
        project(b, "region", b.field("region"), "revenue", nothing, "refunded", b.field("refunded"));
        b.union(true, 2);
        b.aggregate(b.groupKey("region"), b.max("revenue", b.field("revenue")), b.max("refunded", b.field("refunded")));
        project(
                b,
                "region",
                b.field("region"),
                "revenue",
                b.field("revenue"),
                "refunded",
                b.field("refunded"),
                "share",
                ratio(shop, b.field("refunded"), b.field("revenue")));
        return b.sortLimit(-1, -1, b.nullsLast(b.field("region"))).build();
    }

    private static RelNode months(Shop shop) {
        var b = orders(shop);
        project(b, "month", shop.floor(b.field("ordered_at"), TimeUnitRange.MONTH), "amount", b.field("amount"));
        return sums(b, "month").build();
    }

    static RexNode part(Shop shop, TimeUnitRange unit, RexNode value) {
        return shop.build.call(EXTRACT, shop.cluster.getRexBuilder().makeFlag(unit), value);
    }

    private static RelBuilder ids(Shop shop, String table) {
        return shop.build.push(idsOf(shop, table));
    }

    static RelNode idsOf(Shop shop, String table) {
        var b = shop.build.push(shop.scan(table, table.substring(0, 1)));
        return project(b, "id", b.field("id")).build();
    }

    private static RexNode orderField(Shop shop, String name) {
        return shop.build.field(name);
    }

    private static RexNode ratio(Shop shop, RexNode above, RexNode below) {
        return shop.build.call(
                DIVIDE,
                shop.cast(above, Simple.DOUBLE),
                shop.build.call(NULLIF, shop.cast(below, Simple.DOUBLE), shop.build.literal(0)));
    }

    static RelBuilder orders(Shop shop) {
        return shop.build.push(shop.scan("orders", "o"));
    }

    static RelBuilder sums(RelBuilder b, String key) {
        return b.aggregate(b.groupKey(b.field(key)), b.sum(false, "revenue", b.field("amount")));
    }

    /// @param namesAndValues a name, its expression, and so on
    static RelBuilder project(RelBuilder b, Object... namesAndValues) {
        var list = Arrays.asList(namesAndValues);
        List<RexNode> values = new java.util.ArrayList<>();
        List<String> names = new java.util.ArrayList<>();
        for (var i = 0; i < list.size(); i += 2) {
            names.add((String) list.get(i));
            values.add((RexNode) list.get(i + 1));
        }
        return b.project(values, names, true);
    }
}
