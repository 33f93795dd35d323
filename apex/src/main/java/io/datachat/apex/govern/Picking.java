package io.datachat.apex.govern;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Whether an aggregate over many rows could still show one: `sum(CASE WHEN name = 'Ann' THEN salary END)`.
final class Picking {
    private static final Set<SqlKind> LISTS = EnumSet.of(
            SqlKind.ARRAY_AGG,
            SqlKind.STRING_AGG,
            SqlKind.LISTAGG,
            SqlKind.ANY_VALUE,
            SqlKind.FIRST_VALUE,
            SqlKind.LAST_VALUE,
            SqlKind.NTH_VALUE,
            SqlKind.COLLECT);

    private static final Set<SqlKind> EVEN =
            EnumSet.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.MINUS_PREFIX, SqlKind.CAST);

    private Picking() {}

    /// @param written by the person who asks; what definitions aggregate was thought about by their author
    static void refuse(AggregateCall call, Aggregate aggregate, boolean written) {
        if (LISTS.contains(call.getAggregation().getKind()))
            throw refused(call.getAggregation().getName().toLowerCase(java.util.Locale.ROOT) + " shows single rows");
        for (var argument : call.getArgList())
            if (!even(aggregate.getInput(), argument, written))
                throw refused("what is aggregated could pick single rows out");
    }

    private static Rejection refused(String why) {
        return new Rejection(Problem.of(GovernCode.SMALL_GROUPS, why)
                .hint("aggregate columns, or sums and products of columns; choose rows by WHERE or FILTER"));
    }

    /// Whether a field treats all rows alike.
    private static boolean even(RelNode node, int field, boolean written) {
        return switch (node) {
            case Project project -> even(project.getProjects().get(field), project.getInput(), written);
            case Filter filter -> even(filter.getInput(), field, written);
            case Sort sort -> even(sort.getInput(), field, written);
            case Join join -> {
                var left = join.getLeft().getRowType().getFieldCount();
                yield field < left
                        ? even(join.getLeft(), field, written)
                        : even(join.getRight(), field - left, written);
            }
            default -> true;
        };
    }

    private static boolean even(RexNode value, RelNode below, boolean written) {
        return switch (value) {
            case RexInputRef input -> even(below, input.getIndex(), written);
            case RexLiteral _ -> true;
            case RexDynamicParam _ -> false;
            case RexCall call -> {
                var all = !written || EVEN.contains(call.getKind());
                for (var operand : call.operands) all &= even(operand, below, written);
                yield all;
            }
            default -> !written;
        };
    }
}
