package io.datachat.apex.render;

import static io.datachat.apex.render.Shapes.orders;
import static io.datachat.apex.render.Shapes.project;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Aggregates and windows that metrics beyond sums and counts are made of.
final class MeasureShapes {
    static final Map<String, Function<Shop, RelNode>> ALL = new LinkedHashMap<>();

    private MeasureShapes() {}

    static {
        ALL.put("percentiles", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "status",
                    b.field("status"),
                    "id",
                    b.field("id"),
                    "amount",
                    b.field("amount"),
                    "weight",
                    b.field("weight"),
                    "pieces",
                    b.field("pieces"),
                    "day",
                    b.field("day"),
                    "half",
                    b.literal(new BigDecimal("0.5")),
                    "most",
                    b.literal(new BigDecimal("0.9")),
                    "early",
                    b.call(LESS_THAN, b.field("id"), b.literal(4)));
            return b.aggregate(
                            b.groupKey(),
                            b.aggregateCall(PERCENTILE_CONT, b.field("half"))
                                    .sort(b.field("pieces"))
                                    .as("median_pieces"),
                            b.aggregateCall(PERCENTILE_CONT, b.field("half"))
                                    .sort(b.field("weight"))
                                    .as("median_weight"),
                            b.aggregateCall(PERCENTILE_CONT, b.field("most"))
                                    .sort(b.field("amount"))
                                    .filter(b.field("early"))
                                    .as("early_amount"),
                            b.aggregateCall(PERCENTILE_CONT, b.field("most"))
                                    .sort(b.desc(b.field("amount")))
                                    .as("low_amount"),
                            b.aggregateCall(PERCENTILE_DISC, b.field("half"))
                                    .sort(b.field("amount"))
                                    .as("middle_amount"),
                            b.aggregateCall(PERCENTILE_DISC, b.field("most"))
                                    .sort(b.field("pieces"))
                                    .filter(b.field("early"))
                                    .as("early_pieces"),
                            b.aggregateCall(PERCENTILE_DISC, b.field("half"))
                                    .sort(b.field("day"))
                                    .as("middle_day"),
                            b.aggregateCall(PERCENTILE_DISC, b.field("half"))
                                    .sort(b.desc(b.field("status")))
                                    .as("middle_status"))
                    .build();
        });
        ALL.put("percentiles_of_groups", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "status",
                    b.field("status"),
                    "weight",
                    b.field("weight"),
                    "half",
                    b.literal(new BigDecimal("0.5")));
            b.aggregate(
                    b.groupKey("status"),
                    b.aggregateCall(PERCENTILE_CONT, b.field("half"))
                            .sort(b.field("weight"))
                            .as("median"),
                    b.aggregateCall(PERCENTILE_DISC, b.field("half"))
                            .sort(b.field("weight"))
                            .as("middle"));
            return b.sort(b.field("status")).build();
        });
        ALL.put("extremes_of_booleans_and_names", shop -> {
            var b = shop.build.push(shop.scan("customers", "c"));
            project(
                    b,
                    "vip",
                    b.field("vip"),
                    "name",
                    b.field("name"),
                    "named",
                    b.call(IS_TRUE, b.isNotNull(b.field("region"))));
            return b.aggregate(
                            b.groupKey(),
                            b.min("least", b.field("vip")),
                            b.max("most", b.field("vip")),
                            b.aggregateCall(MAX, b.field("vip"))
                                    .filter(b.field("named"))
                                    .as("most_named"),
                            b.min("first_name", b.field("name")))
                    .build();
        });
        ALL.put("windows_that_look_back", shop -> {
            var b = orders(shop);
            var id = b.field("id");
            return project(
                            b,
                            "id",
                            id,
                            "number",
                            b.aggregateCall(ROW_NUMBER)
                                    .over()
                                    .partitionBy(b.field("status"))
                                    .orderBy(b.desc(id))
                                    .toRex(),
                            "first",
                            b.aggregateCall(FIRST_VALUE, b.field("amount"))
                                    .over()
                                    .partitionBy(b.field("status"))
                                    .orderBy(id)
                                    .toRex(),
                            "last",
                            b.aggregateCall(LAST_VALUE, b.field("amount"))
                                    .over()
                                    .partitionBy(b.field("status"))
                                    .orderBy(id)
                                    .rowsBetween(
                                            RexWindowBounds.UNBOUNDED_PRECEDING, RexWindowBounds.UNBOUNDED_FOLLOWING)
                                    .toRex(),
                            "before",
                            b.aggregateCall(LAG, b.field("pieces"), b.literal(2), b.literal(0))
                                    .over()
                                    .orderBy(id)
                                    .toRex(),
                            "next",
                            b.aggregateCall(LEAD, b.field("pieces"))
                                    .over()
                                    .orderBy(id)
                                    .toRex(),
                            "sum",
                            b.aggregateCall(SUM, b.field("points"))
                                    .over()
                                    .orderBy(id)
                                    .rowsTo(RexWindowBounds.CURRENT_ROW)
                                    .toRex(),
                            "mean",
                            b.aggregateCall(AVG, b.field("amount"))
                                    .over()
                                    .orderBy(id)
                                    .rowsBetween(
                                            RexWindowBounds.preceding(b.literal(2)),
                                            RexWindowBounds.following(b.literal(1)))
                                    .toRex(),
                            "rows",
                            b.aggregateCall(COUNT).over().toRex())
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("a_window_of_thirty_days", shop -> {
            var b = orders(shop);
            var back = TimeShapes.interval(shop, 30L * 86_400_000, TimeUnit.DAY);
            b.filter(b.isNotNull(b.field("day")));
            return project(
                            b,
                            "day",
                            b.field("day"),
                            "recent",
                            b.aggregateCall(SUM, b.field("amount"))
                                    .over()
                                    .orderBy(b.field("day"))
                                    .rangeBetween(RexWindowBounds.preceding(back), RexWindowBounds.CURRENT_ROW)
                                    .toRex(),
                            "names",
                            b.aggregateCall(MIN, b.field("status"))
                                    .over()
                                    .orderBy(b.field("day"))
                                    .rangeBetween(RexWindowBounds.preceding(back), RexWindowBounds.following(back))
                                    .toRex())
                    .sort(b.field("day"))
                    .build();
        });
        ALL.put("windows_over_booleans", shop -> {
            var b = shop.build.push(shop.scan("customers", "c"));
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "any_vip",
                            b.aggregateCall(MAX, b.field("vip"))
                                    .over()
                                    .orderBy(b.field("id"))
                                    .toRex())
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("a_running_total_of_months", shop -> {
            var b = orders(shop);
            project(
                    b,
                    "month",
                    shop.floor(b.field("day"), org.apache.calcite.avatica.util.TimeUnitRange.MONTH),
                    "amount",
                    b.field("amount"));
            b.aggregate(b.groupKey("month"), b.sum(false, "revenue", b.field("amount")));
            project(
                    b,
                    "month",
                    b.field("month"),
                    "revenue",
                    b.field("revenue"),
                    "so_far",
                    b.aggregateCall(SUM, b.field("revenue"))
                            .over()
                            .partitionBy(b.call(
                                    SqlStdOperatorTable.EXTRACT,
                                    shop.cluster
                                            .getRexBuilder()
                                            .makeFlag(org.apache.calcite.avatica.util.TimeUnitRange.YEAR),
                                    b.field("month")))
                            .orderBy(b.field("month"))
                            .rowsTo(RexWindowBounds.CURRENT_ROW)
                            .toRex());
            return b.sort(b.field("month")).build();
        });
        ALL.put("the_last_value_of_each_month", shop -> {
            var b = orders(shop);
            b.filter(b.isNotNull(b.field("day")));
            project(
                    b,
                    "month",
                    shop.floor(b.field("day"), org.apache.calcite.avatica.util.TimeUnitRange.MONTH),
                    "day",
                    b.field("day"),
                    "points",
                    b.field("points"));
            project(
                    b,
                    "month",
                    b.field("month"),
                    "points",
                    b.field("points"),
                    "is_last",
                    b.equals(
                            b.field("day"),
                            b.aggregateCall(MAX, b.field("day"))
                                    .over()
                                    .partitionBy(b.field("month"))
                                    .toRex()));
            b.filter(b.field("is_last"));
            b.aggregate(b.groupKey("month"), b.sum(false, "points", b.field("points")));
            return b.sort(b.field("month")).build();
        });
    }
}
