package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.Execution.Aggregation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One aggregation over one entity's rows.
///
/// @param name     of its column in SQL: the metric that states it
/// @param argument null only for a count of rows
/// @param filters  all must be true; read from the measure's entity along to-one steps
/// @param time     when a row happened; null when the measure has no time
public record BoundMeasure(
        String name,
        BoundEntity entity,
        Aggregation aggregation,
        @Nullable BoundExpression argument,
        List<BoundExpression> filters,
        @Nullable BoundExpression time) {
    public BoundMeasure {
        filters = List.copyOf(filters);
    }

    public BoundMeasure filtered(String newName, List<BoundExpression> more) {
        List<BoundExpression> all = new ArrayList<>(filters);
        all.addAll(more);
        return new BoundMeasure(newName, entity, aggregation, argument, all, time);
    }

    /// docs/values.md, section 1 and 5.
    public DataType type() {
        return switch (aggregation) {
            case COUNT, COUNT_DISTINCT -> Simple.BIGINT;
            case AVG -> Simple.DOUBLE;
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
