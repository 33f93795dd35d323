package io.datachat.apex.plan.fact;

import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.asked.ResolvedQuery.Condition;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// The conditions of a request as algebra; every value is a parameter.
final class Predicates {
    private final Workshop workshop;

    Predicates(Workshop workshop) {
        this.workshop = workshop;
    }

    /// @param target the tested expression over the rows
    RexNode predicate(Condition condition, RexNode target) {
        return switch (condition) {
            case Condition.Held _ -> target;
            case Condition.Compared compared -> compared(compared, target);
        };
    }

    private RexNode compared(Condition.Compared condition, RexNode target) {
        return switch (condition.op()) {
            case EQ -> compare(SqlStdOperatorTable.EQUALS, condition, target);
            case NE -> compare(SqlStdOperatorTable.NOT_EQUALS, condition, target);
            case LT -> compare(SqlStdOperatorTable.LESS_THAN, condition, target);
            case LTE -> compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, condition, target);
            case GT -> compare(SqlStdOperatorTable.GREATER_THAN, condition, target);
            case GTE -> compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, condition, target);
            case BETWEEN ->
                workshop.call(
                        SqlStdOperatorTable.AND,
                        workshop.call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, target, value(condition, 0)),
                        workshop.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, target, value(condition, 1)));
            case IN -> any(condition, target);
            case NOT_IN -> workshop.call(SqlStdOperatorTable.NOT, any(condition, target));
            case IS_NULL -> workshop.call(SqlStdOperatorTable.IS_NULL, target);
            case NOT_NULL -> workshop.call(SqlStdOperatorTable.IS_NOT_NULL, target);
            case CONTAINS -> position(SqlStdOperatorTable.GREATER_THAN, condition, target, 0);
            case STARTS_WITH -> position(SqlStdOperatorTable.EQUALS, condition, target, 1);
        };
    }

    private RexNode compare(SqlOperator operator, Condition.Compared condition, RexNode target) {
        return workshop.call(operator, target, value(condition, 0));
    }

    private RexNode any(Condition.Compared condition, RexNode target) {
        var equals = condition.values().stream()
                .map(slot -> workshop.call(SqlStdOperatorTable.EQUALS, target, workshop.parameter(slot)))
                .toList();
        return RexUtil.composeDisjunction(workshop.rex(), equals);
    }

    /// `position` knows no wildcards, so `%` and `_` in the value are ordinary characters.
    private RexNode position(SqlOperator operator, Condition.Compared condition, RexNode target, int bound) {
        var found = workshop.call(SqlStdOperatorTable.POSITION, value(condition, 0), target);
        return workshop.call(operator, found, workshop.rex().makeExactLiteral(BigDecimal.valueOf(bound)));
    }

    private RexNode value(Condition.Compared condition, int index) {
        return workshop.parameter(condition.values().get(index));
    }
}
