package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.evaluator.Scope.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a dimension, a key or a metric of a key is found from the entity of a measure.
final class Fields {
    /// Before the column of a key, for questions that are asked here only.
    static final String KEY = "#";

    private final Definitions definitions;
    private final Chains chains;
    private final Scope scope;

    Fields(Definitions definitions, Chains chains, Scope scope) {
        this.definitions = definitions;
        this.chains = chains;
        this.scope = scope;
    }

    /// What a name is in the row that it leads to.
    private enum Kind {
        DIMENSION,
        COLUMN,
        METRIC
    }

    /// The steps from the measure's entity to the entity of the dimension, and what the name is there.
    final class Target {
        private final List<Step> steps;
        private final Kind kind;
        private final String name;
        private final Entity entity;

        private Target(List<Step> steps, Entity entity, Kind kind, String name) {
            this.steps = List.copyOf(steps);
            this.kind = kind;
            this.name = name;
            this.entity = entity;
        }

        List<Step> steps() {
            return steps;
        }

        Entity entity() {
            return entity;
        }

        boolean overlaps() {
            return steps.stream().anyMatch(Step::toMany);
        }

        boolean behindRole() {
            return steps.stream()
                    .anyMatch(step ->
                            step.on().stream().anyMatch(pair -> pair.column().contains(".")));
        }

        boolean throughHistory() {
            return steps.stream().anyMatch(step -> definitions.entity(step.to()).valid() != null);
        }

        /// The column that it is, if it is no more than that.
        Optional<String> column() {
            return switch (kind) {
                case COLUMN -> Optional.of(name);
                case METRIC -> Optional.empty();
                case DIMENSION ->
                    Definitions.dimension(entity, name)
                            .filter(dimension -> dimension.expression() == null)
                            .map(dimension -> dimension.name());
            };
        }

        @Nullable
        Object value(Row row) {
            return switch (kind) {
                case DIMENSION -> scope.dimension(row, name);
                case COLUMN -> row.value(name);
                case METRIC -> scope.metric(row, name);
            };
        }
    }

    /// A column and the way to it.
    record Place(List<Step> steps, String column) {}

    /// Where a path of roles and a column leads.
    Place place(Entity from, List<String> path) {
        var steps = new ArrayList<Step>();
        var here = from;
        for (var role : path.subList(0, path.size() - 1)) {
            var step = chains.role(here, role);
            steps.add(step);
            here = definitions.entity(step.to());
        }
        var end = here;
        var column = Definitions.dimension(end, path.getLast())
                .filter(dimension -> dimension.expression() == null)
                .map(dimension -> dimension.name())
                .orElse(path.getLast());
        return new Place(List.copyOf(steps), column);
    }

    static boolean isTime(String name) {
        return name.equals(MetricQuery.TIME);
    }

    /// The entity that a written name begins at.
    Entity first(String name) {
        var parts = List.of(name.split("\\."));
        return parts.size() == 1
                ? definitions.owner(name).orElseGet(() -> definitions.entity(name))
                : definitions.entity(parts.getFirst());
    }

    Target find(Entity from, String name) {
        var parts = List.of(name.split("\\."));
        var first = first(name);
        var roles = parts.size() < 3 ? List.<String>of() : parts.subList(1, parts.size() - 1);
        var steps = new ArrayList<>(chains.between(from.id(), first.id()));
        var here = first;
        for (var role : roles) {
            var step = toOne(here, role, steps, name);
            steps.add(step);
            here = definitions.entity(step.to());
        }
        var target = parts.size() == 1 && definitions.owner(name).isEmpty()
                ? key(steps, here)
                : last(steps, here, parts.getLast(), name);
        if (target.overlaps() && from.primaryKey().isEmpty()) throw new Unanswerable(from.id() + " has no primary key");
        return target;
    }

    private Step toOne(Entity here, String role, List<Step> steps, String name) {
        var step = chains.role(here, role);
        if (step.toMany() && steps.stream().anyMatch(before -> !before.toMany())) {
            throw new Unanswerable(name + " goes to-one first and to-many later");
        }
        return step;
    }

    private Target last(List<Step> steps, Entity here, String last, String name) {
        if (last.startsWith(KEY)) return column(steps, here, last.substring(KEY.length()));
        if (Definitions.dimension(here, last).isPresent()) return new Target(steps, here, Kind.DIMENSION, last);
        if (here.relationships().stream().anyMatch(one -> one.role().equals(last))) {
            var all = new ArrayList<>(steps);
            var step = toOne(here, last, steps, name);
            all.add(step);
            return key(all, definitions.entity(step.to()));
        }
        if (!definitions.hasMetric(last)) throw new Unanswerable(here.id() + " has no dimension " + last);
        if (here.primaryKey().isEmpty() || here.valid() != null)
            throw new Unanswerable(here.id() + " has no key with one row each");
        scope.metric(Row.missing(here), last);
        return new Target(steps, here, Kind.METRIC, last);
    }

    private Target key(List<Step> steps, Entity owner) {
        if (owner.primaryKey().size() != 1) throw new Unanswerable("the key of " + owner.id() + " is not one column");
        return column(steps, owner, owner.primaryKey().getFirst());
    }

    /// A column that a to-one step ends on is read where the step begins.
    private Target column(List<Step> steps, Entity owner, String column) {
        if (!steps.isEmpty() && !steps.getLast().toMany()) {
            var step = steps.getLast();
            for (var pair : step.on())
                if (pair.target().equals(column))
                    return ownColumn(
                            steps.subList(0, steps.size() - 1), definitions.entity(step.from()), pair.column());
        }
        return new Target(steps, owner, Kind.COLUMN, column);
    }

    /// A column of the entity, or `role.column` of what it belongs to.
    private Target ownColumn(List<Step> steps, Entity entity, String column) {
        var dot = column.indexOf('.');
        if (dot < 0) return new Target(steps, entity, Kind.COLUMN, column);
        var between = chains.role(entity, column.substring(0, dot));
        var all = new ArrayList<>(steps);
        all.add(between);
        return new Target(all, definitions.entity(between.to()), Kind.COLUMN, column.substring(dot + 1));
    }
}
