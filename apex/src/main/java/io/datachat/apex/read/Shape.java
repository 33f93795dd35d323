package io.datachat.apex.read;

import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.normal.SeriesInSelect;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.read.text.ReadCode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Refuses what can be parsed but not planned, before names and types are looked at.
final class Shape extends SqlBasicVisitor<Void> {
    private static final int LONGEST_LIST = 1000;
    private final Lexed lexed;
    private final boolean expression;

    private Shape(Lexed lexed, boolean expression) {
        this.lexed = lexed;
        this.expression = expression;
    }

    /// A value over one row: no aggregates, sub-queries, windows or parameters.
    static void requireExpression(SqlNode parsed, Lexed lexed) {
        parsed.accept(new Shape(lexed, true));
    }

    /// A query that reads, and nothing that cannot be told for every database alike.
    static void requireQuery(SqlNode parsed, Lexed lexed) {
        if (!parsed.isA(SqlKind.QUERY))
            throw new Shape(lexed, false).refuse(ReadCode.NOT_A_QUERY, parsed, parsed.getKind() + " is not a query");
        parsed.accept(new Shape(lexed, false));
    }

    @Override
    public Void visit(SqlCall call) {
        var reason = expression ? beyondOneRow(call) : null;
        if (reason != null) throw refuse(ReadCode.NOT_AN_EXPRESSION, call, reason);
        var unsupported = unsupported(call);
        if (unsupported != null) throw refuse(ReadCode.UNSUPPORTED, call, unsupported);
        if (inList(call) > LONGEST_LIST)
            throw refuse(
                    ReadCode.TOO_LARGE,
                    call,
                    "a list of more than " + LONGEST_LIST + " values; put them into a table and join it");
        return super.visit(call);
    }

    @Override
    public Void visit(SqlDynamicParam param) {
        if (expression && lexed.binds().isEmpty())
            throw refuse(ReadCode.NOT_AN_EXPRESSION, param, "a parameter cannot stand in an expression");
        return super.visit(param);
    }

    private static @Nullable String beyondOneRow(SqlCall call) {
        if (call.isA(SqlKind.QUERY)) return "a sub-query cannot stand in an expression";
        if (call.getKind() == SqlKind.OVER) return "a window cannot stand in an expression";
        if (!Operators.aggregate(call.getOperator().getName())
                && !call.getOperator().isAggregator()) return null;
        return call.getOperator().getName()
                + " aggregates, but an expression works on one row; the key 'aggregation' says how rows are combined";
    }

    private static @Nullable String unsupported(SqlCall call) {
        if (call instanceof SqlWithItem item && item.recursive != null && item.recursive.booleanValue())
            return "a recursive WITH cannot be planned";
        if (call instanceof SqlSelect select && SeriesInSelect.left(select))
            return "a series for each row of a table; write generate_series in FROM and join it";
        return switch (call.getKind()) {
            case TABLESAMPLE -> "a sample gives other rows each time; filter instead";
            case MATCH_RECOGNIZE -> "MATCH_RECOGNIZE is not supported";
            case SNAPSHOT -> "FOR SYSTEM_TIME is not supported";
            case CASE ->
                ((SqlCase) call).getWhenOperands().stream().anyMatch(SqlNodeList.class::isInstance)
                        ? "several conditions after one WHEN; join them with OR"
                        : null;
            case UNPIVOT -> "UNPIVOT is not supported; write a UNION ALL";
            default -> null;
        };
    }

    private static int inList(SqlCall call) {
        var in = call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN;
        return in && call.operand(1) instanceof SqlNodeList list ? list.size() : 0;
    }

    private RuntimeException refuse(ReadCode code, SqlNode node, String message) {
        var place = Diagnosis.stretch(lexed, node.getParserPosition());
        return lexed.source().refuse(code, message, place.authorFrom(), place.authorTo());
    }
}
