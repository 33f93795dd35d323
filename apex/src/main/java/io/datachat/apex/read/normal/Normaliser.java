package io.datachat.apex.read.normal;

import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.read.operator.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites the dialect's spellings to canonical operators: the rest of the engine knows one form of each.
///
/// `date_trunc('month', t)` becomes `FLOOR(t TO MONTH)`, the only form that Calcite's reasoning about time understands.
public final class Normaliser extends SqlShuttle {
    /// The SELECT whose ORDER BY has not been seen yet: DISTINCT ON needs both.
    private @Nullable SqlNode ordered;

    private Normaliser() {}

    public static SqlNode normal(SqlNode parsed) {
        var normal = parsed.accept(new Normaliser());
        return normal == null ? parsed : normal;
    }

    @Override
    public SqlNode visit(SqlDataTypeSpec type) {
        return TypeNames.normal(type);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this very node is meant, not one that looks like it
    public @Nullable SqlNode visit(SqlCall call) {
        var hasOrder = call == ordered;
        if (call instanceof SqlOrderBy order) ordered = Ordering.body(order.query);
        var visited = super.visit(call);
        if (visited instanceof SqlSelect select) {
            var moved = SeriesInSelect.rewritten(select);
            return hasOrder ? moved : DistinctOn.rewritten(moved, SqlNodeList.EMPTY);
        }
        if (visited instanceof SqlOrderBy order) return Ordering.normal(order);
        if (!(visited instanceof SqlCall normal)) return visited;
        if (normal.getKind() == SqlKind.DIVIDE) return Parts.divided(normal);
        if (normal.getOperator().equals(SqlStdOperatorTable.SOME_EQ)) return Membership.normal(normal);
        var function = function(normal);
        return function == null ? normal : function;
    }

    private static @Nullable SqlNode function(SqlCall call) {
        var place = call.getParserPosition();
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "DATE_TRUNC" -> call.operandCount() == 2 ? truncated(call, place) : null;
            case "EXTRACT" -> Spans.EXTRACT.createCall(place, call.getOperandList());
            case "DATE_PART" -> Parts.named(call, place);
            case "AGE" -> call.operandCount() == 1 ? Parts.age(call.operand(0), place) : null;
            case "NOW" -> call.operandCount() == 0 ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(place) : null;
            case "MEDIAN" -> call.operandCount() == 1 ? median(call.operand(0), place) : null;
            // The parser knows the stock operator without asking our table.
            case "PERCENTILE_CONT" -> Operators.PERCENTILE_CONT.createCall(place, call.getOperandList());
            case "LENGTH" ->
                call.operandCount() == 1
                        ? SqlStdOperatorTable.CHAR_LENGTH.createCall(place, List.of(call.operand(0)))
                        : null;
            default -> null;
        };
    }

    private static @Nullable SqlNode truncated(SqlCall call, SqlParserPos place) {
        if (!(call.operand(0) instanceof SqlCharStringLiteral literal)) return null;
        var unit = unit(literal.getValueAs(String.class));
        if (unit == null) return null;
        var qualifier = new SqlIntervalQualifier(unit, null, literal.getParserPosition());
        return SqlStdOperatorTable.FLOOR.createCall(place, call.operand(1), qualifier);
    }

    private static @Nullable TimeUnit unit(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "SECOND" -> TimeUnit.SECOND;
            case "MINUTE" -> TimeUnit.MINUTE;
            case "HOUR" -> TimeUnit.HOUR;
            case "DAY" -> TimeUnit.DAY;
            case "WEEK" -> TimeUnit.WEEK;
            case "MONTH" -> TimeUnit.MONTH;
            case "QUARTER" -> TimeUnit.QUARTER;
            case "YEAR" -> TimeUnit.YEAR;
            default -> null;
        };
    }

    private static SqlNode median(SqlNode of, SqlParserPos place) {
        var half = SqlLiteral.createExactNumeric("0.5", place);
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(
                place, Operators.PERCENTILE_CONT.createCall(place, half), SqlNodeList.of(of));
    }

    /// `x = ANY(ARRAY[…])` is IN; `x = ANY(column)` asks an array.
    private static final class Membership {
        static SqlNode normal(SqlCall call) {
            if (!(call.operand(1) instanceof SqlNodeList list)
                    || list.size() != 1
                    || list.get(0).isA(SqlKind.QUERY)) return call;
            var place = call.getParserPosition();
            var array = list.get(0);
            if (array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
                List<SqlNode> items = new ArrayList<>(((SqlCall) array).getOperandList());
                return SqlStdOperatorTable.IN.createCall(place, call.operand(0), new SqlNodeList(items, place));
            }
            return Operators.ARRAY_HAS.createCall(place, array, call.operand(0));
        }
    }
}
