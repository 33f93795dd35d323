package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import java.util.ArrayList;
import java.util.List;

/// Finds the chain of steps from one entity to another (docs/values.md section 3), by trying them all.
final class Chains {
    private static final int LONGEST = 7;
    private final Definitions definitions;
    private final List<Step> steps = new ArrayList<>();

    Chains(Definitions definitions) {
        this.definitions = definitions;
        for (var entity : definitions.entities()) {
            for (var relationship : entity.relationships()) {
                var target = definitions.entity(relationship.to());
                steps.add(Step.along(entity, relationship, target));
                if (target.valid() == null
                        && relationship.on().stream()
                                .noneMatch(pair -> pair.column().contains(".")))
                    steps.add(Step.against(entity, relationship, target));
            }
        }
    }

    List<Step> between(String from, String to) {
        if (from.equals(to)) return List.of();
        var toOne = shortest(from, to, false);
        if (!toOne.isEmpty()) return only(toOne, from, to);
        var toMany = shortest(from, to, true);
        if (toMany.isEmpty()) throw new Unanswerable("no way from " + from + " to " + to);
        if (definitions.entity(from).primaryKey().isEmpty()) throw new Unanswerable(from + " has no primary key");
        return only(toMany, from, to);
    }

    private static List<Step> only(List<List<Step>> chains, String from, String to) {
        if (chains.size() > 1) throw new Unanswerable(chains.size() + " equally short ways from " + from + " to " + to);
        return chains.getFirst();
    }

    /// @param toMany whether chains begin with to-many steps; otherwise all are to-one
    private List<List<Step>> shortest(String from, String to, boolean toMany) {
        var open = new ArrayList<List<Step>>();
        open.add(List.of());
        for (var length = 1; length <= LONGEST; length++) {
            var longer = new ArrayList<List<Step>>();
            for (var chain : open) {
                var end = chain.isEmpty() ? from : chain.getLast().to();
                for (var step : steps) {
                    if (step.from().equals(end) && allowed(chain, step, toMany) && !visited(chain, from, step.to())) {
                        var next = new ArrayList<>(chain);
                        next.add(step);
                        longer.add(next);
                    }
                }
            }
            var arrived = longer.stream()
                    .filter(chain -> chain.getLast().to().equals(to))
                    .toList();
            if (!arrived.isEmpty()) return arrived;
            open = longer;
        }
        return List.of();
    }

    private static boolean allowed(List<Step> chain, Step step, boolean toMany) {
        if (!toMany) return !step.toMany();
        return step.toMany() ? chain.stream().allMatch(Step::toMany) : !chain.isEmpty();
    }

    private static boolean visited(List<Step> chain, String from, String entity) {
        return entity.equals(from) || chain.stream().anyMatch(step -> step.to().equals(entity));
    }

    /// The role of an entity as a step.
    Step role(Entity entity, String role) {
        for (var relationship : entity.relationships()) {
            if (relationship.role().equalsIgnoreCase(role)) {
                return Step.along(entity, relationship, definitions.entity(relationship.to()));
            }
        }
        throw new Unanswerable(entity.id() + " has no role " + role);
    }
}
