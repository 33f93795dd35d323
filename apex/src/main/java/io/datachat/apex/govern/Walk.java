package io.datachat.apex.govern;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/// Goes through a plan from its leaves up, queries inside expressions included: Calcite's own shuttles do not enter
/// them, and a policy that relied on them would leak there.
final class Walk {
    private final UnaryOperator<RelNode> step;
    /// What stands in several places of a plan stays one thing.
    private final IdentityHashMap<RelNode, RelNode> done = new IdentityHashMap<>();

    private Walk(UnaryOperator<RelNode> step) {
        this.step = step;
    }

    static RelNode through(RelNode plan, UnaryOperator<RelNode> step) {
        return new Walk(step).walk(plan);
    }

    private RelNode walk(RelNode node) {
        var known = done.get(node);
        if (known != null) return known;
        List<RelNode> inputs = new ArrayList<>();
        var changed = false;
        for (var input : node.getInputs()) {
            var walked = walk(input);
            changed |= walked != input;
            inputs.add(walked);
        }
        var over = changed ? node.copy(node.getTraitSet(), inputs) : node;
        var result = step.apply(over.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                var visited = (RexSubQuery) super.visitSubQuery(query);
                var inner = walk(visited.rel);
                return inner == visited.rel ? visited : visited.clone(inner);
            }
        }));
        done.put(node, result);
        return result;
    }
}
