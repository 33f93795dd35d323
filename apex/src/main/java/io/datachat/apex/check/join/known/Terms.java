package io.datachat.apex.check.join.known;

import io.datachat.apex.check.join.known.Term.Fixed;
import io.datachat.apex.read.ReadQuery;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// What expressions are, seen from one place of a plan.
///
/// @param binds   what the parameters are called
/// @param outer   the columns of the queries around, by their correlation
/// @param columns of the input
public record Terms(
        List<ReadQuery.Bind> binds, Map<CorrelationId, List<@Nullable Term>> outer, List<@Nullable Term> columns) {
    public Terms over(List<@Nullable Term> others) {
        return new Terms(binds, outer, others);
    }

    public Terms within(CorrelationId id, List<@Nullable Term> around) {
        var more = new HashMap<>(outer);
        more.put(id, around);
        return new Terms(binds, more, columns);
    }

    @Nullable
    public Term of(RexNode node) {
        return switch (node) {
            case RexInputRef reference -> columns.get(reference.getIndex());
            case RexFieldAccess access
            when access.getReferenceExpr() instanceof RexCorrelVariable variable -> {
                var around = outer.get(variable.id);
                yield around == null ? null : around.get(access.getField().getIndex());
            }
            case RexLiteral literal -> literal(literal);
            case RexDynamicParam parameter -> {
                var bind = binds.get(parameter.getIndex());
                yield new Fixed(":" + bind.parameter() + "#" + bind.item());
            }
            case RexCall cast
            when cast.getKind() == SqlKind.CAST && RexUtil.isLosslessCast(cast) ->
                of(cast.getOperands().getFirst());
            default -> null;
        };
    }

    private static @Nullable Term literal(RexLiteral literal) {
        return switch (literal.getValue()) {
            case null -> null;
            case BigDecimal number -> new Fixed(number.stripTrailingZeros().toPlainString());
            case Comparable<?> value -> new Fixed("'" + value);
        };
    }
}
