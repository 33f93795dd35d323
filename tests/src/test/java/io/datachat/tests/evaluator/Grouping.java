package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.time.TimeCut;
import io.datachat.tests.evaluator.Scope.Row;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the rows of one measure into the groups of one question.
final class Grouping {
    private final Definitions definitions;
    private final Scope scope;
    private final Fields fields;
    private final MetricQuery query;
    private final List<Dimension> dimensions;
    private final @Nullable Kept kept;
    private final ZoneId zone;
    private final Moments moments;
    private final List<Expression> where;

    /// What stays the same for all measures of a question.
    ///
    /// @param dimensions with the dimension `time` that `grain` stands for
    /// @param kept       null when all values are shown
    record Question(
            MetricQuery query,
            List<Dimension> dimensions,
            ZoneId zone,
            @Nullable Kept kept) {}

    Grouping(Definitions definitions, Scope scope, Fields fields, Question question) {
        this.definitions = definitions;
        this.scope = scope;
        this.fields = fields;
        this.query = question.query();
        this.dimensions = question.dimensions();
        this.kept = question.kept();
        this.zone = question.zone();
        this.moments = new Moments(definitions, scope, zone);
        this.where = definitions.read(query.where());
    }

    /// The rows of each group: one list, or one for each moment where the mean of moments is wanted.
    Map<List<@Nullable Object>, List<List<Row>>> groups(Leaf leaf, Window window) {
        var entity = definitions.entity(leaf.measure().entity());
        var time = leaf.measure().time() != null ? leaf.measure().time() : entity.time();
        if (time == null && needsTime(window)) throw new Unanswerable("a measure of " + entity.id() + " has no time");
        if (time == null && !leaf.lens().plain()) throw new Unanswerable("no time to look at");
        var targets = targets(entity, true);
        if (time == null && targets.values().stream().anyMatch(Fields.Target::throughHistory))
            throw new Unanswerable("a history needs a time");
        refuseHoursOfDates(entity, time, targets);
        var held = new ArrayList<>(definitions.read(leaf.measure().filters()));
        held.addAll(definitions.read(leaf.filters()));
        var rows = scope.rows(entity).stream()
                .map(row -> time == null ? row : row.at(scope.moment(time, row)))
                .toList();
        var own = new OwnTime(time == null ? null : time(entity, time), targets);
        if (kept != null && own.is(dimensions.get(kept.at()).name())) throw new Unanswerable("no top of times");
        var sight = time == null ? new Sight.Own() : Sight.of(leaf.lens(), own.cuts(), moments.isDate(entity, time));
        if (leaf.conversion() != null) refuseConversion(sight, targets);
        var entries = new ArrayList<Entries.Entry>();
        var ticks = sight instanceof Sight.Clock(var clock) ? ticks(leaf, clock, window, rows, own) : null;
        for (var row : rows) {
            if (!scope.holds(held, row)) continue;
            for (var position : positions(row, sight, leaf.lens(), window, ticks)) {
                for (var key : keys(
                        row,
                        targets,
                        own,
                        position,
                        !(sight instanceof Sight.Own || sight instanceof Sight.Everything)))
                    entries.add(new Entries.Entry(row, position, key, dividing(leaf, row, key, own)));
            }
        }
        if (leaf.conversion() != null) return new Converting(scope, definitions, moments).groups(leaf, cast(entries));
        var taken = new Entries(scope).snapshot(leaf, time, entries);
        return sight instanceof Sight.Clock && leaf.lens().accumulates()
                ? Entries.perMoment(taken, leaf.lens().value())
                : Entries.together(taken);
    }

    private static List<Converting.Opportunity> cast(List<Entries.Entry> entries) {
        return entries.stream()
                .map(entry ->
                        new Converting.Opportunity(entry.row(), entry.position().raw(), entry.key()))
                .toList();
    }

    private static void refuseConversion(Sight sight, Map<String, Fields.Target> targets) {
        if (sight instanceof Sight.Clock) throw new Unanswerable("conversions are not seen by a clock");
        if (targets.values().stream().anyMatch(Fields.Target::overlaps))
            throw new Unanswerable("a conversion counts for one opportunity");
    }

    private List<LocalDateTime> ticks(
            Leaf leaf, io.datachat.apex.time.Grain clock, Window window, List<Row> rows, OwnTime own) {
        var times = rows.stream()
                .map(row -> moments.local(row.asOf()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        var all = moments.of(clock, window, times);
        if (!leaf.lens().starts()) return all;
        var grains = own.cuts().stream()
                .filter(io.datachat.apex.time.Grain.class::isInstance)
                .map(io.datachat.apex.time.Grain.class::cast)
                .toList();
        if (grains.stream().anyMatch(grain -> grain.compareTo(clock) <= 0)) return all;
        return all.stream()
                .filter(tick -> grains.stream()
                        .anyMatch(grain -> tick.equals(Buckets.first(tick, grain, definitions.beginnings()))))
                .toList();
    }

    private List<Position> positions(
            Row row, Sight sight, Lens lens, Window window, @Nullable List<LocalDateTime> ticks) {
        var raw = row.asOf() == null ? null : row.asOf().value();
        var local = moments.local(row.asOf());
        return switch (sight) {
            case Sight.Own() -> at(raw, local, window, true);
            case Sight.Everything() -> at(raw, local, window.upTo(), true);
            case Sight.Later(Distance by) -> at(raw, local == null ? null : by.after(local), window, false);
            case Sight.Clock(var clock) -> {
                var all = new ArrayList<Position>();
                if (local == null) yield all;
                var tick = Buckets.first(local, clock, Beginnings.ISO);
                for (var moment : Objects.requireNonNull(ticks))
                    if (lens.sees(moment, tick, definitions.beginnings()))
                        all.add(new Position(raw, moment, window.moved(moment), false));
                yield all;
            }
        };
    }

    private static List<Position> at(@Nullable Object raw, @Nullable LocalDateTime at, Window window, boolean own) {
        return window.holds(at) ? List.of(new Position(raw, at, at == null ? null : window.moved(at), own)) : List.of();
    }

    /// Which of the dimensions asked are the measure's own time.
    private final class OwnTime {
        private final Fields.@Nullable Place place;
        private final Map<String, Fields.Target> targets;

        OwnTime(Fields.@Nullable Place place, Map<String, Fields.Target> targets) {
            this.place = place;
            this.targets = targets;
        }

        boolean is(String name) {
            if (Fields.isTime(name)) return true;
            var target = Objects.requireNonNull(targets.get(name));
            return place != null
                    && target.steps().equals(place.steps())
                    && target.column().equals(java.util.Optional.of(place.column()));
        }

        List<TimeCut> cuts() {
            var cuts = new ArrayList<TimeCut>();
            for (var dimension : dimensions)
                if (dimension.grain() != null && is(dimension.name())) cuts.add(dimension.grain());
            return cuts;
        }
    }

    private Fields.Place time(Entity entity, String path) {
        return fields.place(entity, List.of(path.split("\\.", -1)));
    }

    /// The column decides, not its rows: without any the question has no answer either.
    private void refuseHoursOfDates(Entity entity, @Nullable String time, Map<String, Fields.Target> targets) {
        for (var dimension : dimensions) {
            var cut = dimension.grain();
            if (cut == null || !Buckets.finerThanDay(cut)) continue;
            var date = Fields.isTime(dimension.name())
                    ? time != null && moments.isDate(entity, time)
                    : isDate(Objects.requireNonNull(targets.get(dimension.name())));
            if (date) throw new Unanswerable("a date has no hours");
        }
    }

    private boolean isDate(Fields.Target target) {
        return target.column()
                .map(column -> scope.isDate(target.entity(), List.of(column)))
                .orElse(false);
    }

    private boolean needsTime(Window window) {
        return window.bounded()
                || dimensions.stream().anyMatch(dimension -> Fields.isTime(dimension.name()))
                || query.filters().stream().anyMatch(filter -> Fields.isTime(filter.field()))
                || names().contains(MetricQuery.TIME);
    }

    private List<String> names() {
        return where.stream().flatMap(one -> Metrics.names(one).stream()).toList();
    }

    /// Where everything that the question names is found.
    private Map<String, Fields.Target> targets(Entity entity, boolean conditions) {
        var named = new LinkedHashSet<String>();
        for (var dimension : dimensions) named.add(dimension.name());
        if (conditions) for (var filter : query.filters()) named.add(filter.field());
        if (conditions) named.addAll(names());
        var targets = new LinkedHashMap<String, Fields.Target>();
        for (var name : named) if (!Fields.isTime(name)) targets.put(name, fields.find(entity, name));
        return targets;
    }

    /// The groups of one row: one for each combination of related rows that passes the filters, without repetition.
    private Set<List<@Nullable Object>> keys(
            Row row, Map<String, Fields.Target> targets, OwnTime own, Position position, boolean moved) {
        var keys = new LinkedHashSet<List<@Nullable Object>>();
        var related = new HashMap<List<Step>, @Nullable Row>();
        related.put(List.of(), row);
        combine(nodes(targets), related, () -> {
            var combination = new Combination(targets, related, own, position, moved);
            if (!combination.holds()) return;
            var key = new ArrayList<@Nullable Object>();
            for (var dimension : dimensions) key.add(normal(combination.cut(dimension)));
            keys.add(kept == null ? key : kept.key(key));
        });
        return keys;
    }

    private static List<List<Step>> nodes(Map<String, Fields.Target> targets) {
        var prefixes = new LinkedHashSet<List<Step>>();
        for (var target : targets.values())
            for (var length = 1; length <= target.steps().size(); length++)
                prefixes.add(target.steps().subList(0, length));
        return prefixes.stream()
                .sorted(java.util.Comparator.comparing(List::size))
                .toList();
    }

    /// Left joins node after node; a node without partners goes on with a row of NULLs.
    private void combine(List<List<Step>> nodes, Map<List<Step>, @Nullable Row> related, Runnable each) {
        if (nodes.isEmpty()) {
            each.run();
            return;
        }
        var node = nodes.getFirst();
        var parent = Objects.requireNonNull(related.get(node.subList(0, node.size() - 1)));
        var rest = nodes.subList(1, nodes.size());
        for (var partner : scope.joined(parent, node.getLast())) {
            related.put(node, partner);
            combine(rest, related, each);
        }
    }

    /// The combinations of an entity and all that its dimensions lead to, rows without partner on both sides; a
    /// period keeps those with a row of the entity in it.
    List<List<@Nullable Object>> values(Entity root, Window window) {
        var targets = targets(root, true);
        if (targets.values().stream().anyMatch(Fields.Target::behindRole))
            throw new Unanswerable("values do not follow a relationship on a column of another table");
        refuseHoursOfDates(root, root.time(), targets);
        List<Map<List<Step>, Row>> tuples = new ArrayList<>();
        var time = root.time();
        if (time == null && (window.bounded() || targets.values().stream().anyMatch(Fields.Target::throughHistory)))
            throw new Unanswerable("a history and a period need a time");
        for (var row : scope.rows(root))
            tuples.add(Map.of(List.of(), time == null ? row : row.at(scope.moment(time, row))));
        for (var node : nodes(targets)) tuples = fullJoin(tuples, node);
        var keys = new LinkedHashSet<List<@Nullable Object>>();
        for (var tuple : tuples) {
            var first = tuple.get(List.<Step>of());
            if (!window.holds(first == null || time == null ? null : moments.local(first.asOf()))) continue;
            var related = new HashMap<List<Step>, @Nullable Row>(tuple);
            for (var node : nodes(targets))
                related.computeIfAbsent(
                        node, _ -> Row.missing(definitions.entity(node.getLast().to())));
            related.computeIfAbsent(List.of(), _ -> Row.missing(root));
            var position = new Position(null, null, null, true);
            var combination = new Combination(targets, related, new OwnTime(null, targets), position, false);
            if (!combination.holds()) continue;
            var key = new ArrayList<@Nullable Object>();
            for (var dimension : dimensions) key.add(normal(combination.cut(dimension)));
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private List<Map<List<Step>, Row>> fullJoin(List<Map<List<Step>, Row>> tuples, List<Step> node) {
        var joined = new ArrayList<Map<List<Step>, Row>>();
        var met = new ArrayList<Map<String, @Nullable Object>>();
        var target = definitions.entity(node.getLast().to());
        for (var tuple : tuples) {
            var parent = tuple.get(node.subList(0, node.size() - 1));
            var partners = parent == null ? List.<Row>of() : scope.partners(parent, node.getLast());
            if (partners.isEmpty()) joined.add(tuple);
            for (var partner : partners) {
                met.add(partner.values());
                var more = new HashMap<>(tuple);
                more.put(node, partner);
                joined.add(more);
            }
        }
        for (var row : scope.rows(target))
            if (met.stream().noneMatch(other -> other == row.values())) joined.add(Map.of(node, row));
        return joined;
    }

    /// One combination of related rows.
    private final class Combination {
        private final Map<String, Fields.Target> targets;
        private final Map<List<Step>, @Nullable Row> related;
        private final OwnTime own;
        private final Position position;
        private final boolean moved;

        Combination(
                Map<String, Fields.Target> targets,
                Map<List<Step>, @Nullable Row> related,
                OwnTime own,
                Position position,
                boolean moved) {
            this.targets = targets;
            this.related = related;
            this.own = own;
            this.position = position;
            this.moved = moved;
        }

        private Row row(String name) {
            return Objects.requireNonNull(
                    related.get(Objects.requireNonNull(targets.get(name)).steps()));
        }

        private @Nullable Object value(String name) {
            return Objects.requireNonNull(targets.get(name)).value(row(name));
        }

        boolean holds() {
            for (var filter : query.filters()) {
                var value = own.is(filter.field())
                        ? (moved
                                ? position.at()
                                : Fields.isTime(filter.field()) ? position.raw() : value(filter.field()))
                        : value(filter.field());
                if (!Conditions.holds(filter, value)) return false;
            }
            java.util.function.Function<List<String>, @Nullable Object> names = path -> {
                var name = String.join(".", path);
                if (Fields.isTime(name)) return position.at();
                return own.is(name) && moved ? position.at() : value(name);
            };
            return where.stream().allMatch(new Interpreter(names)::holds);
        }

        @Nullable
        Object cut(Dimension dimension) {
            var cut = dimension.grain();
            var name = dimension.name();
            if (Fields.isTime(name) && cut == null) throw new Unanswerable("time needs a grain");
            if (cut != null && (Fields.isTime(name) || (moved && own.is(name))))
                return position.moved() == null ? null : moments.cut(position.moved(), cut);
            var value = value(name);
            return cut == null || value == null
                    ? value
                    : moments.cut(Buckets.local(value, row(name).entity(), zone), cut);
        }
    }

    private List<@Nullable Object> dividing(Leaf leaf, Row row, List<@Nullable Object> key, OwnTime own) {
        var snapshot = leaf.measure().snapshot();
        var dividing = new ArrayList<@Nullable Object>();
        if (snapshot == null) return dividing;
        for (var at = 0; at < dimensions.size(); at++)
            if (own.is(dimensions.get(at).name())) dividing.add(key.get(kept == null ? at : kept.place(at)));
        for (var per : snapshot.per()) dividing.add(normal(scope.value(definitions.read(per), row)));
        return dividing;
    }

    static @Nullable Object normal(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? plain(decimal) : value;
    }

    private static BigDecimal plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
