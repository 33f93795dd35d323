package io.datachat.apex.check.join;

import io.datachat.apex.check.join.Tracing.Around;
import io.datachat.apex.check.join.known.Rows;
import io.datachat.apex.check.join.known.Term;
import io.datachat.apex.check.join.known.Terms;
import io.datachat.apex.plan.algebra.Scans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;

/// The sub-queries in the expressions of one node, and how they hang on its rows.
final class SubQueries {
    private final Terms terms;
    private final Around around;

    /// @param node  in whose expressions they stand
    /// @param rows  that the expressions are of
    /// @param outer the query around the node
    SubQueries(RelNode node, Rows rows, Around outer) {
        var named = outer.terms();
        for (var id : node.getVariablesSet()) named = named.within(id, rows.columns());
        this.around = new Around(named, outer.rows().beside(rows));
        this.terms = named.over(rows.columns());
    }

    /// @param operands what its rows are compared with, for IN
    /// @param compares whether they are equal to its columns
    /// @param joins    whether it must be joined with the query around
    record Found(RexSubQuery query, Around around, List<@Nullable Term> operands, boolean compares, boolean joins) {}

    List<Found> in(RexNode expression) {
        List<Found> found = new ArrayList<>();
        expression.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitSubQuery(RexSubQuery query) {
                found.add(found(query));
                return super.visitSubQuery(query);
            }
        });
        return found;
    }

    private Found found(RexSubQuery query) {
        List<@Nullable Term> operands = new ArrayList<>();
        for (var operand : query.getOperands()) operands.add(terms.of(operand));
        var compares = compares(query);
        var joins = compares || query.getKind() == SqlKind.EXISTS || query.getKind() == SqlKind.UNIQUE || looks(query);
        return new Found(
                query,
                around,
                operands,
                compares,
                joins && !around.rows().instances().isEmpty());
    }

    private static boolean compares(RexSubQuery query) {
        if (query.getKind() == SqlKind.IN || query.getKind() == SqlKind.NOT_IN) return true;
        return query.getOperator() instanceof SqlQuantifyOperator some
                && (some.comparisonKind == SqlKind.EQUALS || some.comparisonKind == SqlKind.NOT_EQUALS);
    }

    /// Whether it reads columns of the query around.
    private boolean looks(RexSubQuery query) {
        Set<CorrelationId> used = new HashSet<>();
        Scans.each(
                query.rel,
                node -> node.accept(new RexShuttle() {
                    @Override
                    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                        used.add(variable.id);
                        return variable;
                    }
                }));
        used.retainAll(around.terms().outer().keySet());
        return !used.isEmpty();
    }
}
