package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.apex.datapoint.Execution.Take;
import io.datachat.apex.time.Amount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One aggregation over one entity's rows.
///
/// @param name       of its column in SQL: the metric that states it
/// @param argument   null only for a count of rows
/// @param filters    all must be true; read from the measure's entity along to-one steps
/// @param time       when a row happened; null when the measure has no time
/// @param snapshot   null when all rows count, not those of one moment
/// @param conversion null unless what is aggregated are the rows that this entity's rows turn into
public record BoundMeasure(
        String name,
        BoundEntity entity,
        Statistic statistic,
        @Nullable BoundExpression argument,
        List<BoundExpression> filters,
        @Nullable BoundExpression time,
        @Nullable Snapshot snapshot,
        Lens lens,
        @Nullable Conversion conversion) {
    public BoundMeasure {
        filters = List.copyOf(filters);
    }

    /// @param fraction    of a percentile, 0 to 1; a half for the median, else null
    /// @param discrete    whether the percentile is a value that occurs
    /// @param approximate whether the engine's sketch will do
    /// @param nullWithoutRows whether a count is NULL, and not 0, in a group in which it has no row
    public record Statistic(
            Aggregation aggregation,
            @Nullable BigDecimal fraction,
            boolean discrete,
            boolean approximate,
            boolean nullWithoutRows) {
        public static Statistic of(Aggregation aggregation) {
            return new Statistic(aggregation, null, false, false, false);
        }
    }

    /// Only rows of the first or last moment count, of each combination of `per`.
    public record Snapshot(Take take, List<BoundExpression> per, BoundExpression time) {
        public Snapshot {
            per = List.copyOf(per);
        }
    }

    /// Rows of another measure, each of which counts for the latest row of the opportunity's entity that is equal
    /// in all pairs and not later (docs/values.md, section 12).
    public record Conversion(
            BoundMeasure to, List<Pair> on, @Nullable Amount window) {
        public Conversion {
            on = List.copyOf(on);
        }

        public record Pair(BoundExpression opportunity, BoundExpression conversion) {}
    }

    public Aggregation aggregation() {
        return statistic.aggregation();
    }

    public BoundMeasure filtered(String newName, List<BoundExpression> more) {
        List<BoundExpression> all = new ArrayList<>(filters);
        all.addAll(more);
        return new BoundMeasure(newName, entity, statistic, argument, all, time, snapshot, lens, conversion);
    }

    public BoundMeasure seenThrough(String newName, Lens other) {
        return new BoundMeasure(newName, entity, statistic, argument, filters, time, snapshot, other, conversion);
    }

    /// Whether it is 0 where no row feeds it; everything else has no value there.
    public boolean counts() {
        var counted = conversion == null ? statistic : conversion.to.statistic;
        return switch (counted.aggregation()) {
            case COUNT, COUNT_DISTINCT -> !counted.nullWithoutRows();
            case SUM, MIN, MAX, AVG, MEDIAN, PERCENTILE -> false;
        };
    }

    /// docs/values.md, section 1 and 5.
    public DataType type() {
        if (conversion != null) return conversion.to.type();
        var own = ownType();
        return lens.accumulates() && lens.value() == BucketValue.AVERAGE ? Simple.DOUBLE : own;
    }

    private DataType ownType() {
        return switch (aggregation()) {
            case COUNT, COUNT_DISTINCT -> Simple.BIGINT;
            case AVG -> Simple.DOUBLE;
            case MEDIAN, PERCENTILE -> statistic.discrete() ? argumentType() : Simple.DOUBLE;
            case MIN, MAX -> argumentType();
            case SUM -> {
                var summed = argumentType();
                yield switch (summed) {
                    case DataType.Decimal(int _, int scale) -> new DataType.Decimal(38, scale);
                    case Simple simple -> simple == Simple.DOUBLE ? Simple.DOUBLE : Simple.BIGINT;
                    case DataType.Array _, DataType.Unknown _ -> summed;
                };
            }
        };
    }

    private DataType argumentType() {
        return argument == null ? Simple.BIGINT : argument.type();
    }
}
