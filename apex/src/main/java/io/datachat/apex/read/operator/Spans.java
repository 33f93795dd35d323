package io.datachat.apex.read.operator;

import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Operators on times and on what lies between them, where Calcite's own know no intervals of months, days and seconds
/// together.
public final class Spans {
    private static final int MICROSECONDS = 6;
    private static final SqlIntervalQualifier ANY =
            new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

    private static final SqlReturnTypeInference SPAN = binding -> {
        var types = binding.getTypeFactory();
        return types.createTypeWithNullability(types.createSqlIntervalType(ANY), true);
    };

    /// `a - b` of two times: days and what is left of a day.
    public static final SqlFunction TIMES_APART = SqlBasicFunction.create(
            "TIMES_APART",
            SPAN,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    /// `age(a, b)`: whole months, then days, then what is left of a day.
    public static final SqlFunction AGE = SqlBasicFunction.create(
            "AGE",
            SPAN,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    /// A part of a time or an interval. Seconds and the epoch have a fraction, as in PostgreSQL; all else is whole.
    public static final SqlFunction EXTRACT = new SqlFunction(
            "EXTRACT",
            SqlKind.EXTRACT,
            binding -> part(binding.getOperandType(0), binding.getTypeFactory()),
            null,
            OperandTypes.or(
                    OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME),
                    OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.DATETIME_INTERVAL)),
            SqlFunctionCategory.SYSTEM);

    /// Seconds since 1970 to an instant, or a text in a format of PostgreSQL's.
    public static final SqlFunction TO_TIMESTAMP = SqlBasicFunction.create(
            "TO_TIMESTAMP",
            time(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            OperandTypes.or(
                    OperandTypes.NUMERIC, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)),
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    public static final SqlFunction TO_DATE = SqlBasicFunction.create(
            "TO_DATE",
            time(SqlTypeName.DATE),
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    /// A time, interval or number as text, in a format of PostgreSQL's.
    public static final SqlFunction TO_CHAR = SqlBasicFunction.create(
            "TO_CHAR",
            ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.or(
                    OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                    OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.CHARACTER),
                    OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER)),
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    /// The stock aggregates take numbers only.
    private static final SqlAggFunction AVG = over(SqlStdOperatorTable.AVG, ReturnTypes.AVG_AGG_FUNCTION);

    private static final SqlAggFunction SUM = over(SqlStdOperatorTable.SUM, ReturnTypes.AGG_SUM);

    static final List<SqlFunction> ALL = List.of(TIMES_APART, AGE, EXTRACT, TO_TIMESTAMP, TO_DATE, TO_CHAR, AVG, SUM);

    private Spans() {}

    private static SqlAggFunction over(SqlAggFunction stock, SqlReturnTypeInference numbers) {
        SqlReturnTypeInference intervals = ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);
        return SqlBasicAggFunction.create(
                stock.getName(),
                stock.getKind(),
                binding -> SqlTypeUtil.isInterval(binding.getOperandType(0))
                        ? intervals.inferReturnType(binding)
                        : numbers.inferReturnType(binding),
                OperandTypes.or(OperandTypes.NUMERIC, OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL)));
    }

    private static SqlReturnTypeInference time(SqlTypeName name) {
        return binding -> {
            var types = binding.getTypeFactory();
            var type = name == SqlTypeName.DATE ? types.createSqlType(name) : types.createSqlType(name, MICROSECONDS);
            return types.createTypeWithNullability(type, true);
        };
    }

    private static RelDataType part(RelDataType unit, RelDataTypeFactory types) {
        var qualifier = unit.getIntervalQualifier();
        var start = qualifier == null ? TimeUnit.DAY : qualifier.getStartUnit();
        var fraction = start == TimeUnit.SECOND || start == TimeUnit.EPOCH;
        var type = fraction
                ? types.createSqlType(SqlTypeName.DECIMAL, 18, MICROSECONDS)
                : types.createSqlType(SqlTypeName.BIGINT);
        return types.createTypeWithNullability(type, true);
    }
}
