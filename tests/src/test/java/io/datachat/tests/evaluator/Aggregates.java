package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.tests.evaluator.Scope.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One value of many rows (docs/values.md sections 1 and 13).
final class Aggregates {
    private final Definitions definitions;
    private final Scope scope;

    Aggregates(Definitions definitions, Scope scope) {
        this.definitions = definitions;
        this.scope = scope;
    }

    /// @param samples the rows of each moment that counts; one list unless the mean of moments is wanted
    @Nullable
    Object value(Leaf leaf, List<List<Row>> samples) {
        var measure = leaf.aggregated();
        if (samples.isEmpty()) return aggregate(measure, List.of());
        if (!leaf.lens().accumulates() || leaf.lens().value() != BucketValue.AVERAGE)
            return aggregate(measure, samples.getFirst());
        var values = new ArrayList<Object>();
        for (var sample : samples) {
            var value = aggregate(measure, sample);
            if (value != null) values.add(Values.number(value));
        }
        return mean(values);
    }

    private @Nullable Object aggregate(Execution.Measure measure, List<Row> group) {
        if (measure.approximate()) throw new Unanswerable("an estimate has no exact value");
        if (measure.expression() == null) return BigDecimal.valueOf(group.size());
        var expression = definitions.read(measure.expression());
        var values = new ArrayList<Object>();
        for (var row : group) {
            var value = scope.value(expression, row);
            if (value != null) values.add(value);
        }
        return switch (measure.aggregation()) {
            case COUNT -> BigDecimal.valueOf(values.size());
            case COUNT_DISTINCT -> BigDecimal.valueOf(distinct(values));
            case SUM -> within64Bits(sum(values));
            case MIN -> values.stream().min(Values::compare).orElse(null);
            case MAX -> values.stream().max(Values::compare).orElse(null);
            case AVG -> mean(values);
            case MEDIAN -> percentile(values, new BigDecimal("0.5"), measure.discrete());
            case PERCENTILE -> percentile(values, Objects.requireNonNull(measure.percentile()), measure.discrete());
        };
    }

    private static @Nullable Object mean(List<Object> values) {
        var sum = sum(values);
        return sum == null ? null : Values.over(sum, BigDecimal.valueOf(values.size()));
    }

    private static @Nullable Object percentile(List<Object> values, BigDecimal fraction, boolean discrete) {
        if (values.isEmpty()) return null;
        var sorted = values.stream().sorted(Values::compare).toList();
        if (discrete) {
            var place = fraction.multiply(BigDecimal.valueOf(sorted.size()))
                    .setScale(0, RoundingMode.CEILING)
                    .intValueExact();
            return sorted.get(Math.max(place - 1, 0));
        }
        var place = fraction.doubleValue() * (sorted.size() - 1);
        var low = Values.number(sorted.get((int) Math.floor(place)));
        var high = Values.number(sorted.get((int) Math.ceil(place)));
        return low + (high - low) * (place - Math.floor(place));
    }

    private static long distinct(List<Object> values) {
        var sorted = values.stream().sorted(Values::compare).toList();
        long distinct = sorted.isEmpty() ? 0 : 1;
        for (var at = 1; at < sorted.size(); at++) {
            if (Values.compare(sorted.get(at - 1), sorted.get(at)) != 0) distinct++;
        }
        return distinct;
    }

    /// Integers here are decimals without scale; their sum is one of 64 bits or an error.
    private static @Nullable Object within64Bits(@Nullable Object sum) {
        if (sum instanceof BigDecimal whole
                && whole.scale() <= 0
                && whole.toBigInteger().bitLength() > 63) throw new Unanswerable("a sum leaves the range of 64 bits");
        return sum;
    }

    private static @Nullable Object sum(List<Object> values) {
        @Nullable Object sum = null;
        for (var value : values) sum = sum == null ? value : Values.plus(sum, value);
        return sum;
    }
}
