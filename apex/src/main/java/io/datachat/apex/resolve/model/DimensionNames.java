package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the ways a dimension may be written: `entity.role.….dimension`, or a bare name while it is unique. A path that
/// ends in an entity or a role is the key of it; one that ends in a metric is the metric's value for each key.
public final class DimensionNames {
    /// The ordinal of a column that is known by its name only.
    public static final int FOREIGN = -2;

    private final Map<String, BoundEntity> entities;
    private final Map<String, Formula> metrics;
    private final Map<String, List<String>> bare = new HashMap<>();

    /// @param metrics by id
    public DimensionNames(Map<String, BoundEntity> entities, Map<String, Formula> metrics) {
        this.entities = entities;
        this.metrics = metrics;
        for (var entity : entities.values())
            for (var name : entity.dimensions().keySet())
                bare.computeIfAbsent(name, _ -> new ArrayList<>()).add(entity.id());
    }

    /// Where a written name leads: from `entity` along `roles` (all to-one) to something of the last entity.
    public record Address(BoundEntity entity, List<Step> roles, BoundEntity owner, Target target) {
        public DataType type() {
            return switch (target) {
                case Target.Dimension(String name) -> own(name).type();
                case Target.KeyColumn(String column) ->
                    owner.table().column(column).orElseThrow().type();
                case Target.Metric(String _, Formula formula) -> formula.type();
            };
        }

        /// The last part of a path to it.
        public String name() {
            return switch (target) {
                case Target.Dimension(String name) -> name;
                case Target.KeyColumn(String column) -> column;
                case Target.Metric(String id, Formula _) -> id;
            };
        }

        /// As seen from an entity from which `path` leads to [#entity]. A key that a to-one step ends on is
        /// read where the step begins: the row that it points to need not exist.
        public BoundExpression after(List<Step> path) {
            List<Step> steps = new ArrayList<>(path);
            steps.addAll(roles);
            return switch (target) {
                case Target.Dimension(String name) -> own(name).after(steps);
                case Target.KeyColumn(String column) -> key(steps, column);
                case Target.Metric(String id, Formula formula) -> {
                    steps.add(Step.toMetric(owner.id(), owner.key(), id));
                    var value = column(steps, owner.key().size(), id, formula.type());
                    yield formula.nothing().map(value::or).orElse(value);
                }
            };
        }

        private BoundExpression key(List<Step> steps, String column) {
            var found = owner.table().column(column).orElseThrow();
            if (!steps.isEmpty() && !steps.getLast().toMany())
                for (var pair : steps.getLast().on())
                    if (pair.target().equals(column)) return foreign(steps, pair.column(), found.type());
            return column(steps, owner.table().columns().indexOf(found), column, found.type());
        }

        private BoundExpression foreign(List<Step> steps, String column, DataType type) {
            var before = steps.subList(0, steps.size() - 1);
            return BoundExpression.of(new BoundExpression.ColumnAt(before, FOREIGN, column), type);
        }

        private static BoundExpression column(List<Step> steps, int ordinal, String column, DataType type) {
            return BoundExpression.of(new BoundExpression.ColumnAt(steps, ordinal, column), type);
        }

        private BoundExpression own(String dimension) {
            var own = owner.dimensions().get(dimension);
            if (own == null) throw new IllegalStateException(owner.id() + " has no dimension " + dimension);
            return own;
        }
    }

    public sealed interface Target {
        record Dimension(String name) implements Target {}

        /// A column of the entity's key.
        record KeyColumn(String column) implements Target {}

        /// The value of a metric for each key of the entity.
        record Metric(String id, Formula formula) implements Target {}
    }

    public sealed interface Reading {
        record At(Address address) implements Reading {}

        record Not(Problem problem) implements Reading {}
    }

    public Reading read(String written) {
        var segments = Arrays.asList(written.split("\\.", -1));
        return segments.size() == 1 ? readBare(written) : readPath(written, segments);
    }

    /// The shortest way to write it that is not ambiguous.
    public String shortest(String entity, String dimension) {
        return bare.getOrDefault(dimension, List.of()).size() == 1 ? dimension : entity + "." + dimension;
    }

    private Reading readBare(String name) {
        var owners = bare.getOrDefault(name, List.of());
        return switch (owners.size()) {
            case 0 -> {
                var entity = entities.get(name);
                yield entity == null
                        ? new Reading.Not(unknown("unknown dimension '" + name + "'", name, everyName()))
                        : key(entity, List.of(), entity);
            }
            case 1 -> {
                var owner = entity(owners.getFirst());
                yield new Reading.At(new Address(owner, List.of(), owner, new Target.Dimension(name)));
            }
            default ->
                new Reading.Not(Problem.of(
                                ResolveCode.AMBIGUOUS_DIMENSION,
                                "dimension '" + name + "' is on " + String.join(", ", owners))
                        .hint("write the one you mean")
                        .choices(
                                owners.stream().map(owner -> owner + "." + name).toList()));
        };
    }

    private Reading readPath(String written, List<String> segments) {
        var first = entities.get(segments.getFirst());
        if (first == null)
            return new Reading.Not(unknown(
                    "unknown entity '" + segments.getFirst() + "' in dimension '" + written + "'",
                    written,
                    everyName()));
        var at = first;
        List<Step> roles = new ArrayList<>();
        for (var role : segments.subList(1, segments.size() - 1)) {
            var step = at.steps().get(role);
            if (step == null || step.toMany())
                return new Reading.Not(unknown(
                        at.id() + " has no to-one role '" + role + "' in dimension '" + written + "'",
                        role,
                        at.steps().values().stream()
                                .filter(known -> !known.toMany())
                                .map(Step::role)
                                .toList()));
            roles.add(step);
            at = entity(step.to());
        }
        return last(first, roles, at, segments.getLast());
    }

    /// A dimension, else a role (its key), else a metric.
    private Reading last(BoundEntity first, List<Step> roles, BoundEntity at, String name) {
        if (at.dimensions().containsKey(name))
            return new Reading.At(new Address(first, roles, at, new Target.Dimension(name)));
        var step = at.steps().get(name);
        if (step != null && !step.toMany()) {
            List<Step> all = new ArrayList<>(roles);
            all.add(step);
            return key(first, all, entity(step.to()));
        }
        var metric = metrics.get(name);
        if (metric == null) {
            List<String> known = new ArrayList<>(at.dimensions().keySet());
            known.addAll(metrics.keySet());
            return new Reading.Not(unknown(at.id() + " has no dimension '" + name + "'", name, known));
        }
        if (at.key().isEmpty() || at.valid() != null)
            return new Reading.Not(Problem.of(
                            ResolveCode.NO_KEY,
                            "metric " + name + " cannot be a dimension of " + at.id()
                                    + ", which has no primary key with one row each")
                    .hint("declare primary_key on " + at.id()));
        try {
            var _ = metric.nothing();
        } catch (IllegalArgumentException countsInside) {
            return new Reading.Not(Problem.of(
                            ResolveCode.UNKNOWN_DIMENSION,
                            "metric " + name + " cannot be a dimension: it computes with counts, so its value for a "
                                    + at.id() + " without rows is not plain")
                    .hint("use the counts themselves as dimensions"));
        }
        return new Reading.At(new Address(first, roles, at, new Target.Metric(name, metric)));
    }

    private static Reading key(BoundEntity first, List<Step> roles, BoundEntity owner) {
        if (owner.key().size() == 1)
            return new Reading.At(new Address(
                    first, roles, owner, new Target.KeyColumn(owner.key().getFirst())));
        return new Reading.Not(Problem.of(
                        ResolveCode.UNKNOWN_DIMENSION,
                        owner.key().isEmpty()
                                ? owner.id() + " has no primary key to group by"
                                : "the key of " + owner.id() + " has several columns: "
                                        + String.join(", ", owner.key()))
                .hint("name a dimension of " + owner.id()));
    }

    private BoundEntity entity(String id) {
        var found = entities.get(id);
        if (found == null) throw new IllegalStateException("no such entity: " + id);
        return found;
    }

    /// Every name of a dimension, for suggestions.
    public List<String> everyName() {
        List<String> names = new ArrayList<>(bare.keySet());
        entities.values()
                .forEach(entity -> entity.dimensions().keySet().forEach(name -> names.add(entity.id() + "." + name)));
        return names;
    }

    private static Problem unknown(String message, String asked, Collection<String> valid) {
        return Problem.of(ResolveCode.UNKNOWN_DIMENSION, message).choices(Nearest.of(asked, valid, 5));
    }
}
