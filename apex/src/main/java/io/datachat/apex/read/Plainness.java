package io.datachat.apex.read;

import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.read.text.ReadCode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/// Refuses in an expression what needs more than one row, or a value that only a query has.
final class Plainness extends SqlBasicVisitor<Void> {
    private final Lexed lexed;

    private Plainness(Lexed lexed) {
        this.lexed = lexed;
    }

    static void require(SqlNode expression, Lexed lexed) {
        expression.accept(new Plainness(lexed));
    }

    @Override
    public Void visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY)) throw refuse(call, "a sub-query cannot stand in an expression");
        if (call.getKind() == SqlKind.OVER) throw refuse(call, "a window cannot stand in an expression");
        if (Operators.aggregate(call.getOperator().getName()) || call.getOperator().isAggregator())
            throw refuse(
                    call,
                    call.getOperator().getName() + " aggregates, but an expression works on one row; the key 'aggregation' says how rows are combined");
        return super.visit(call);
    }

    @Override
    public Void visit(SqlDynamicParam param) {
        throw refuse(param, "a parameter cannot stand in an expression");
    }

    private RuntimeException refuse(SqlNode node, String message) {
        var place = Diagnosis.stretch(lexed, node.getParserPosition());
        return lexed.source().refuse(ReadCode.NOT_AN_EXPRESSION, message, place.authorFrom(), place.authorTo());
    }
}
