package io.datachat.apex.read.operator;

import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;

/// Operands of the JSON operators: a JSON value, and the name of a member or the index of an element.
final class JsonKey {
    static final SqlOperandTypeChecker CHECKED = OperandTypes.or(
            OperandTypes.family(SqlTypeFamily.VARIANT, SqlTypeFamily.CHARACTER),
            OperandTypes.family(SqlTypeFamily.VARIANT, SqlTypeFamily.INTEGER));

    private JsonKey() {}
}
