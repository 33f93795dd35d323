package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Unspellable;
import io.datachat.apex.render.dialect.Script;
import java.util.Locale;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
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
        out.add(zero ? "SUM" : name(over)).add("(");
        if (over.isDistinct()) {
            selective("window over DISTINCT values");
            out.add("DISTINCT ");
        }
        if (over.operands.isEmpty() && kind == SqlKind.COUNT) out.add("*");
        new Aggregates(rows).arguments(over.getAggOperator(), over.operands);
        if (over.ignoreNulls()) {
            selective("IGNORE NULLS");
            out.add(" IGNORE NULLS");
        }
        out.add(")");
        out.add(" OVER (");
        window(over);
        out.add(")");
        if (zero) out.add(", 0)");
    }

    private String name(RexOver over) {
        var function = over.getAggOperator();
        return switch (function.getKind()) {
            case MIN, MAX ->
                rows.dialect()
                        .extreme(function.getKind(), over.operands.getFirst().getType());
            default -> rows.dialect().function(function.getName().toUpperCase(Locale.ROOT));
        };
    }

    private void selective(String what) {
        if (!rows.dialect().selectiveWindows())
            throw Unspellable.on(
                    "PostgreSQL", what, "Take the NULLs or repeated values away in a sub-query below the window.");
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
        excluded(window.getExclude());
    }

    private void excluded(RexWindowExclusion exclusion) {
        switch (exclusion) {
            case EXCLUDE_NO_OTHER -> {}
            case EXCLUDE_CURRENT_ROW -> out.add(" EXCLUDE CURRENT ROW");
            case EXCLUDE_GROUP -> out.add(" EXCLUDE GROUP");
            case EXCLUDE_TIES -> out.add(" EXCLUDE TIES");
        }
    }

    /// Functions of the order alone.
    private static boolean frameless(SqlKind kind) {
        return switch (kind) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> true;
            default -> false;
        };
    }

    private static boolean assumed(RexWindow window) {
        if (window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) return false;
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
