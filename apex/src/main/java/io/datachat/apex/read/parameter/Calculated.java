package io.datachat.apex.read.parameter;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/// Finds the binds that a plan calculates with. A comparison takes a bind as it is; in arithmetic it has to be given
/// the type that its surroundings told, and a factor of 0.125 would become 0.13 beside prices of two digits.
public final class Calculated extends RexShuttle {
    private final Set<Integer> found = new HashSet<>();

    private Calculated() {}

    /// @return the indexes of the binds
    public static Set<Integer> in(RelNode plan) {
        var search = new Calculated();
        search.visit(plan);
        return search.found;
    }

    private void visit(RelNode node) {
        node.accept(this);
        node.getInputs().forEach(this::visit);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        visit(query.rel);
        return super.visitSubQuery(query);
    }

    @Override
    public RexNode visitCall(RexCall call) {
        switch (call.getKind()) {
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> {
                for (var operand : call.operands)
                    if (operand instanceof RexDynamicParam parameter) found.add(parameter.getIndex());
            }
            default -> {}
        }
        return super.visitCall(call);
    }
}
