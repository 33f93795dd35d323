package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Unspellable;
import org.apache.calcite.rex.RexSubQuery;

/// Writes queries inside expressions.
final class SubQueries {
    private final Statement statement;
    private final Expressions expressions;
    private final Scope scope;

    SubQueries(Statement statement, Expressions expressions, Scope scope) {
        this.statement = statement;
        this.expressions = expressions;
        this.scope = scope;
    }

    void write(RexSubQuery query, Precedence around) {
        var out = expressions.out();
        switch (query.getKind()) {
            case SCALAR_QUERY -> statement.nested(out, query.rel, scope);
            case EXISTS -> {
                out.add("EXISTS ");
                statement.existence(out, query.rel, scope);
            }
            case IN, SOME -> {
                var parentheses = around.compareTo(Precedence.COMPARISON) >= 0;
                if (parentheses) out.add("(");
                if (query.operands.size() == 1) expressions.write(query.operands.getFirst(), Precedence.COMPARISON);
                else {
                    out.add("(");
                    expressions.list(query.operands);
                    out.add(")");
                }
                out.add(" ").add(query.getOperator().getName()).add(" ");
                statement.nested(out, query.rel, scope);
                if (parentheses) out.add(")");
            }
            default -> throw Unspellable.expression(query.getOperator().getName());
        }
    }
}
