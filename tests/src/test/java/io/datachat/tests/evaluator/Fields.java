package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.query.MetricQuery;
import java.util.ArrayList;
import java.util.List;

/// Where a dimension is found from the entity of a measure.
final class Fields {
    private final Definitions definitions;
    private final Chains chains;

    Fields(Definitions definitions, Chains chains) {
        this.definitions = definitions;
        this.chains = chains;
    }

    /// @param steps from the measure's entity to the entity of the dimension
    record Target(List<Step> steps, String dimension) {
        boolean overlaps() {
            return steps.stream().anyMatch(Step::toMany);
        }
    }

    static boolean isTime(String name) {
        return name.equals(MetricQuery.TIME);
    }

    Target find(Entity from, String name) {
        var parts = List.of(name.split("\\."));
        var first = parts.size() == 1 ? definitions.owner(name) : definitions.entity(parts.getFirst());
        var roles = parts.size() < 3 ? List.<String>of() : parts.subList(1, parts.size() - 1);
        var steps = new ArrayList<>(chains.between(from.id(), first.id()));
        var here = first;
        for (var role : roles) {
            var step = chains.role(here, role);
            if (step.toMany() && steps.stream().anyMatch(before -> !before.toMany())) {
                throw new Unanswerable(name + " goes to-one first and to-many later");
            }
            steps.add(step);
            here = definitions.entity(step.to());
        }
        if (Definitions.dimension(here, parts.getLast()).isEmpty()) {
            throw new Unanswerable(here.id() + " has no dimension " + parts.getLast());
        }
        var target = new Target(List.copyOf(steps), parts.getLast());
        if (target.overlaps() && from.primaryKey().isEmpty()) throw new Unanswerable(from.id() + " has no primary key");
        return target;
    }
}
