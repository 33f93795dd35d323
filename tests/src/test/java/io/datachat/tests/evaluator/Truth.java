package io.datachat.tests.evaluator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is right for one question.
public sealed interface Truth {
    /// @param dimensions how many of the columns, from the left, are dimensions
    /// @param exact      for each column, whether its numbers are integers or decimals and must be equal to the
    /// last digit
    /// @param rows       in the order asked for, before the limit
    /// @param order      the sort keys: column and direction; dimensions follow as tie-breakers
    record Answer(
            int dimensions,
            List<Boolean> exact,
            List<List<@Nullable Object>> rows,
            List<Key> order,
            @Nullable Integer limit)
            implements Truth {}

    record Key(int column, boolean descending) {}

    /// The question has no answer by docs/values.md.
    record Refusal(String reason) implements Truth {}
}
