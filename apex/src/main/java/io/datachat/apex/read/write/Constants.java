package io.datachat.apex.read.write;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.write.Assignment.Refusals;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Constants that are written into a column take its type: NULL, and a text for a date, a time or a UUID.
final class Constants {
    private Constants() {}

    static SqlNode typed(SqlNode value, Table.Column column, Refusals refuse) {
        var bare = value.getKind() == SqlKind.AS ? SqlUtil.stripAs(value) : value;
        if (bare.getKind() == SqlKind.DEFAULT)
            throw refuse.at(
                    value,
                    Problem.of(ReadCode.UNSUPPORTED, "DEFAULT is not taken as a value")
                            .hint("leave the column '" + column.name() + "' out"));
        if (!(bare instanceof SqlLiteral literal)) return value;
        if (literal.getValue() == null) return nothing(literal, column, refuse);
        if (literal.getTypeName() != SqlTypeName.CHAR) return value;
        label(literal, column, refuse);
        return column.type() instanceof Simple simple && madeFromText(simple) ? cast(literal, column.type()) : value;
    }

    private static SqlNode nothing(SqlLiteral literal, Table.Column column, Refusals refuse) {
        if (!column.nullable())
            throw refuse.at(
                    literal,
                    Problem.of(ReadCode.NOTHING, "column '" + column.name() + "' takes no NULL")
                            .hint("give it a value"));
        return spec(column.type(), literal.getParserPosition()) == null ? literal : cast(literal, column.type());
    }

    private static void label(SqlLiteral literal, Table.Column column, Refusals refuse) {
        var said = literal.toValue();
        if (!column.labelled() || said == null || column.enumValues().contains(said)) return;
        throw refuse.at(
                literal,
                Problem.of(ReadCode.BAD_VALUE, "'" + said + "' is not one of the values of '" + column.name() + "'")
                        .choices(Nearest.of(said, column.enumValues(), 3)));
    }

    private static boolean madeFromText(Simple type) {
        return switch (type) {
            case DATE, TIME, TIMESTAMP, INSTANT, UUID -> true;
            case BOOLEAN, INTEGER, BIGINT, DOUBLE, TEXT, JSON, BYTES -> false;
        };
    }

    private static SqlNode cast(SqlNode value, DataType type) {
        var spec = spec(type, value.getParserPosition());
        if (spec == null) return value;
        return SqlStdOperatorTable.CAST.createCall(value.getParserPosition(), value, spec);
    }

    private static @Nullable SqlDataTypeSpec spec(DataType type, SqlParserPos at) {
        if (type instanceof DataType.Unknown || type instanceof DataType.Array || type == Simple.JSON) return null;
        var name = RelationalTypes.of(type, true).getSqlTypeName();
        var basic = type instanceof DataType.Decimal(int precision, int scale)
                ? new SqlBasicTypeNameSpec(name, precision, scale, at)
                : name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                        ? new SqlBasicTypeNameSpec(
                                name, RelationalTypes.of(type, true).getPrecision(), at)
                        : new SqlBasicTypeNameSpec(name, at);
        return new SqlDataTypeSpec(basic, at);
    }
}
