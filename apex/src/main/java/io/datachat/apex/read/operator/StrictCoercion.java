package io.datachat.apex.read.operator;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.checkerframework.checker.nullness.qual.Nullable;

/// Implicit conversions as PostgreSQL has them, and no more.
///
/// Stock Calcite turns texts into numbers without a word: `SUM(status)`, `status = 5`, `amount + status` are accepted
/// and fail on the first row that holds no number. Texts still become dates, because `'2024-01-01'` is how dates are
/// written.
public final class StrictCoercion extends TypeCoercionImpl {
    public StrictCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    public @Nullable RelDataType implicitCast(RelDataType given, SqlTypeFamily expected) {
        if (SqlTypeUtil.isCharacter(given)) {
            switch (expected) {
                case NUMERIC, EXACT_NUMERIC, APPROXIMATE_NUMERIC, INTEGER, DECIMAL, BOOLEAN -> {
                    return null;
                }
                default -> {}
            }
        }
        return super.implicitCast(given, expected);
    }

    @Override
    protected boolean binaryArithmeticWithStrings(SqlCallBinding binding, RelDataType left, RelDataType right) {
        return false;
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        for (var index = 1; index < binding.getOperandCount(); index++)
            requireComparable(binding.getCall(), binding.getOperandType(0), binding.getOperandType(index));
        return super.binaryComparisonCoercion(binding);
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        var left = binding.getOperandType(0);
        if (binding.getOperandCount() == 2 && !left.isStruct()) {
            var right = binding.getOperandType(1);
            var one = right.isStruct() && right.getFieldCount() == 1;
            requireComparable(
                    binding.getCall(),
                    left,
                    one ? right.getFieldList().getFirst().getType() : right);
        }
        return super.inOperationCoercion(binding);
    }

    private static void requireComparable(SqlCall call, RelDataType left, RelDataType right) {
        if (SqlTypeUtil.isCharacter(left) == SqlTypeUtil.isCharacter(right)) return;
        var other = SqlTypeUtil.isCharacter(left) ? right : left;
        if (SqlTypeUtil.isNumeric(other) || SqlTypeUtil.isBoolean(other)) throw new Incomparable(call, left, right);
    }

    /// `date + n`, `date - n` and `date - date` count in days.
    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        var call = binding.getCall();
        var additive = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
        if (additive && binding.getOperandCount() == 2) {
            var left = binding.getOperandType(0);
            var right = binding.getOperandType(1);
            if (SqlTypeUtil.isDate(left) && SqlTypeName.INT_TYPES.contains(right.getSqlTypeName()))
                return replace(binding, 1, days(call, call.operand(1)));
            if (call.getKind() == SqlKind.PLUS
                    && SqlTypeUtil.isDate(right)
                    && SqlTypeName.INT_TYPES.contains(left.getSqlTypeName()))
                return replace(binding, 0, days(call, call.operand(0)));
            if (call.getKind() == SqlKind.MINUS && SqlTypeUtil.isDatetime(left) && SqlTypeUtil.isDatetime(right))
                return difference(binding, SqlTypeUtil.isDate(left) && SqlTypeUtil.isDate(right));
        }
        return super.binaryArithmeticCoercion(binding);
    }

    private static SqlNode days(SqlCall call, SqlNode count) {
        var place = call.getParserPosition();
        var unit = new SqlIntervalQualifier(TimeUnit.DAY, null, place);
        return SqlStdOperatorTable.MULTIPLY.createCall(place, count, SqlLiteral.createInterval(1, "1", unit, place));
    }

    private static boolean replace(SqlCallBinding binding, int index, SqlNode by) {
        binding.getCall().setOperand(index, by);
        binding.getValidator().deriveType(binding.getScope(), by);
        return true;
    }

    /// The call keeps its operator, whose operands are all that coercion can change: `a - b` becomes
    /// `DATE_DIFF_DAYS(a, b) - 0`, which [Convertlets] takes away again.
    private static boolean difference(SqlCallBinding binding, boolean days) {
        var call = binding.getCall();
        var place = call.getParserPosition();
        SqlNode left = call.operand(0);
        SqlNode right = call.operand(1);
        if (days)
            return replace(binding, 0, Operators.DATE_DIFF_DAYS.createCall(place, left, right))
                    && replace(binding, 1, SqlLiteral.createExactNumeric("0", place));
        var second = new SqlIntervalQualifier(TimeUnit.SECOND, null, place);
        return replace(binding, 0, Spans.TIMES_APART.createCall(place, left, right))
                && replace(binding, 1, SqlLiteral.createInterval(1, "0", second, place));
    }

    /// Thrown through the validator, which knows only exceptions of this kind.
    private static final class Incomparable extends CalciteContextException {
        private static final long serialVersionUID = 1L;

        Incomparable(SqlCall call, RelDataType left, RelDataType right) {
            super(
                    "types",
                    new IllegalArgumentException("Cannot compare " + left.getSqlTypeName() + " with "
                            + right.getSqlTypeName() + "; write a CAST"));
            var place = call.getParserPosition();
            setPosition(place.getLineNum(), place.getColumnNum(), place.getEndLineNum(), place.getEndColumnNum());
        }
    }
}
