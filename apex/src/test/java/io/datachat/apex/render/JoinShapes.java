package io.datachat.apex.render;

import static io.datachat.apex.render.Shapes.idsOf;
import static io.datachat.apex.render.Shapes.orders;
import static io.datachat.apex.render.Shapes.project;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.tools.RelBuilder;

/// Joins by ranges, to aggregates, for existence alone.
final class JoinShapes {
    static final Map<String, Function<Shop, RelNode>> ALL = new LinkedHashMap<>();

    private JoinShapes() {}

    static {
        ALL.put("rows_within_a_range", shop -> ranged(shop, JoinRelType.INNER));
        ALL.put("rows_within_a_range_or_none", shop -> ranged(shop, JoinRelType.LEFT));
        ALL.put("every_pair", shop -> {
            var b = shop.build.push(idsOf(shop, "customers")).push(idsOf(shop, "refunds"));
            b.join(JoinRelType.INNER, b.literal(true));
            return project(b, "customer", b.field(0), "refund", b.field(1))
                    .sort(b.field("customer"), b.field("refund"))
                    .build();
        });
        ALL.put("a_join_to_totals", shop -> {
            var b = orders(shop).push(refunded(shop));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "id"), b.field(2, 1, "order_id")));
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "kept",
                            b.call(MINUS, b.field("amount"), b.call(COALESCE, b.field("refunded"), b.literal(0))))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("totals_of_totals", shop -> {
            var b = orders(shop).push(refunded(shop));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "id"), b.field(2, 1, "order_id")));
            b.aggregate(
                    b.groupKey("status"),
                    b.sum(false, "amount", b.field("amount")),
                    b.max("refunded", b.field("refunded")));
            return b.sort(b.field("status")).build();
        });
        ALL.put("a_join_that_must_match", shop -> {
            var b = shop.build.push(shop.scan("refunds", "r")).push(shop.scan("orders", "o"));
            b.join(JoinRelType.INNER, b.equals(b.field(2, 0, "order_id"), b.field(2, 1, "id")));
            b.push(shop.scan("customers", "c"));
            b.join(JoinRelType.INNER, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            b.filter(b.equals(b.field("vip"), b.literal(true)));
            return b.aggregate(b.groupKey("name"), b.count(false, "refunds")).build();
        });
        ALL.put("a_semi_join", shop -> half(shop, JoinRelType.SEMI));
        ALL.put("an_anti_join", shop -> half(shop, JoinRelType.ANTI));
        ALL.put("a_semi_join_below_totals", shop -> {
            var b = orders(shop).push(refunded(shop));
            b.semiJoin(b.and(
                    b.equals(b.field(2, 0, "id"), b.field(2, 1, "order_id")),
                    b.call(GREATER_THAN, b.field(2, 1, "refunded"), b.literal(3))));
            b.push(shop.scan("customers", "c"));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            return b.aggregate(b.groupKey("name"), b.sum(false, "revenue", b.field("amount")))
                    .sort(b.field("name"))
                    .build();
        });
        ALL.put("rows_of_two_facts", shop -> {
            var b = facts(orders(shop), "ordered_at", "bought");
            b.push(facts(b.push(shop.scan("refunds", "r")), "refunded_at", "returned")
                    .build());
            b.union(true, 2);
            b.aggregate(b.groupKey("kind"), b.sum(false, "amount", b.field("amount")), b.min("first", b.field("at")));
            return b.sort(b.field("kind")).build();
        });
    }

    private static RelBuilder facts(RelBuilder b, String at, String kind) {
        return project(b, "kind", b.literal(kind), "at", b.field(at), "amount", b.field("amount"));
    }

    /// Each order with its refunds in the two days after it.
    private static RelNode ranged(Shop shop, JoinRelType type) {
        var b = orders(shop).push(shop.scan("refunds", "r"));
        var from = b.field(2, 0, "ordered_at");
        var at = b.field(2, 1, "refunded_at");
        b.join(
                type,
                b.and(
                        b.equals(b.field(2, 0, "id"), b.field(2, 1, "order_id")),
                        b.call(GREATER_THAN_OR_EQUAL, at, from),
                        b.call(
                                LESS_THAN,
                                at,
                                b.call(DATETIME_PLUS, from, TimeShapes.interval(shop, 86_400_000, TimeUnit.DAY)))));
        return project(b, "id", b.field(0), "refund", b.field(9))
                .sort(b.field("id"))
                .build();
    }

    private static RelNode refunded(Shop shop) {
        var b = shop.build.push(shop.scan("refunds", "r"));
        return b.aggregate(b.groupKey("order_id"), b.sum(false, "refunded", b.field("amount")))
                .build();
    }

    private static RelNode half(Shop shop, JoinRelType type) {
        var b = orders(shop).push(shop.scan("refunds", "r"));
        var later = b.and(
                b.equals(b.field(2, 0, "id"), b.field(2, 1, "order_id")),
                b.call(GREATER_THAN, b.field(2, 1, "refunded_at"), b.field(2, 0, "ordered_at")));
        if (type == JoinRelType.SEMI) b.semiJoin(later);
        else b.antiJoin(later);
        return project(b, "id", b.field("id"), "status", b.field("status"))
                .sort(b.field("id"))
                .build();
    }
}
