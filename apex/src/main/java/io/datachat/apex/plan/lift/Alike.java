package io.datachat.apex.plan.lift;

import io.datachat.apex.catalog.RelationalTypes;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Compares the expression of a metric with one of SQL, operation by operation. Types must be the same all the way
/// down: a quotient of whole numbers is another one than that of decimals.
final class Alike {
    private Alike() {}

    /// What an expression of SQL is to an operand of the metric.
    interface Operand {
        boolean is(int operand, RexNode sql);
    }

    /// @param metric input references are its operands
    static boolean of(RexNode metric, RexNode sql, Operand operands) {
        if (!RelationalTypes.from(metric.getType()).equals(RelationalTypes.from(sql.getType()))) return false;
        return switch (metric) {
            case RexInputRef ref -> operands.is(ref.getIndex(), sql);
            case RexLiteral _ -> metric.equals(sql);
            case RexCall call ->
                sql instanceof RexCall other
                        && call.getOperator().equals(other.getOperator())
                        && operands(call, other.getOperands(), operands);
            default -> false;
        };
    }

    private static boolean operands(RexCall metric, List<RexNode> sql, Operand operands) {
        return each(metric.getOperands(), sql, operands)
                || (commutes(metric) && each(metric.getOperands(), sql.reversed(), operands));
    }

    private static boolean each(List<RexNode> metric, List<RexNode> sql, Operand operands) {
        if (metric.size() != sql.size()) return false;
        for (int i = 0; i < sql.size(); i++) if (!of(metric.get(i), sql.get(i), operands)) return false;
        return true;
    }

    private static boolean commutes(RexCall call) {
        return call.getOperands().size() == 2 && (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.TIMES);
    }
}
