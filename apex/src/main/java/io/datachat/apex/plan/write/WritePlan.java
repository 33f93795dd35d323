package io.datachat.apex.plan.write;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.algebra.Scans;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.read.SqlReader;
import io.datachat.apex.read.SqlReader.ReadWrite;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.parameter.Unbound;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.read.write.Assignment;
import io.datachat.apex.read.write.Assignment.Kind;
import io.datachat.apex.resolve.asked.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;

/// The rows of a write as a plan: the key of each row that is changed, as `k1`, …, and its new values, of their
/// columns' types, as `v1`, ….
public final class WritePlan {
    /// Longer conditions are not simplified: that takes too long, and nobody writes `1 = 1` so.
    private static final int SHORT = 200;

    private WritePlan() {}

    /// A write as a plan.
    ///
    /// @param given the values of its parameters
    public record Read(Assignment to, Plan plan, ParameterValues given) {}

    /// @throws Rejection with the place in the text
    public static Read read(WriteQuery asked, Relations relations, String database) {
        var given = ParameterValues.given(asked.parameters());
        var text = SqlText.of("sql", asked.sql());
        var read = SqlReader.readWrite(text, relations, given);
        Unbound.refuse(text, asked.parameters(), read.rows().parameters());
        return new Read(read.to(), of(read, database), given);
    }

    /// @throws Rejection when an update would change every row
    private static Plan of(ReadWrite read, String database) {
        var to = read.to();
        var rows = read.rows().plan();
        if (to.kind() == Kind.UPDATE) requireChoice(rows);
        var rex = rows.getCluster().getRexBuilder();
        var keys = to.kind() == Kind.UPDATE ? to.key().size() : 0;
        List<RexNode> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Plan.Column> columns = new ArrayList<>();
        for (var i = 0; i < rows.getRowType().getFieldCount(); i++) {
            var field = RexInputRef.of(i, rows.getRowType());
            var column = i < keys ? null : to.columns().get(i - keys);
            values.add(column == null ? field : typed(field, column.type(), rex));
            names.add(column == null ? "k" + (i + 1) : "v" + (i - keys + 1));
            columns.add(new Plan.Column(
                    column == null ? to.key().get(i) : column.name(),
                    column == null ? RelationalTypes.from(field.getType()) : column.type(),
                    null));
        }
        List<Slot> slots = new ArrayList<>();
        read.rows().binds().forEach(bind -> slots.add(new Slot.Parameter(bind.parameter(), bind.item(), bind.type())));
        var named = LogicalProject.create(rows, List.of(), values, names, Set.of());
        return new Plan(database, named, slots, columns, List.of(), Scans.tables(rows), List.of());
    }

    private static RexNode typed(RexNode value, DataType column, RexBuilder rex) {
        if (column instanceof DataType.Unknown
                || RelationalTypes.from(value.getType()).equals(column)) return value;
        return rex.makeAbstractCast(RelationalTypes.of(column, true), value, false);
    }

    private static void requireChoice(RelNode rows) {
        var below = rows;
        while (below instanceof Project project) below = project.getInput();
        if (!(below instanceof Filter filter) || always(filter))
            throw new Rejection(Problem.of(WriteCode.ALWAYS_TRUE, "the WHERE of this UPDATE is true for every row")
                    .hint("say which rows are meant"));
    }

    private static boolean always(Filter filter) {
        var condition = filter.getCondition();
        if (RexUtil.SubQueryFinder.containsSubQuery(filter)) return false;
        if (condition.nodeCount() > SHORT) return false;
        if (!RexUtil.containsInputRef(condition)) return true;
        var simplify =
                new RexSimplify(filter.getCluster().getRexBuilder(), RelOptPredicateList.EMPTY, RexUtil.EXECUTOR);
        return simplify.simplifyUnknownAsFalse(condition).isAlwaysTrue();
    }
}
