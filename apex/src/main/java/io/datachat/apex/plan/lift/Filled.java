package io.datachat.apex.plan.lift;

import io.datachat.apex.plan.lift.form.Literals;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/// A plan with values in place of its parameters, only to be compared.
final class Filled {
    private Filled() {}

    static RelNode of(RelNode plan, List<@Nullable Object> values) {
        return values.isEmpty()
                ? plan
                : filled(plan, new RexShuttle() {
                    @Override
                    public RexNode visitDynamicParam(RexDynamicParam parameter) {
                        return Literals.of(values.get(parameter.getIndex()), parameter.getType());
                    }
                });
    }

    private static RelNode filled(RelNode node, RexShuttle values) {
        var inputs =
                node.getInputs().stream().map(input -> filled(input, values)).toList();
        return node.copy(node.getTraitSet(), inputs).accept(values);
    }
}
