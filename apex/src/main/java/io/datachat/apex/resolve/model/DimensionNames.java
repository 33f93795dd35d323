package io.datachat.apex.resolve.model;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the ways a dimension may be written: `entity.role.….dimension`, or a bare name while it is unique.
public final class DimensionNames {
    private final Map<String, BoundEntity> entities;
    private final Map<String, List<String>> bare = new HashMap<>();

    public DimensionNames(Map<String, BoundEntity> entities) {
        this.entities = entities;
        for (var entity : entities.values())
            for (var name : entity.dimensions().keySet())
                bare.computeIfAbsent(name, _ -> new ArrayList<>()).add(entity.id());
    }

    /// Where a written name leads: from `entity` along `roles` (all to-one) to a dimension of the last entity.
    public record Address(BoundEntity entity, List<Step> roles, BoundEntity owner, String dimension) {
        /// The dimension as an expression seen from [#entity].
        public BoundExpression expression() {
            var own = owner.dimensions().get(dimension);
            if (own == null) throw new IllegalStateException(owner.id() + " has no dimension " + dimension);
            return own.after(roles);
        }
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
            case 0 -> new Reading.Not(unknown("unknown dimension '" + name + "'", name, everyName()));
            case 1 -> {
                var owner = entity(owners.getFirst());
                yield new Reading.At(new Address(owner, List.of(), owner, name));
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
        var name = segments.getLast();
        if (!at.dimensions().containsKey(name))
            return new Reading.Not(unknown(
                    at.id() + " has no dimension '" + name + "'",
                    name,
                    at.dimensions().keySet()));
        return new Reading.At(new Address(first, roles, at, name));
    }

    private BoundEntity entity(String id) {
        var found = entities.get(id);
        if (found == null) throw new IllegalStateException("no such entity: " + id);
        return found;
    }

    private List<String> everyName() {
        List<String> names = new ArrayList<>(bare.keySet());
        entities.values()
                .forEach(entity -> entity.dimensions().keySet().forEach(name -> names.add(entity.id() + "." + name)));
        return names;
    }

    private static Problem unknown(String message, String asked, Collection<String> valid) {
        return Problem.of(ResolveCode.UNKNOWN_DIMENSION, message).choices(Nearest.of(asked, valid, 5));
    }
}
