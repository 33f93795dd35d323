package io.datachat.apex.plan;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.model.Formula;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// The values of metrics over stitched rows.
final class Values {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private final Workshop workshop;
    private final Stitching stitching;
    private final RelNode rows;

    Values(Workshop workshop, Stitching stitching, RelNode rows) {
        this.workshop = workshop;
        this.stitching = stitching;
        this.rows = rows;
    }

    RexNode value(Formula formula, boolean previous) {
        return switch (formula) {
            case Formula.Measured(var measure) -> stitching.value(rows, measure, previous);
            case Formula.Ratio(var numerator, var denominator) ->
                quotient(value(numerator, previous), value(denominator, previous));
            case Formula.Arithmetic(var rex, var operands, var _) ->
                substitute(
                        rex,
                        operands.stream()
                                .map(operand -> value(operand, previous))
                                .toList());
            case Formula.Filled(Formula of, var missing, boolean _) ->
                missing == null ? value(of, previous) : filled(value(of, previous), of.type(), missing);
            case Formula.Block block -> throw new IllegalStateException("not a measure: " + block.metric());
        };
    }

    private RexNode filled(RexNode value, DataType type, BigDecimal missing) {
        return workshop.call(
                SqlStdOperatorTable.COALESCE,
                value,
                workshop.cast(workshop.rex().makeExactLiteral(missing), type));
    }

    RexNode change(RexNode value, RexNode previous) {
        return workshop.call(SqlStdOperatorTable.MINUS, value, previous);
    }

    RexNode percent(RexNode change, RexNode previous) {
        var hundred = workshop.rex().makeExactLiteral(HUNDRED);
        return quotient(workshop.call(SqlStdOperatorTable.MULTIPLY, hundred, change), previous);
    }

    /// Double division, NULL on zero.
    RexNode quotient(RexNode numerator, RexNode denominator) {
        var zero = workshop.rex().makeExactLiteral(BigDecimal.ZERO);
        return workshop.call(
                SqlStdOperatorTable.DIVIDE,
                workshop.cast(numerator, Simple.DOUBLE),
                workshop.call(SqlStdOperatorTable.NULLIF, denominator, zero));
    }

    private static RexNode substitute(RexNode rex, List<RexNode> operands) {
        return rex.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return operands.get(reference.getIndex());
            }
        });
    }
}
