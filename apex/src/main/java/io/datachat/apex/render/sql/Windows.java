package io.datachat.apex.render.sql;

import io.datachat.apex.render.dialect.Script;
import java.util.Locale;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;

/// Writes window calls; the frame only where it is not the one that SQL assumes.
final class Windows {
    private final Expressions rows;
    private final Script out;

    Windows(Expressions rows) {
        this.rows = rows;
        this.out = rows.out();
    }

    void write(RexOver over) {
        var kind = over.getAggOperator().getKind();
        var recast = !over.operands.isEmpty()
                && rows.dialect().recasts(kind, over.operands.getFirst().getType(), over.getType());
        if (recast) out.add("CAST(");
        function(over);
        if (recast) out.add(" AS ").add(rows.dialect().type(over.getType())).add(")");
    }

    private void function(RexOver over) {
        var kind = over.getAggOperator().getKind();
        var zero = kind == SqlKind.SUM0;
        if (zero) out.add("COALESCE(");
        out.add(zero ? "SUM" : over.getAggOperator().getName().toUpperCase(Locale.ROOT))
                .add("(");
        if (over.isDistinct()) out.add("DISTINCT ");
        if (over.operands.isEmpty() && kind == SqlKind.COUNT) out.add("*");
        rows.list(over.operands);
        out.add(")");
        if (over.ignoreNulls()) out.add(" IGNORE NULLS");
        out.add(" OVER (");
        window(over);
        out.add(")");
        if (zero) out.add(", 0)");
    }

    private void window(RexOver over) {
        var window = over.getWindow();
        if (!window.partitionKeys.isEmpty()) {
            out.add("PARTITION BY ");
            rows.list(window.partitionKeys);
        }
        for (var i = 0; i < window.orderKeys.size(); i++) {
            if (i > 0) out.add(", ");
            else out.add(window.partitionKeys.isEmpty() ? "ORDER BY " : " ORDER BY ");
            var key = window.orderKeys.get(i);
            rows.ordered(key.left, key.getDirection(), key.getNullDirection());
        }
        if (frameless(over.getAggOperator().getKind()) || assumed(window)) return;
        out.add(window.isRows() ? " ROWS BETWEEN " : " RANGE BETWEEN ");
        bound(window.getLowerBound());
        out.add(" AND ");
        bound(window.getUpperBound());
    }

    /// Functions of the order alone.
    private static boolean frameless(SqlKind kind) {
        return switch (kind) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> true;
            default -> false;
        };
    }

    private static boolean assumed(RexWindow window) {
        var lower = window.getLowerBound();
        var upper = window.getUpperBound();
        var fromStart = lower.isUnbounded() && lower.isPreceding();
        if (window.orderKeys.isEmpty()) return fromStart && upper.isUnbounded();
        return fromStart && upper.isCurrentRow() && !window.isRows();
    }

    private void bound(RexWindowBound bound) {
        if (bound.isCurrentRow()) {
            out.add("CURRENT ROW");
            return;
        }
        var offset = bound.getOffset();
        if (offset == null) out.add("UNBOUNDED");
        else rows.bare(offset);
        out.add(bound.isPreceding() ? " PRECEDING" : " FOLLOWING");
    }
}
