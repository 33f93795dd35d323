package io.datachat.apex.route.early;

import io.datachat.apex.catalog.DatabaseCatalog;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;

/// Aggregates a large fact by what its joins need before it is joined (eager aggregation, Yan and Larson 1995): far
/// fewer rows are left to join and to group by text.
///
/// For sums, counts, smallest and largest values of exact types the rows are the same whatever the keys are: all rows
/// of an early group meet the same partners, as often.
public final class Early {
    private final Expectation expectation;
    private final List<String> reasons = new ArrayList<>();

    private Early(Expectation expectation) {
        this.expectation = expectation;
    }

    /// @param reasons what was aggregated early and why, a sentence each
    public record Grouped(RelNode rel, List<String> reasons) {}

    public static Grouped group(RelNode plan, DatabaseCatalog catalog) {
        var early = new Early(new Expectation(catalog));
        var rel = early.visit(plan);
        return new Grouped(rel, List.copyOf(early.reasons));
    }

    private RelNode visit(RelNode node) {
        var inputs = node.getInputs().stream().map(this::visit).toList();
        var visited = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        if (!(visited instanceof Aggregate aggregate)) return visited;
        var split = Split.of(aggregate);
        if (split.isEmpty()) return visited;
        var reason = expectation.pays(split.get());
        if (reason.isEmpty()) return visited;
        reasons.add(reason.get());
        return Regrouping.of(split.get());
    }
}
