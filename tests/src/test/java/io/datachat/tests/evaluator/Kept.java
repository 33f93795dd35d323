package io.datachat.tests.evaluator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The values of one dimension that are shown; all others are one group (docs/values.md, section 20).
///
/// @param at which of the dimensions
record Kept(int at, List<@Nullable Object> values) {
    /// The dimensions, and after the one at hand whether it is another value.
    List<@Nullable Object> key(List<@Nullable Object> dimensions) {
        var key = new ArrayList<@Nullable Object>(dimensions);
        var value = key.get(at);
        var other = values.stream().noneMatch(one -> Objects.equals(one, value));
        if (other) key.set(at, null);
        key.add(at + 1, other);
        return key;
    }

    /// Where a dimension stands in a key.
    int place(int dimension) {
        return dimension > at ? dimension + 1 : dimension;
    }
}
