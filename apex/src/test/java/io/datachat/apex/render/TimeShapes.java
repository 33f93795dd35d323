package io.datachat.apex.render;

import static io.datachat.apex.render.Shapes.orders;
import static io.datachat.apex.render.Shapes.part;
import static io.datachat.apex.render.Shapes.project;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.read.operator.Operators;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/// Calendars: series of moments, parts of dates, moved dates.
final class TimeShapes {
    static final Map<String, Function<Shop, RelNode>> ALL = new LinkedHashMap<>();

    private TimeShapes() {}

    static {
        ALL.put("a_series_of_months", shop -> {
            var b = shop.build.push(
                    series(shop, date(shop, "2023-11-01"), date(shop, "2024-03-01"), 1, TimeUnit.MONTH));
            return project(b, "month", shop.cast(b.field(0), Simple.DATE))
                    .sort(b.field("month"))
                    .build();
        });
        ALL.put("a_series_of_days_with_rows", shop -> {
            var b = shop.build.push(
                    series(shop, date(shop, "2024-01-30"), date(shop, "2024-02-02"), 86_400_000, TimeUnit.DAY));
            project(b, "day", shop.cast(b.field(0), Simple.DATE));
            b.push(shop.scan("orders", "o"));
            b.join(JoinRelType.LEFT, b.equals(b.field(2, 0, "day"), b.field(2, 1, "day")));
            b.aggregate(
                    b.groupKey(b.field(0)),
                    b.sum(false, "revenue", b.field("amount")),
                    b.count(false, "n", b.field("id")));
            return b.sort(b.field(0)).build();
        });
        ALL.put(
                "a_series_of_hours",
                shop -> shop.build
                        .push(series(
                                shop,
                                moment(shop, "2024-02-28 22:00:00"),
                                moment(shop, "2024-02-29 02:00:00"),
                                2 * 3_600_000,
                                TimeUnit.HOUR))
                        .sort(0)
                        .build());
        ALL.put(
                "a_series_of_numbers",
                shop -> shop.build
                        .push(table(shop, List.of(shop.build.literal(1), shop.build.literal(3)), Simple.BIGINT))
                        .sort(0)
                        .build());
        ALL.put("all_parts_of_moments_and_dates", shop -> {
            var b = orders(shop);
            var at = b.field("ordered_at");
            var day = b.field("day");
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "year",
                            part(shop, TimeUnitRange.YEAR, day),
                            "quarter",
                            part(shop, TimeUnitRange.QUARTER, at),
                            "month",
                            part(shop, TimeUnitRange.MONTH, day),
                            "week",
                            part(shop, TimeUnitRange.WEEK, day),
                            "week_year",
                            part(shop, TimeUnitRange.ISOYEAR, at),
                            "day",
                            part(shop, TimeUnitRange.DAY, at),
                            "day_of_week",
                            part(shop, TimeUnitRange.ISODOW, day),
                            "day_of_year",
                            part(shop, TimeUnitRange.DOY, day),
                            "hour",
                            part(shop, TimeUnitRange.HOUR, at),
                            "minute",
                            part(shop, TimeUnitRange.MINUTE, at),
                            "hour_of_date",
                            part(shop, TimeUnitRange.HOUR, day),
                            "epoch_of_date",
                            part(shop, TimeUnitRange.EPOCH, day))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("moved_dates", shop -> {
            var b = orders(shop);
            var day = b.field("day");
            var at = b.field("ordered_at");
            var month = interval(shop, 1, TimeUnit.MONTH);
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "month_later",
                            b.call(DATETIME_PLUS, day, month),
                            "year_earlier",
                            minus(shop, day, interval(shop, 12, TimeUnit.YEAR)),
                            "month_earlier",
                            minus(shop, at, month),
                            "quarter_later",
                            b.call(DATETIME_PLUS, at, interval(shop, 3, TimeUnit.MONTH)),
                            "two_days_later",
                            b.call(DATETIME_PLUS, day, interval(shop, 2 * 86_400_000L, TimeUnit.DAY)),
                            "hours_later",
                            b.call(DATETIME_PLUS, at, interval(shop, 25 * 3_600_000L, TimeUnit.HOUR)),
                            "half_hour_later",
                            b.call(DATETIME_PLUS, at, interval(shop, 1_800_000L, TimeUnit.MINUTE)),
                            "there_and_back",
                            minus(shop, b.call(DATETIME_PLUS, day, month), month),
                            "by_row",
                            b.call(DATETIME_PLUS, day, b.call(MULTIPLY, month, b.field("id"))))
                    .sort(b.field("id"))
                    .build();
        });
        ALL.put("fine_grains", shop -> {
            var b = orders(shop);
            var at = b.call(DATETIME_PLUS, b.field("ordered_at"), interval(shop, 1_234, TimeUnit.MILLISECOND));
            return project(
                            b,
                            "id",
                            b.field("id"),
                            "second",
                            shop.floor(at, TimeUnitRange.SECOND),
                            "millisecond",
                            shop.floor(at, TimeUnitRange.MILLISECOND),
                            "minute",
                            shop.floor(at, TimeUnitRange.MINUTE))
                    .sort(b.field("id"))
                    .build();
        });
    }

    /// @param size months or milliseconds
    static RexNode interval(Shop shop, long size, TimeUnit unit) {
        var named = unit == TimeUnit.MILLISECOND ? TimeUnit.SECOND : unit;
        return shop.cluster
                .getRexBuilder()
                .makeIntervalLiteral(
                        BigDecimal.valueOf(size), new SqlIntervalQualifier(named, null, SqlParserPos.ZERO));
    }

    private static RexNode minus(Shop shop, RexNode moment, RexNode interval) {
        return shop.cluster.getRexBuilder().makeCall(moment.getType(), MINUS_DATE, List.of(moment, interval));
    }

    private static RexNode date(Shop shop, String text) {
        return shop.cluster.getRexBuilder().makeDateLiteral(new DateString(text));
    }

    private static RexNode moment(Shop shop, String text) {
        return shop.cluster.getRexBuilder().makeTimestampLiteral(new TimestampString(text), 6);
    }

    private static RelNode series(Shop shop, RexNode from, RexNode to, long step, TimeUnit unit) {
        return table(shop, List.of(from, to, interval(shop, step, unit)), Simple.TIMESTAMP);
    }

    private static RelNode table(Shop shop, List<RexNode> operands, Simple element) {
        var row = RelationalTypes.FACTORY
                .builder()
                .add("moment", RelationalTypes.of(element, false))
                .build();
        var call = shop.cluster.getRexBuilder().makeCall(row, Operators.GENERATE_SERIES, operands);
        return LogicalTableFunctionScan.create(shop.cluster, List.of(), call, null, row, Set.of());
    }
}
