package io.datachat.apex.plan.text;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.algebra.Scans;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.resolve.asked.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// A query in SQL as a plan: its own columns under its own names, and no more rows than may be shown.
public final class SqlPlan {
    /// As many rows as there are.
    public static final long ALL = Long.MAX_VALUE;

    private SqlPlan() {}

    /// @param most rows that may come back
    public static Plan of(ReadQuery read, String database, long most) {
        List<Slot> slots = new ArrayList<>();
        read.binds().forEach(bind -> slots.add(new Slot.Parameter(bind.parameter(), bind.item(), bind.type())));
        return new Plan(
                database,
                limited(read.plan(), most),
                slots,
                columns(read),
                List.of(),
                Scans.tables(read.plan()),
                List.of());
    }

    private static List<Plan.Column> columns(ReadQuery read) {
        List<Plan.Column> columns = new ArrayList<>();
        var fields = read.plan().getRowType().getFieldList();
        for (var index = 0; index < fields.size(); index++)
            columns.add(new Plan.Column(
                    read.columns().get(index),
                    RelationalTypes.from(fields.get(index).getType()),
                    null));
        return columns;
    }

    /// The same query answered by another plan, whose rows are its own.
    ///
    /// @param rows over the plan, with the columns of the query
    public static Plan of(ReadQuery read, Plan by, RelNode rows, long most) {
        return new Plan(
                by.database(), limited(rows, most), by.slots(), columns(read), by.grain(), by.tables(), by.relies());
    }

    private static RelNode limited(RelNode rows, long most) {
        if (most == ALL) return rows;
        if (one(rows)) return rows;
        if (rows instanceof Sort sort && sort.offset == null) {
            if (within(sort.fetch, most)) return rows;
            if (sort.fetch == null)
                return LogicalSort.create(sort.getInput(), sort.getCollation(), null, fetch(rows, most));
        }
        return LogicalSort.create(rows, RelCollations.EMPTY, null, fetch(rows, most));
    }

    private static boolean one(RelNode rows) {
        return switch (rows) {
            case Project project -> one(project.getInput());
            case Aggregate aggregate -> aggregate.getGroupCount() == 0;
            default -> false;
        };
    }

    private static boolean within(@Nullable RexNode fetch, long most) {
        var rows = fetch instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        return rows != null && rows.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static RexNode fetch(RelNode rows, long most) {
        return rows.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.valueOf(most));
    }
}
