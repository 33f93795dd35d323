package io.datachat.apex.render;

import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Holder;
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
        ALL.putAll(ExpressionShapes.ALL);
        ALL.putAll(EdgeShapes.ALL);
        ALL.putAll(MeasureShapes.ALL);
        ALL.putAll(TimeShapes.ALL);
        ALL.putAll(JoinShapes.ALL);
    }

    static RexCorrelVariable row(Holder<@Nullable RexCorrelVariable> outer) {
        return java.util.Objects.requireNonNull(outer.get());
    }

    static RelNode stitched(Shop shop) {
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

    static RelNode months(Shop shop) {
        var b = orders(shop);
        project(b, "month", shop.floor(b.field("ordered_at"), TimeUnitRange.MONTH), "amount", b.field("amount"));
        return sums(b, "month").build();
    }

    static RexNode part(Shop shop, TimeUnitRange unit, RexNode value) {
        return shop.build.call(EXTRACT, shop.cluster.getRexBuilder().makeFlag(unit), value);
    }

    static RelBuilder ids(Shop shop, String table) {
        return shop.build.push(idsOf(shop, table));
    }

    static RelNode idsOf(Shop shop, String table) {
        var b = shop.build.push(shop.scan(table, table.substring(0, 1)));
        return project(b, "id", b.field("id")).build();
    }

    static RexNode orderField(Shop shop, String name) {
        return shop.build.field(name);
    }

    static RexNode ratio(Shop shop, RexNode above, RexNode below) {
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
