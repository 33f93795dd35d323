package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.time.Grain;
import io.datachat.tests.evaluator.Fields.Target;
import io.datachat.tests.evaluator.Scope.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the rows of one measure into the groups of one question.
final class Grouping {
    private final Definitions definitions;
    private final Scope scope;
    private final Fields fields;
    private final MetricQuery query;
    private final List<Dimension> dimensions;
    private final ZoneId zone;

    /// What stays the same for all measures of a question.
    ///
    /// @param dimensions with the dimension `time` that `grain` stands for
    record Question(MetricQuery query, List<Dimension> dimensions, ZoneId zone) {}

    Grouping(Definitions definitions, Scope scope, Fields fields, Question question) {
        this.definitions = definitions;
        this.scope = scope;
        this.fields = fields;
        this.query = question.query();
        this.dimensions = question.dimensions();
        this.zone = question.zone();
    }

    /// The measure's rows by the values of the dimensions; a row is at most once in each group.
    Map<List<@Nullable Object>, List<Row>> groups(Leaf leaf, Window window) {
        var entity = definitions.entity(leaf.measure().entity());
        var time = leaf.measure().time() != null ? leaf.measure().time() : entity.time();
        if (time == null && needsTime(window)) throw new Unanswerable("a measure of " + entity.id() + " has no time");
        if (time != null) refuseHoursOfDates(entity, List.of(time.split("\\.", -1)), MetricQuery.TIME);
        var conditions = new ArrayList<>(definitions.read(leaf.measure().filters()));
        conditions.addAll(definitions.read(leaf.filters()));
        var targets = targets(leaf);
        targets.forEach((name, target) -> {
            var end = target.steps().isEmpty()
                    ? entity
                    : definitions.entity(target.steps().getLast().to());
            refuseHoursOfDates(end, List.of(target.dimension()), name);
        });
        var groups = new LinkedHashMap<List<@Nullable Object>, List<Row>>();
        for (var row : scope.rows(entity)) {
            if (!scope.holds(conditions, row)) continue;
            var moment = time == null ? null : scope.moment(time, row);
            var local = moment == null ? null : Buckets.local(moment.value(), moment.entity(), zone);
            if (!window.holds(local)) continue;
            var clock = new Clock(moment == null ? null : moment.value(), local == null ? null : window.moved(local));
            for (var key : keys(row, targets, clock))
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /// The column decides, not its rows: without any the question has no answer either.
    private void refuseHoursOfDates(Entity entity, List<String> path, String asked) {
        var fine = dimensions.stream()
                .filter(dimension -> dimension.name().equals(asked))
                .map(Dimension::grain)
                .anyMatch(cut -> cut instanceof Grain grain && Buckets.finerThanDay(grain));
        if (fine && scope.isDate(entity, path)) throw new Unanswerable("a date has no hours");
    }

    /// @param raw the value of the time column; @param moved local in the zone of the question, by the shift of a
    /// comparison
    private record Clock(@Nullable Object raw, @Nullable LocalDateTime moved) {}

    private boolean needsTime(Window window) {
        return window.bounded()
                || dimensions.stream().anyMatch(dimension -> Fields.isTime(dimension.name()))
                || query.filters().stream().anyMatch(filter -> Fields.isTime(filter.field()));
    }

    private Map<String, Target> targets(Leaf leaf) {
        var entity = definitions.entity(leaf.measure().entity());
        var targets = new HashMap<String, Target>();
        for (var dimension : dimensions) {
            if (!Fields.isTime(dimension.name())) targets.put(dimension.name(), fields.find(entity, dimension.name()));
        }
        for (var filter : query.filters()) {
            if (!Fields.isTime(filter.field())) targets.put(filter.field(), fields.find(entity, filter.field()));
        }
        return targets;
    }

    /// The groups of one row: one for each combination of related rows that passes the filters, without repetition.
    private Set<List<@Nullable Object>> keys(Row row, Map<String, Target> targets, Clock clock) {
        var keys = new LinkedHashSet<List<@Nullable Object>>();
        var prefixes = new LinkedHashSet<List<Step>>();
        for (var target : targets.values()) {
            for (var length = 1; length <= target.steps().size(); length++) {
                prefixes.add(target.steps().subList(0, length));
            }
        }
        var nodes = prefixes.stream()
                .sorted(java.util.Comparator.comparing(List::size))
                .toList();
        var related = new HashMap<List<Step>, @Nullable Row>();
        related.put(List.of(), row);
        combine(nodes, related, () -> {
            for (var filter : query.filters()) {
                var value = Fields.isTime(filter.field()) ? clock.raw() : value(targets, filter.field(), related);
                if (!Conditions.holds(filter, value)) return;
            }
            var key = new ArrayList<@Nullable Object>();
            for (var dimension : dimensions) key.add(normal(keyPart(dimension, targets, related, clock)));
            keys.add(key);
        });
        return keys;
    }

    /// Left joins node after node; a node without partners goes on with a row of NULLs.
    private void combine(List<List<Step>> nodes, Map<List<Step>, @Nullable Row> related, Runnable each) {
        if (nodes.isEmpty()) {
            each.run();
            return;
        }
        var node = nodes.getFirst();
        var parent = java.util.Objects.requireNonNull(related.get(node.subList(0, node.size() - 1)));
        var rest = nodes.subList(1, nodes.size());
        for (var partner : scope.joined(parent, node.getLast())) {
            related.put(node, partner);
            combine(rest, related, each);
        }
    }

    private @Nullable Object value(Map<String, Target> targets, String field, Map<List<Step>, @Nullable Row> related) {
        var target = java.util.Objects.requireNonNull(targets.get(field));
        var row = related.get(target.steps());
        return scope.dimension(java.util.Objects.requireNonNull(row), target.dimension());
    }

    private @Nullable Object keyPart(
            Dimension dimension, Map<String, Target> targets, Map<List<Step>, @Nullable Row> related, Clock clock) {
        if (dimension.grain() != null && !(dimension.grain() instanceof Grain))
            throw new Unanswerable("not a grain: " + dimension.grain().word());
        var grain = (Grain) dimension.grain();
        if (Fields.isTime(dimension.name())) {
            if (grain == null) return clock.raw();
            if (clock.raw() instanceof LocalDate && Buckets.finerThanDay(grain))
                throw new Unanswerable("a date has no hours");
            return clock.moved() == null ? null : Buckets.bucket(clock.moved(), grain);
        }
        var value = value(targets, dimension.name(), related);
        if (grain == null || value == null) return value;
        if (value instanceof LocalDate && Buckets.finerThanDay(grain)) throw new Unanswerable("a date has no hours");
        var target = java.util.Objects.requireNonNull(targets.get(dimension.name()));
        var row = java.util.Objects.requireNonNull(related.get(target.steps()));
        return Buckets.bucket(Buckets.local(value, row.entity(), zone), grain);
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? plain(decimal) : value;
    }

    private static BigDecimal plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
