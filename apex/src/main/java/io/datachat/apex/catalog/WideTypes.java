package io.datachat.apex.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Numbers as databases calculate them. Calcite's own system sums integers into integers and caps decimals at 19
/// digits, which turns `round(avg(x)::numeric, 2)` into 0.
final class WideTypes extends RelDataTypeSystemImpl {
    private static final int DECIMAL_DIGITS = 38;
    private static final int MICROSECONDS = 6;
    private static final int QUOTIENT_SCALE = 12;

    @Override
    public int getMaxPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> DECIMAL_DIGITS;
            case VARCHAR, CHAR -> Integer.MAX_VALUE;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> MICROSECONDS;
            default -> super.getMaxPrecision(type);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
        return switch (type) {
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MICROSECONDS;
            case DECIMAL -> DECIMAL_DIGITS;
            default -> super.getDefaultPrecision(type);
        };
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
        return switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> nullable(types, types.createSqlType(SqlTypeName.BIGINT));
            case DECIMAL ->
                nullable(types, types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, argument.getScale()));
            case REAL, FLOAT, DOUBLE -> nullable(types, types.createSqlType(SqlTypeName.DOUBLE));
            default -> argument;
        };
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
        return nullable(types, types.createSqlType(SqlTypeName.DOUBLE));
    }

    /// At least twelve decimals: six, Calcite's least, showed 2.703448 as 2.7034 once it was multiplied.
    @Override
    public @Nullable RelDataType deriveDecimalDivideType(
            RelDataTypeFactory types, RelDataType dividend, RelDataType divisor) {
        var derived = super.deriveDecimalDivideType(types, dividend, divisor);
        return derived == null || derived.getSqlTypeName() != SqlTypeName.DECIMAL
                ? derived
                : derived.getScale() >= QUOTIENT_SCALE
                        ? derived
                        : nullable(types, types.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, QUOTIENT_SCALE));
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    private static RelDataType nullable(RelDataTypeFactory types, RelDataType type) {
        return types.createTypeWithNullability(type, true);
    }
}
