package io.datachat.apex.plan.write;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.read.Expression;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// The rows with given keys.
public final class TouchedRows {
    private final Workshop workshop;
    private final Table table;
    private final RelNode scan;

    /// @param key what tells its rows apart
    public record Where(String database, Table table, List<String> key) {}

    private TouchedRows(Model model, String database, Table table) {
        this.workshop = new Workshop(model, database);
        this.table = table;
        this.scan =
                LogicalTableScan.create(workshop.cluster(), workshop.relations().table(table.name()), List.of());
    }

    /// All columns of so many rows; the slots are their keys, one row after the other.
    public static Plan of(Model model, Where where, int rows) {
        var database = where.database();
        var table = where.table();
        var key = where.key();
        var touched = new TouchedRows(model, database, table);
        return touched.plan(
                database,
                LogicalFilter.create(touched.scan, touched.having(key, rows)),
                table.columns().stream().map(Table.Column::name).toList());
    }

    /// The keys of those of so many rows for which a rule is false. As with a CHECK, NULL is not false.
    public static Plan breaking(Model model, Rules.Rule rule, List<String> key, int rows) {
        var touched = new TouchedRows(model, rule.database(), rule.table());
        var broken = touched.workshop.call(SqlStdOperatorTable.IS_FALSE, touched.converted(rule.condition()));
        var condition = touched.workshop.call(SqlStdOperatorTable.AND, touched.having(key, rows), broken);
        return touched.plan(rule.database(), LogicalFilter.create(touched.scan, condition), key);
    }

    private Plan plan(String database, RelNode rows, List<String> names) {
        List<RexNode> values = new ArrayList<>();
        List<Plan.Column> columns = new ArrayList<>();
        for (var name : names) {
            values.add(reference(name));
            columns.add(new Plan.Column(name, type(name), null));
        }
        var shown = LogicalProject.create(rows, List.of(), values, names, Set.of());
        return new Plan(
                database,
                shown,
                workshop.slots(),
                columns,
                List.of(),
                List.of(table.name().toString()),
                List.of());
    }

    private RexNode having(List<String> key, int rows) {
        List<RexNode> any = new ArrayList<>();
        for (var row = 0; row < rows; row++) {
            List<RexNode> all = new ArrayList<>();
            for (var column : key) {
                var index = workshop.slots().size();
                var value = workshop.parameter(new Slot.Parameter("key", index, type(column)));
                all.add(workshop.call(SqlStdOperatorTable.EQUALS, reference(column), value));
            }
            any.add(RexUtil.composeConjunction(workshop.rex(), all));
        }
        return any.size() == 1 ? any.getFirst() : workshop.rex().makeCall(SqlStdOperatorTable.OR, any);
    }

    private DataType type(String column) {
        return RelationalTypes.from(reference(column).getType());
    }

    private RexInputRef reference(String column) {
        var fields = scan.getRowType().getFieldList();
        for (var field : fields)
            if (field.getName().equalsIgnoreCase(column)) return RexInputRef.of(field.getIndex(), fields);
        throw new IllegalStateException("no column " + column + " in " + table.name());
    }

    private RexNode converted(Expression expression) {
        return expression.rex().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef input) {
                return reference(
                        expression.references().get(input.getIndex()).segments().getFirst());
            }
        });
    }
}
