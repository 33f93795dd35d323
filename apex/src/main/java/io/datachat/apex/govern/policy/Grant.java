package io.datachat.apex.govern.policy;

import io.datachat.apex.read.Expression;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one role sees of one table, bound to it.
///
/// @param rows   which rows; null for all
/// @param hidden lower-case names of columns that are not there
/// @param masks  by lower-case names of columns
public record Grant(@Nullable Expression rows, Set<String> hidden, Map<String, Mask> masks, int smallestGroup) {
    static final Grant WHOLE = new Grant(null, Set.of(), Map.of(), 1);

    public Grant {
        hidden = Set.copyOf(hidden);
        masks = Map.copyOf(masks);
    }

    /// @param hashing different values stay different
    public record Mask(Expression expression, boolean hashing) {}

    public boolean hides(String column) {
        return hidden.contains(column.toLowerCase(Locale.ROOT));
    }

    public @Nullable Mask mask(String column) {
        return masks.get(column.toLowerCase(Locale.ROOT));
    }

    /// Whether the column is shown as it is.
    public boolean shows(String column) {
        return !hides(column) && mask(column) == null;
    }

    boolean whole() {
        return rows == null && hidden.isEmpty() && masks.isEmpty() && smallestGroup <= 1;
    }
}
