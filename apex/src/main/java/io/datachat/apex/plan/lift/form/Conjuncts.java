package io.datachat.apex.plan.lift.form;

import io.datachat.apex.catalog.RelationalTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// A condition as the parts that must each be TRUE. FALSE and NULL are alike here, so `NOT (a OR b)` is two parts and
/// `(a AND b) IS TRUE` as well.
public final class Conjuncts {
    private static final RexBuilder REX = new RexBuilder(RelationalTypes.FACTORY);

    private Conjuncts() {}

    public static List<RexNode> of(RexNode condition) {
        List<RexNode> parts = new ArrayList<>();
        split(condition, parts);
        return parts;
    }

    private static void split(RexNode node, List<RexNode> parts) {
        if (node.isAlwaysTrue()) return;
        if (!(node instanceof RexCall call)) {
            parts.add(node);
            return;
        }
        switch (call.getKind()) {
            case AND -> call.getOperands().forEach(operand -> split(operand, parts));
            case IS_TRUE -> split(call.getOperands().getFirst(), parts);
            case NOT -> negated(call.getOperands().getFirst(), call, parts);
            default -> parts.add(call);
        }
    }

    private static void negated(RexNode inner, RexCall whole, List<RexNode> parts) {
        if (!(inner instanceof RexCall call)) {
            parts.add(whole);
            return;
        }
        switch (call.getKind()) {
            case NOT -> split(call.getOperands().getFirst(), parts);
            case OR -> call.getOperands().forEach(operand -> negated(operand, not(operand), parts));
            default -> {
                var opposite = opposite(call.getKind());
                parts.add(opposite == null ? whole : REX.makeCall(opposite, call.getOperands()));
            }
        }
    }

    private static RexCall not(RexNode operand) {
        return (RexCall) REX.makeCall(SqlStdOperatorTable.NOT, operand);
    }

    /// What is TRUE exactly where the comparison is FALSE; both are NULL alike.
    private static @Nullable SqlOperator opposite(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
            case NOT_EQUALS -> SqlStdOperatorTable.EQUALS;
            case LESS_THAN -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
            case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN;
            case GREATER_THAN -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
            case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN;
            case IS_NULL -> SqlStdOperatorTable.IS_NOT_NULL;
            case IS_NOT_NULL -> SqlStdOperatorTable.IS_NULL;
            default -> null;
        };
    }
}
