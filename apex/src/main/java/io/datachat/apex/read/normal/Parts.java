package io.datachat.apex.read.normal;

import io.datachat.apex.read.operator.Spans;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Parts of times: `date_part('year', t)` is `EXTRACT(YEAR FROM t)`, and what is divided keeps its fraction.
final class Parts {
    private Parts() {}

    static @Nullable SqlNode named(SqlCall call, SqlParserPos place) {
        if (call.operandCount() != 2 || !(call.operand(0) instanceof SqlCharStringLiteral literal)) return null;
        var unit = unit(literal.getValueAs(String.class));
        if (unit == null) return null;
        return Spans.EXTRACT.createCall(
                place, new SqlIntervalQualifier(unit, null, literal.getParserPosition()), call.operand(1));
    }

    private static @Nullable TimeUnit unit(String word) {
        var name = word.strip().toUpperCase(Locale.ROOT);
        for (var unit : TimeUnit.values()) if (unit.name().equals(name)) return unit;
        return null;
    }

    /// `age(t)` counts to today.
    static SqlNode age(SqlNode since, SqlParserPos place) {
        return Spans.AGE.createCall(place, SqlStdOperatorTable.CURRENT_DATE.createCall(place), since);
    }

    /// PostgreSQL's parts are exact numbers, not integers: `extract(year from t) / 10` has a fraction.
    static SqlNode divided(SqlCall division) {
        for (var index = 0; index < division.operandCount(); index++)
            if (part(division.operand(index))) {
                division.setOperand(index, exact(division.operand(index)));
                return division;
            }
        return division;
    }

    private static boolean part(SqlNode node) {
        if (!(node instanceof SqlCall call)) return false;
        return switch (call.getKind()) {
            case EXTRACT -> true;
            case PLUS, MINUS, TIMES, MINUS_PREFIX ->
                call.getOperandList().stream().anyMatch(Parts::part);
            default -> false;
        };
    }

    private static SqlNode exact(SqlNode whole) {
        var place = whole.getParserPosition();
        var type = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, 38, 10, place), place);
        return SqlStdOperatorTable.CAST.createCall(place, whole, type);
    }
}
