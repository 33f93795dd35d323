package io.datachat.apex.read.operator;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// PostgreSQL's table function. Dates give timestamps, as there.
final class GenerateSeries extends SqlFunction implements SqlTableFunction {
    private static final int MICROSECONDS = 6;

    GenerateSeries() {
        super(
                "GENERATE_SERIES",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.CURSOR,
                null,
                OperandTypes.or(
                        OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                        OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER),
                        OperandTypes.family(
                                SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME_INTERVAL)),
                SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    }

    @Override
    public SqlReturnTypeInference getRowTypeInference() {
        return binding -> {
            var types = binding.getTypeFactory();
            var element = SqlTypeUtil.isDatetime(binding.getOperandType(0))
                    ? types.createSqlType(SqlTypeName.TIMESTAMP, MICROSECONDS)
                    : types.createSqlType(SqlTypeName.BIGINT);
            return types.builder().add("generate_series", element).build();
        };
    }
}
