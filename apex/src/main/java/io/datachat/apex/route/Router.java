package io.datachat.apex.route;

import io.datachat.apex.govern.Governed;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.block.AggregateBlock;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;

/// Replaces each aggregate block that a fresh rollup can answer. Runs after govern: a policy is one more condition, and
/// a rollup without the policy's columns cannot fulfil it.
public final class Router {
    private final List<Rollup> shelf;
    private final Set<Grain> aligned;
    private final List<Slot> slots;
    private final Map<String, String> misses = new LinkedHashMap<>();
    private final List<Rollup> used = new ArrayList<>();

    private Router(List<Rollup> shelf, Set<Grain> aligned, List<Slot> slots) {
        this.shelf =
                shelf.stream().sorted(Comparator.comparingLong(Rollup::rows)).toList();
        this.aligned = aligned;
        this.slots = new ArrayList<>(slots);
    }

    /// @param used   the rollups that are read now
    /// @param misses why each other one is not, by name
    public record Routed(Governed governed, List<Rollup> used, Map<String, String> misses) {}

    /// @param aligned the grains on whose boundaries every end of the question's periods lies
    public static Routed route(Governed governed, List<Rollup> shelf, Set<Grain> aligned) {
        var plan = governed.plan();
        if (shelf.isEmpty()) return new Routed(governed, List.of(), Map.of());
        var router = new Router(shelf, aligned, plan.slots());
        var rel = router.route(plan.rel());
        router.used.forEach(rollup -> router.misses.remove(rollup.name()));
        var routed = new Plan(
                plan.database(), rel, router.slots, plan.columns(), plan.grain(), plan.tables(), plan.relies());
        return new Routed(governed.with(routed), List.copyOf(router.used), Map.copyOf(router.misses));
    }

    private RelNode route(RelNode node) {
        if (node instanceof Aggregate aggregate) {
            var block = AggregateBlock.of(aggregate, slots);
            if (block.isPresent()) return block(aggregate, block.get());
        }
        var inputs = node.getInputs().stream().map(this::route).toList();
        return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    }

    private RelNode block(Aggregate aggregate, AggregateBlock asked) {
        for (var rollup : shelf) {
            var before = List.copyOf(slots);
            var derivation = new Derivation(rollup, aggregate.getCluster().getRexBuilder(), slots, aligned);
            switch (new Matching(asked, rollup, derivation).match(aggregate)) {
                case Matching.Outcome.Read(RelNode rel) -> {
                    used.add(rollup);
                    return rel;
                }
                case Matching.Outcome.Missed(String reason) -> {
                    misses.putIfAbsent(rollup.name(), reason);
                    slots.subList(before.size(), slots.size()).clear();
                }
            }
        }
        return aggregate;
    }
}
