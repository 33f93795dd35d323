package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.Table.Statistics;
import io.datachat.apex.catalog.Table.Statistics.Frequent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One column of a sample → its statistics.
final class Sample {
    private static final int TOP = 20;
    /// A column with more values than this is not a category, and its values may be names of people: none are kept.
    private static final int CATEGORIES = 200;

    private static final int LONGEST = 80;

    private Sample() {}

    /// @param rows  of the whole table; the sample's own size when it is the whole table
    /// @param whole whether the sample is the whole table
    static Statistics of(List<@Nullable Object> values, long rows, boolean whole) {
        var counts = new HashMap<Object, Long>();
        var nulls = 0;
        for (var value : values) {
            if (value == null) nulls++;
            else counts.merge(value, 1L, Long::sum);
        }
        var size = values.size();
        var distinct = whole ? counts.size() : estimate(counts, size - nulls, rows);
        return new Statistics(
                size == 0 ? 0 : (double) nulls / size,
                distinct,
                whole,
                extreme(counts, false),
                extreme(counts, true),
                top(counts));
    }

    /// The estimator Duj1 of Haas and Stokes (1998), "Estimating the number of classes in a finite population":
    /// values seen once hint at values not seen. PostgreSQL's ANALYZE uses the same.
    private static long estimate(Map<Object, Long> counts, long seen, long rows) {
        if (seen == 0) return 0;
        var once = counts.values().stream().filter(count -> count == 1).count();
        var all = Math.max(rows, seen);
        var estimate = seen * (double) counts.size() / (seen - once + once * (double) seen / all);
        return Math.clamp(Math.round(estimate), counts.size(), all);
    }

    private static @Nullable String extreme(Map<Object, Long> counts, boolean largest) {
        Comparable<Object> best = null;
        for (var value : counts.keySet()) {
            if (!(value instanceof Comparable<?> comparable) || value instanceof Boolean) return null;
            @SuppressWarnings("unchecked") // the values of one column are of one class
            var candidate = (Comparable<Object>) comparable;
            if (best != null && best.getClass() != candidate.getClass()) return null;
            if (best == null || (largest ? candidate.compareTo(best) > 0 : candidate.compareTo(best) < 0))
                best = candidate;
        }
        return best == null ? null : shortened(best.toString());
    }

    private static List<Frequent> top(Map<Object, Long> counts) {
        if (counts.size() > CATEGORIES || counts.values().stream().noneMatch(count -> count > 1)) return List.of();
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Object, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(TOP)
                .map(entry ->
                        new Frequent(shortened(entry.getKey().toString()), Objects.requireNonNull(entry.getValue())))
                .toList();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
