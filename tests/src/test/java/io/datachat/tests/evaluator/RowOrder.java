package io.datachat.tests.evaluator;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows by sort keys; NULL last, ascending or descending.
record RowOrder(List<Truth.Key> keys) implements Comparator<List<@Nullable Object>> {
    @Override
    public int compare(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (var key : keys) {
            var one = left.get(key.column());
            var two = right.get(key.column());
            if (one == null && two == null) continue;
            if (one == null) return 1;
            if (two == null) return -1;
            var compared = Values.compare(one, two);
            if (compared != 0) return key.descending() ? -compared : compared;
        }
        return 0;
    }
}
