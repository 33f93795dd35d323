package io.datachat.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether two answers hold the same rows, in whatever order.
public final class RowSets {
    private RowSets() {}

    /// @return what differs, if anything
    public static Optional<String> difference(List<List<@Nullable Object>> right, List<List<@Nullable Object>> got) {
        var left = new ArrayList<>(right);
        var extra = new ArrayList<List<@Nullable Object>>();
        for (var row : got) {
            var found = -1;
            for (var at = 0; at < left.size() && found < 0; at++) if (alike(left.get(at), row)) found = at;
            if (found < 0) extra.add(row);
            else left.remove(found);
        }
        return left.isEmpty() && extra.isEmpty()
                ? Optional.empty()
                : Optional.of("missing " + left + ", unexpected " + extra);
    }

    /// @return the first place where two sequences differ, if any
    public static Optional<String> sequence(List<List<@Nullable Object>> right, List<List<@Nullable Object>> got) {
        for (var at = 0; at < Math.min(right.size(), got.size()); at++) {
            if (!alike(right.get(at), got.get(at))) {
                return Optional.of("row " + at + " is " + got.get(at) + ", not " + right.get(at));
            }
        }
        return right.size() == got.size() ? Optional.empty() : Optional.of(got.size() + " rows, not " + right.size());
    }

    private static boolean alike(List<@Nullable Object> right, List<@Nullable Object> got) {
        if (right.size() != got.size()) return false;
        for (var at = 0; at < right.size(); at++) if (!Cells.alike(right.get(at), got.get(at))) return false;
        return true;
    }
}
