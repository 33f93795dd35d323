package io.datachat.apex.plan.fact;

import com.google.common.collect.ImmutableList;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.apex.datapoint.Execution.Take;
import io.datachat.apex.plan.algebra.Workshop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// Keeps some rows of each group by looking at the group as a whole.
final class Windowing {
    private Windowing() {}

    /// Rows of the first or last moment of each group.
    static RelNode atOneMoment(Workshop workshop, RelNode rows, List<RexNode> groups, RexNode time, Take take) {
        var function = take == Take.FIRST ? SqlStdOperatorTable.MIN : SqlStdOperatorTable.MAX;
        return equal(workshop, rows, time, function, groups);
    }

    /// Groups per moment → groups: the first or last moment of each, or the mean over its moments.
    ///
    /// @param grouped axes, then the moment, then values
    /// @return axes, then values
    static RelNode oneMomentPerBucket(Workshop workshop, RelNode grouped, int axes, BucketValue value) {
        var row = grouped.getRowType();
        List<RexNode> groups = new ArrayList<>();
        for (int i = 0; i < axes; i++) groups.add(RexInputRef.of(i, row));
        if (value == BucketValue.AVERAGE) return average(workshop, grouped, axes);
        var function = value == BucketValue.FIRST ? SqlStdOperatorTable.MIN : SqlStdOperatorTable.MAX;
        var chosen = equal(workshop, grouped, RexInputRef.of(axes, row), function, groups);
        List<RexNode> kept = new ArrayList<>(groups);
        List<String> names = new ArrayList<>(row.getFieldNames().subList(0, axes));
        for (int i = axes + 1; i < row.getFieldCount(); i++) {
            kept.add(RexInputRef.of(i, row));
            names.add(row.getFieldNames().get(i));
        }
        return LogicalProject.create(chosen, List.of(), kept, names, Set.of());
    }

    private static RelNode average(Workshop workshop, RelNode grouped, int axes) {
        var row = grouped.getRowType();
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            var field = RexInputRef.of(i, row);
            fields.add(i > axes ? workshop.cast(field, Simple.DOUBLE) : field);
        }
        var doubles = LogicalProject.create(grouped, List.of(), fields, row.getFieldNames(), Set.of());
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = axes + 1; i < row.getFieldCount(); i++)
            calls.add(AggregateCall.create(
                    SqlParserPos.ZERO,
                    SqlStdOperatorTable.AVG,
                    false,
                    false,
                    false,
                    List.of(),
                    List.of(i),
                    -1,
                    null,
                    RelCollations.EMPTY,
                    axes == 0,
                    doubles,
                    null,
                    row.getFieldNames().get(i)));
        return LogicalAggregate.create(doubles, List.of(), ImmutableBitSet.range(axes), null, calls);
    }

    private static RelNode equal(
            Workshop workshop, RelNode rows, RexNode value, SqlAggFunction function, List<RexNode> groups) {
        var extreme = over(workshop, function, List.of(value), groups, List.of());
        var width = rows.getRowType().getFieldCount();
        var beside = beside(rows, extreme, "moment_" + width);
        var condition = workshop.call(SqlStdOperatorTable.EQUALS, value, RexInputRef.of(width, beside.getRowType()));
        return LogicalFilter.create(beside, condition);
    }

    /// The first row of each group in an order.
    static RelNode firstOf(Workshop workshop, RelNode rows, List<RexNode> groups, List<RexFieldCollation> order) {
        var number = over(workshop, SqlStdOperatorTable.ROW_NUMBER, List.of(), groups, order);
        var width = rows.getRowType().getFieldCount();
        var beside = beside(rows, number, "place_" + width);
        var first = workshop.call(
                SqlStdOperatorTable.EQUALS,
                RexInputRef.of(width, beside.getRowType()),
                workshop.rex().makeExactLiteral(java.math.BigDecimal.ONE));
        return LogicalFilter.create(beside, first);
    }

    /// A number for every row that no other has.
    static RelNode numbered(Workshop workshop, RelNode rows, List<RexFieldCollation> order) {
        return beside(rows, over(workshop, SqlStdOperatorTable.ROW_NUMBER, List.of(), List.of(), order), "row_number_");
    }

    /// The place of every row in its group.
    static RelNode numbered(
            Workshop workshop, RelNode rows, List<RexNode> groups, List<RexFieldCollation> order, String name) {
        return beside(rows, over(workshop, SqlStdOperatorTable.ROW_NUMBER, List.of(), groups, order), name);
    }

    /// The value so many rows ahead.
    static RexNode lead(Workshop workshop, RexNode value, RexNode ahead, List<RexFieldCollation> order) {
        return over(workshop, SqlStdOperatorTable.LEAD, List.of(value, ahead), List.of(), order);
    }

    private static RelNode beside(RelNode rows, RexNode value, String name) {
        var row = rows.getRowType();
        List<RexNode> all = new ArrayList<>();
        for (int i = 0; i < row.getFieldCount(); i++) all.add(RexInputRef.of(i, row));
        all.add(value);
        List<String> names = new ArrayList<>(row.getFieldNames());
        names.add(name);
        return LogicalProject.create(rows, List.of(), all, names, Set.of());
    }

    private static RexNode over(
            Workshop workshop,
            SqlAggFunction function,
            List<RexNode> operands,
            List<RexNode> groups,
            List<RexFieldCollation> order) {
        var rex = workshop.rex();
        var ranked = !order.isEmpty();
        var type = rex.makeCall(function, operands).getType();
        return rex.makeOver(
                type,
                function,
                operands,
                groups,
                ImmutableList.copyOf(order),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                ranked ? RexWindowBounds.CURRENT_ROW : RexWindowBounds.UNBOUNDED_FOLLOWING,
                RexWindowExclusion.EXCLUDE_NO_OTHER,
                ranked,
                true,
                false,
                false,
                false);
    }
}
