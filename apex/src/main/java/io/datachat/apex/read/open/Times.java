package io.datachat.apex.read.open;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.read.ReadQuery;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Finds the column of time: the one that parameters restrict to a range, or else the one that is truncated in GROUP
/// BY.
final class Times {
    private final ReadQuery query;
    private final List<Parameter> parameters;
    private int ranged = -1;
    private int truncated = -1;

    Times(ReadQuery query, List<Parameter> parameters) {
        this.query = query;
        this.parameters = parameters;
    }

    /// Whether a condition is a limit of the range of time, which the period of a question replaces.
    boolean takes(RexNode condition) {
        var parameter = parameter(condition);
        if (parameter == null) return false;
        var column = limited(condition);
        if (column < 0) return false;
        if (ranged >= 0 && ranged != column) throw new Shut("its parameters restrict two columns of time");
        ranged = column;
        return true;
    }

    void grouped(RexNode expression) {
        var parameter = parameter(expression);
        if (parameter != null) throw new Shut("the parameter '" + parameter + "' decides its groups");
        if (expression instanceof RexCall call
                && call.getKind() == SqlKind.FLOOR
                && call.getOperands().size() == 2
                && call.getOperands().getFirst() instanceof RexInputRef ref)
            truncated = truncated < 0 ? ref.getIndex() : truncated;
    }

    /// The number of the column, or -1 to leave it to the entity.
    int column() {
        return ranged >= 0 ? ranged : truncated;
    }

    private @Nullable String parameter(RexNode node) {
        var found = new RexVisitorImpl<Void>(true) {
            private @Nullable String name;

            @Override
            public Void visitDynamicParam(RexDynamicParam param) {
                name = query.binds().get(param.getIndex()).parameter();
                return super.visitDynamicParam(param);
            }
        };
        node.accept(found);
        return found.name;
    }

    private int limited(RexNode condition) {
        if (!(condition instanceof RexCall call)) return -1;
        var range = switch (call.getKind()) {
            case GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL -> true;
            default -> false;
        };
        if (!range) return -1;
        var left = uncast(call.getOperands().get(0));
        var right = uncast(call.getOperands().get(1));
        var column = left instanceof RexInputRef ? left : right;
        var limit = left instanceof RexInputRef ? right : left;
        return column instanceof RexInputRef ref && limit instanceof RexDynamicParam param && timed(param)
                ? ref.getIndex()
                : -1;
    }

    private boolean timed(RexDynamicParam param) {
        var name = query.binds().get(param.getIndex()).parameter();
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .anyMatch(parameter ->
                        parameter.type() == ParameterType.DATE || parameter.type() == ParameterType.TIMESTAMP);
    }

    /// Casts between dates and times move no limit of a range of days; an instant's day depends on the session's
    /// zone.
    private static RexNode uncast(RexNode node) {
        if (!(node instanceof RexCall call) || call.getKind() != SqlKind.CAST) return node;
        var inner = call.getOperands().getFirst();
        var zoned = inner.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        return zoned || !daily(call.getType().getSqlTypeName()) || !daily(inner) ? node : uncast(inner);
    }

    private static boolean daily(RexNode node) {
        return node instanceof RexDynamicParam || daily(node.getType().getSqlTypeName());
    }

    private static boolean daily(SqlTypeName type) {
        return type == SqlTypeName.DATE || type == SqlTypeName.TIMESTAMP;
    }
}
