package io.datachat.apex.plan.template;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.algebra.Scans;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.read.SqlReader;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.template.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;

/// A template that runs as its own block: its columns as asked for, its value last.
public final class TemplatePlanner {
    private final ResolvedTemplate asked;
    private final ReadQuery read;
    private final List<Slot> slots = new ArrayList<>();

    private TemplatePlanner(ResolvedTemplate asked, ReadQuery read) {
        this.asked = asked;
        this.read = read;
        read.binds().forEach(bind -> slots.add(new Slot.Parameter(bind.parameter(), bind.item(), bind.type())));
    }

    /// @throws Rejection when the text cannot be read, or its columns are not those asked for
    public static Plan plan(ResolvedTemplate asked, Relations relations) {
        return new TemplatePlanner(asked, SqlReader.read(asked.text(), relations, asked.values())).plan();
    }

    private Plan plan() {
        var value = valueColumn();
        List<Integer> fields = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (var name : asked.dimensions()) fields.add(index(name, problems));
        var others = new ArrayList<>(read.columns());
        others.remove(value);
        others.removeAll(asked.dimensions());
        if (problems.isEmpty() && !others.isEmpty())
            problems.add(Problem.of(
                            ResolveCode.TEMPLATE_ALONE,
                            "metric '" + asked.block().metric() + "' is computed by " + String.join(", ", others)
                                    + " as well")
                    .hint("ask for " + String.join(", ", others) + " as dimensions; "
                            + asked.block().reason()));
        Rejection.unlessEmpty(problems);
        fields.add(read.columns().indexOf(value));
        List<Plan.Column> columns = new ArrayList<>();
        for (var name : asked.dimensions()) columns.add(new Plan.Column(name, type(name), null));
        columns.add(new Plan.Column(asked.block().metric(), type(value), asked.unit(), asked.format()));
        var proof = asked.block().metric() + ": the template's own rows, "
                + asked.block().reason();
        return new Plan(
                asked.block().database(),
                sorted(projected(fields), columns),
                slots,
                columns,
                List.of(proof),
                Scans.tables(read.plan()),
                List.of());
    }

    /// The column named like the metric, else `value`, else the last one.
    private String valueColumn() {
        for (var name : List.of(asked.block().metric(), "value"))
            if (read.columns().contains(name)) return name;
        return read.columns().getLast();
    }

    private int index(String name, List<Problem> problems) {
        var index = read.columns().indexOf(name);
        if (index < 0)
            problems.add(Problem.of(
                            ResolveCode.UNKNOWN_DIMENSION,
                            "the template of metric '" + asked.block().metric() + "' has no column '" + name + "'")
                    .choices(Nearest.of(name, read.columns(), 3))
                    .hint("it has " + String.join(", ", read.columns()) + " and runs as its own block: "
                            + asked.block().reason()));
        return index;
    }

    private DataType type(String field) {
        return RelationalTypes.from(read.plan()
                .getRowType()
                .getFieldList()
                .get(read.columns().indexOf(field))
                .getType());
    }

    private RelNode projected(List<Integer> fields) {
        List<String> names = new ArrayList<>(asked.dimensions());
        names.add(asked.block().metric());
        return LogicalProject.create(
                read.plan(),
                List.of(),
                fields.stream()
                        .map(field -> RexInputRef.of(field, read.plan().getRowType()))
                        .toList(),
                names,
                Set.of());
    }

    private RelNode sorted(RelNode rows, List<Plan.Column> columns) {
        var names = columns.stream().map(Plan.Column::name).toList();
        List<RelFieldCollation> keys = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (var order : asked.order()) {
            var index = names.indexOf(order.column());
            if (index < 0)
                problems.add(Problem.of(ResolveCode.UNKNOWN_ORDER, "cannot order by '" + order.column() + "'")
                        .choices(names));
            else keys.add(key(index, order.descending()));
        }
        Rejection.unlessEmpty(problems);
        for (int i = 0; i < names.size() - 1; i++) {
            var field = i;
            if (keys.stream().noneMatch(key -> key.getFieldIndex() == field)) keys.add(key(i, false));
        }
        if (keys.isEmpty() && !asked.limited()) return rows;
        var builder = rows.getCluster().getRexBuilder();
        var limit = asked.limited()
                ? builder.makeDynamicParam(RelationalTypes.of(new Slot.Limit().type(), true), slots.size())
                : null;
        if (limit != null) slots.add(new Slot.Limit());
        return LogicalSort.create(rows, RelCollations.of(keys), null, limit);
    }

    private static RelFieldCollation key(int field, boolean descending) {
        return new RelFieldCollation(
                field, descending ? Direction.DESCENDING : Direction.ASCENDING, NullDirection.LAST);
    }
}
