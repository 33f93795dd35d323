package io.datachat.apex.read.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
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
        if (!KEPT.contains(call.getOperator().getKind())) return StandardConvertletTable.INSTANCE.get(call);
        return (context, kept) -> {
            List<RexNode> operands = new ArrayList<>();
            for (SqlNode operand : kept.getOperandList()) operands.add(context.convertExpression(operand));
            var type = context.getValidator().getValidatedNodeType(kept);
            return context.getRexBuilder().makeCall(type, kept.getOperator(), operands);
        };
    }
}
