package io.datachat.tests.evaluator;

import io.datachat.tests.evaluator.Scope.Row;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives each conversion to the latest opportunity before it (docs/values.md section 12).
final class Converting {
    private final Scope scope;
    private final Definitions definitions;
    private final Moments moments;

    Converting(Scope scope, Definitions definitions, Moments moments) {
        this.scope = scope;
        this.definitions = definitions;
        this.moments = moments;
    }

    /// A row that may be converted, in its group.
    record Opportunity(Row row, @Nullable Object time, List<@Nullable Object> key) {}

    Map<List<@Nullable Object>, List<List<Row>>> groups(Leaf leaf, List<Opportunity> opportunities) {
        var conversion = Objects.requireNonNull(leaf.conversion());
        var to = conversion.to();
        var entity = definitions.entity(to.measure().entity());
        var time = Objects.requireNonNull(
                to.measure().time() != null ? to.measure().time() : entity.time());
        var held = new ArrayList<>(definitions.read(to.measure().filters()));
        held.addAll(definitions.read(to.filters()));
        var groups = new LinkedHashMap<List<@Nullable Object>, List<List<Row>>>();
        for (var bare : scope.rows(entity)) {
            var row = bare.at(scope.moment(time, bare));
            var then = moments.local(row.asOf());
            if (then == null || !scope.holds(held, row)) continue;
            @Nullable Opportunity best = null;
            for (var opportunity : opportunities)
                if (fits(conversion, opportunity, row, then) && (best == null || before(opportunity, best)))
                    best = opportunity;
            if (best != null)
                groups.computeIfAbsent(best.key(), _ -> List.of(new ArrayList<>()))
                        .getFirst()
                        .add(row);
        }
        return groups;
    }

    private boolean fits(Leaf.Conversion conversion, Opportunity opportunity, Row row, LocalDateTime then) {
        var when = moments.local(opportunity.row().asOf());
        if (when == null || when.isAfter(then)) return false;
        var window = conversion.window();
        if (window != null && !when.isAfter(window.before(then))) return false;
        return conversion.on().stream().allMatch(pair -> {
            var one = scope.value(definitions.read(pair.column()), opportunity.row());
            var two = scope.value(definitions.read(pair.target()), row);
            return one != null && two != null && Values.compare(one, two) == 0;
        });
    }

    /// Later, else of the smaller key.
    private boolean before(Opportunity one, Opportunity two) {
        var compared = Objects.requireNonNull(moments.local(two.row().asOf()))
                .compareTo(Objects.requireNonNull(moments.local(one.row().asOf())));
        if (compared != 0) return compared < 0;
        for (var column : one.row().entity().primaryKey()) {
            var left = one.row().value(column);
            var right = two.row().value(column);
            if (left == null || right == null) {
                if (left != right) return right == null;
                continue;
            }
            var order = Values.compare(left, right);
            if (order != 0) return order < 0;
        }
        return false;
    }
}
