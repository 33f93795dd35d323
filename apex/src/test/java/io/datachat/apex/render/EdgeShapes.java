package io.datachat.apex.render;

import static io.datachat.apex.render.Shapes.ids;
import static io.datachat.apex.render.Shapes.idsOf;
import static io.datachat.apex.render.Shapes.months;
import static io.datachat.apex.render.Shapes.orders;
import static io.datachat.apex.render.Shapes.project;
import static io.datachat.apex.render.Shapes.sums;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Rows without tables, sets, keys that are constants, names that collide.
final class EdgeShapes {
    static final Map<String, Function<Shop, RelNode>> ALL = new LinkedHashMap<>();

    private EdgeShapes() {}

    static {
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
    }
}
