package io.datachat.apex.change;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers by size, all else by text, nothing last.
final class RowOrder implements Comparator<List<@Nullable Object>> {
    static final RowOrder INSTANCE = new RowOrder();

    private RowOrder() {}

    @Override
    public int compare(List<@Nullable Object> one, List<@Nullable Object> other) {
        for (var i = 0; i < Math.min(one.size(), other.size()); i++) {
            var order = cells(one.get(i), other.get(i));
            if (order != 0) return order;
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int cells(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) return Boolean.compare(one == null, other == null);
        if (one instanceof Number left && other instanceof Number right)
            return new java.math.BigDecimal(left.toString()).compareTo(new java.math.BigDecimal(right.toString()));
        return one.toString().compareTo(other.toString());
    }
}
