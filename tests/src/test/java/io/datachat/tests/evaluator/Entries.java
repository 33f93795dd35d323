package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.apex.datapoint.Execution.Take;
import io.datachat.tests.evaluator.Scope.Row;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows in their groups, and which of them are taken.
final class Entries {
    private final Scope scope;

    Entries(Scope scope) {
        this.scope = scope;
    }

    /// A row in a group.
    ///
    /// @param snapshot what divides snapshots
    record Entry(Row row, Position position, List<@Nullable Object> key, List<@Nullable Object> snapshot) {}

    /// Only the rows of the first or last time there is.
    List<Entry> snapshot(Leaf leaf, @Nullable String time, List<Entry> entries) {
        var snapshot = leaf.measure().snapshot();
        if (snapshot == null) return entries;
        var path = snapshot.time() == null ? Objects.requireNonNull(time) : snapshot.time();
        var best = new HashMap<List<@Nullable Object>, Object>();
        for (var entry : entries) {
            var at = scope.moment(path, entry.row());
            if (at == null) continue;
            best.merge(entry.snapshot(), at.value(), (one, two) -> {
                var later = Values.compare(one, two) < 0;
                return later == (snapshot.take() == Take.LAST) ? two : one;
            });
        }
        return entries.stream()
                .filter(entry -> {
                    var at = scope.moment(path, entry.row());
                    var wanted = best.get(entry.snapshot());
                    return at != null && wanted != null && Values.compare(at.value(), wanted) == 0;
                })
                .toList();
    }

    static Map<List<@Nullable Object>, List<List<Row>>> together(List<Entry> entries) {
        var groups = new LinkedHashMap<List<@Nullable Object>, List<List<Row>>>();
        for (var entry : entries)
            groups.computeIfAbsent(entry.key(), _ -> List.of(new ArrayList<>()))
                    .getFirst()
                    .add(entry.row());
        return groups;
    }

    static Map<List<@Nullable Object>, List<List<Row>>> perMoment(List<Entry> entries, BucketValue value) {
        var groups = new LinkedHashMap<List<@Nullable Object>, TreeMap<LocalDateTime, List<Row>>>();
        for (var entry : entries)
            groups.computeIfAbsent(entry.key(), _ -> new TreeMap<>())
                    .computeIfAbsent(Objects.requireNonNull(entry.position().at()), _ -> new ArrayList<>())
                    .add(entry.row());
        var chosen = new LinkedHashMap<List<@Nullable Object>, List<List<Row>>>();
        groups.forEach((key, moments) -> chosen.put(
                key,
                switch (value) {
                    case FIRST -> List.of(moments.firstEntry().getValue());
                    case LAST -> List.of(moments.lastEntry().getValue());
                    case AVERAGE -> List.copyOf(moments.values());
                }));
        return chosen;
    }
}
