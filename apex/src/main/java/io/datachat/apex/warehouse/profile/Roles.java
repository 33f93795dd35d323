package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.datapoint.Execution.Aggregation;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a column is good for, judged by its name, type and values. In doubt it is good for nothing: a missing proposal
/// is added in a minute, a wrong one is believed for years.
final class Roles {
    private static final int CATEGORIES = 200;

    private static final Set<String> PRIVATE =
            Set.of("password", "passwd", "secret", "token", "hash", "email", "phone", "ssn", "iban");
    private static final Set<String> LABELS = Set.of("name", "title", "label");
    private static final Set<String> ADDED = Set.of(
            "amount",
            "quantity",
            "qty",
            "total",
            "revenue",
            "cost",
            "costs",
            "fee",
            "fees",
            "tax",
            "discount",
            "sales",
            "profit",
            "units",
            "weight",
            "population",
            "paid",
            "balance",
            "budget",
            "expenses");
    private static final Set<String> AVERAGED = Set.of(
            "price",
            "rate",
            "score",
            "percentage",
            "percent",
            "ratio",
            "age",
            "length",
            "duration",
            "height",
            "salary",
            "temperature",
            "rating",
            "share",
            "expectancy");
    private static final Set<String> NEVER = Set.of(
            "id",
            "ids",
            "year",
            "month",
            "day",
            "week",
            "quarter",
            "code",
            "codes",
            "zip",
            "postal",
            "number",
            "no",
            "nr",
            "num",
            "key",
            "version",
            "rank",
            "position",
            "latitude",
            "longitude",
            "lat",
            "lon",
            "lng",
            "phone",
            "flag");
    private static final Set<String> CHANGED =
            Set.of("update", "updated", "modified", "changed", "synced", "loaded", "deleted");
    private static final Set<String> HAPPENED =
            Set.of("created", "ordered", "placed", "paid", "occurred", "started", "booked", "sold", "event", "date");

    private Roles() {}

    static boolean dimension(Table table, Column column) {
        var name = Names.snake(column.name());
        if (Names.has(name, PRIVATE)) return false;
        if (column.type() == Simple.BOOLEAN || column.type().temporal()) return true;
        if (!column.enumValues().isEmpty()) return true;
        if (column.type() == Simple.TEXT) return label(table, name) || category(column.statistics(), table.rows());
        var small = column.type() == Simple.INTEGER || column.type() == Simple.BIGINT;
        return small && Names.words(name).contains("year") && category(column.statistics(), table.rows());
    }

    private static boolean label(Table table, String name) {
        return LABELS.contains(Names.words(name).getLast())
                || name.equals(Names.singular(Names.snake(table.name().table())));
    }

    /// Few values for the rows: a column of almost as many values as rows says what a row is, not what kind it is.
    private static boolean category(Table.@Nullable Statistics measured, long rows) {
        if (measured == null || measured.distinct() == 0 || measured.distinct() > CATEGORIES) return false;
        return rows < 20 || measured.distinct() * 2 <= rows;
    }

    /// How the column of a fact is summarised, if it is one.
    static Optional<Aggregation> measure(Column column) {
        var name = Names.snake(column.name());
        if (!column.type().numeric() || Names.has(name, NEVER)) return Optional.empty();
        // The average decides when both fit: a sum of `total_price_rate` is wrong, its average is only dull.
        if (Names.has(name, AVERAGED)) return Optional.of(Aggregation.AVG);
        return Names.has(name, ADDED) ? Optional.of(Aggregation.SUM) : Optional.empty();
    }

    /// The column that says when a row happened; never one that says when it was last touched.
    static Optional<String> time(Table table) {
        return table.columns().stream()
                .filter(column -> column.type().temporal())
                .filter(column -> !Names.has(Names.snake(column.name()), CHANGED))
                .min(Comparator.comparingInt(Roles::timeRank))
                .map(Column::name);
    }

    private static int timeRank(Column column) {
        var named = Names.has(Names.snake(column.name()), HAPPENED) ? 0 : 2;
        return named + (column.nullable() ? 1 : 0);
    }
}
