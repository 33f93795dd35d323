package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.datapoint.Execution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A measure with the filters that metrics above it add, and the way they look at time.
record Leaf(
        Execution.Measure measure,
        List<String> filters,
        Lens lens,
        @Nullable Conversion conversion) {
    /// @param to what the rows turn into
    record Conversion(
            Leaf to, List<JoinColumns> on, @Nullable Distance window) {}

    Leaf filtered(List<String> more) {
        var all = new ArrayList<>(filters);
        all.addAll(more);
        return new Leaf(measure, List.copyOf(all), lens, conversion);
    }

    Leaf seenThrough(Lens other) {
        return new Leaf(measure, filters, other, conversion);
    }

    Execution.Measure aggregated() {
        return conversion == null ? measure : conversion.to.measure;
    }

    boolean counts() {
        return switch (aggregated().aggregation()) {
            case COUNT, COUNT_DISTINCT -> !aggregated().nullWithoutRows();
            case SUM, MIN, MAX, AVG, MEDIAN, PERCENTILE -> false;
        };
    }
}
