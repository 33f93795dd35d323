package io.datachat.apex.render.sql;

import io.datachat.apex.render.dialect.Types;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Writes `+ - * / %`, for numbers and for dates.
final class Arithmetic {
    private final Expressions to;

    Arithmetic(Expressions to) {
        this.to = to;
    }

    void write(RexCall call, Precedence around) {
        var operands = call.operands;
        // A date moved by an interval is a timestamp in both databases.
        if (Types.date(call.getType()) && operands.stream().anyMatch(Arithmetic::interval)) {
            to.out().add("CAST(");
            binary(call, Precedence.NONE);
            to.out().add(" AS DATE)");
        } else if (call.getKind() == SqlKind.DIVIDE && Types.decimal(call.getType())) {
            // DuckDB divides decimals into doubles; the cast gives both the declared scale.
            to.out().add("CAST(");
            binary(call, Precedence.NONE);
            to.out().add(" AS ").add(to.dialect().type(call.getType())).add(")");
        } else binary(call, around);
    }

    private static boolean interval(RexNode operand) {
        return SqlTypeUtil.isInterval(operand.getType());
    }

    private void binary(RexCall call, Precedence around) {
        var own = switch (call.getKind()) {
            case PLUS, MINUS -> Precedence.ADDITIVE;
            default -> Precedence.MULTIPLICATIVE;
        };
        var parentheses = around.compareTo(own) > 0;
        if (parentheses) to.out().add("(");
        for (var i = 0; i < call.operands.size(); i++) {
            if (i > 0) to.out().add(" ").add(symbol(call)).add(" ");
            operand(call, i, own);
        }
        if (parentheses) to.out().add(")");
    }

    /// A right operand needs more than the same strength: `a - (b - c)`. A 64-bit constant that looks like a 32-bit
    /// one would let the database calculate in 32 bits.
    private void operand(RexCall call, int index, Precedence own) {
        var operand = call.operands.get(index);
        var divides = call.getKind() == SqlKind.DIVIDE || call.getKind() == SqlKind.MOD;
        if (index == 1 && divides && mayBeZero(operand)) {
            // One database would fail, the other give infinity: docs/values.md, section 5, says NULL.
            to.out().add("NULLIF(");
            to.write(operand, Precedence.NONE);
            to.out().add(", 0)");
            return;
        }
        var wide = operand instanceof RexLiteral
                && Types.sqlName(operand.getType()).equals("BIGINT")
                && call.operands.stream().allMatch(other -> other instanceof RexLiteral || narrow(other.getType()));
        if (wide) to.typed(operand);
        else
            to.write(
                    operand,
                    index == 0 ? own : own == Precedence.ADDITIVE ? Precedence.MULTIPLICATIVE : Precedence.UNARY);
    }

    private static boolean mayBeZero(RexNode divisor) {
        var bare = RexUtil.removeCast(divisor);
        if (zero(bare)) return true;
        if (bare instanceof RexLiteral) return false;
        return !(bare instanceof RexCall call
                && call.getKind() == SqlKind.NULLIF
                && zero(RexUtil.removeCast(call.operands.get(1))));
    }

    private static boolean zero(RexNode node) {
        if (!(node instanceof RexLiteral constant) || constant.isNull()) return false;
        return constant.getValue() instanceof BigDecimal number && number.signum() == 0;
    }

    private static boolean narrow(RelDataType type) {
        return Types.whole(type) && !Types.sqlName(type).equals("BIGINT");
    }

    private String symbol(RexCall call) {
        return switch (call.getKind()) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case MOD -> "%";
            default -> Types.whole(call.getType()) ? to.dialect().integerDivision() : "/";
        };
    }
}
