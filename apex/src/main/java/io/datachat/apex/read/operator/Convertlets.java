package io.datachat.apex.read.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/// How calls become algebra. Averages, deviations, COALESCE and NULLIF stay what they are: the stock table expands them
/// into quotients of sums and CASE, which no person would write and which windows make wrong in type.
public final class Convertlets {
    private static final Set<SqlKind> KEPT = Set.of(
            SqlKind.AVG,
            SqlKind.STDDEV_POP,
            SqlKind.STDDEV_SAMP,
            SqlKind.VAR_POP,
            SqlKind.VAR_SAMP,
            SqlKind.COALESCE,
            SqlKind.NULLIF);

    public static final SqlRexConvertletTable TABLE = Convertlets::get;

    private Convertlets() {}

    private static @Nullable SqlRexConvertlet get(SqlCall call) {
        if (call.getOperator().equals(Spans.EXTRACT)) return Convertlets::part;
        if (call.getKind() == SqlKind.MINUS && call.operandCount() == 2 && difference(call))
            return (context, minus) -> context.convertExpression(minus.operand(0));
        if (!KEPT.contains(call.getOperator().getKind())) return StandardConvertletTable.INSTANCE.get(call);
        return (context, kept) -> {
            List<RexNode> operands = new ArrayList<>();
            for (SqlNode operand : kept.getOperandList()) operands.add(context.convertExpression(operand));
            var type = context.getValidator().getValidatedNodeType(kept);
            return context.getRexBuilder().makeCall(type, kept.getOperator(), operands);
        };
    }

    /// What [StrictCoercion] made of a difference of two times: nothing is subtracted from it.
    private static boolean difference(SqlCall minus) {
        return minus.operand(0) instanceof SqlCall call
                && (call.getOperator().equals(Spans.TIMES_APART)
                        || call.getOperator().equals(Operators.DATE_DIFF_DAYS))
                && minus.operand(1) instanceof SqlLiteral nothing
                && "0".equals(nothing.toValue());
    }

    private static RexNode part(SqlRexContext context, SqlCall call) {
        var rex = context.getRexBuilder();
        var unit = ((SqlIntervalQualifier) call.operand(0)).timeUnitRange;
        var type = context.getValidator().getValidatedNodeType(call);
        return rex.makeCall(
                type, call.getOperator(), List.of(rex.makeFlag(unit), context.convertExpression(call.operand(1))));
    }
}
