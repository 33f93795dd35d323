package io.datachat.apex.render.block;

import io.datachat.apex.govern.Secured;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// Names for what has none in the plan, taken from what it holds; never from a counter alone.
final class Naming {
    private static final String HINT = "ALIAS";

    private Naming() {}

    /// The name that the planner gave to a step, if any.
    static @Nullable String alias(RelNode step) {
        if (!(step instanceof Hintable hinted)) return null;
        for (var hint : hinted.getHints())
            if (hint.hintName.equals(HINT) && !hint.listOptions.isEmpty()) return hint.listOptions.getFirst();
        return null;
    }

    private static boolean given(RelNode step) {
        return !(step instanceof TableScan) && alias(step) != null;
    }

    /// A level's name: given, or the only measure's, or what kind of rows it has.
    static String of(RelNode plan) {
        return switch (plan) {
            case RelNode step when given(step) -> Objects.requireNonNull(alias(step));
            case Secured secured -> secured.table().table();
            case Aggregate aggregate -> aggregate(aggregate);
            case SetOp _ -> "combined";
            case Sort sort when sort.fetch != null -> "top_" + base(sort);
            case Project project
            when project.getInput() instanceof Aggregate aggregate -> projected(project, aggregate);
            case RelNode step when step.getInputs().size() == 1 -> of(step.getInput(0));
            default -> base(plan) + "_rows";
        };
    }

    private static String aggregate(Aggregate aggregate) {
        var calls = aggregate.getAggCallList();
        if (calls.isEmpty()) return base(aggregate) + "_keys";
        var only = aggregate.getRowType().getFieldNames().getLast();
        return calls.size() == 1 && named(only) ? only : base(aggregate) + "_totals";
    }

    /// One measure beside keys and the NULLs that stand in for other measures.
    private static String projected(Project project, Aggregate aggregate) {
        var measures = new ArrayList<String>();
        for (var i = 0; i < project.getProjects().size(); i++) {
            var item = project.getProjects().get(i);
            var key = item instanceof org.apache.calcite.rex.RexInputRef column
                    && column.getIndex() < aggregate.getGroupCount();
            if (!key && !RexLiteral.isNullLiteral(item))
                measures.add(project.getRowType().getFieldNames().get(i));
        }
        return measures.size() == 1 && named(measures.getFirst()) ? measures.getFirst() : aggregate(aggregate);
    }

    /// The names of a level's columns. One that Calcite counted (`$f1`, `EXPR$0`) is called after what it holds; it
    /// is known inside the statement only.
    static List<String> columns(RelNode plan) {
        var given = plan.getRowType().getFieldNames();
        if (given.stream().allMatch(Naming::named)) return given;
        var taken = new HashSet<String>();
        for (var name : given) if (named(name)) taken.add(name.toLowerCase(Locale.ROOT));
        var names = new ArrayList<String>();
        for (var i = 0; i < given.size(); i++)
            names.add(named(given.get(i)) ? given.get(i) : free(content(plan, i), taken));
        return List.copyOf(names);
    }

    private static String free(String wanted, Set<String> taken) {
        var name = wanted;
        for (var i = 2; !taken.add(name); i++) name = wanted + "_" + i;
        return name;
    }

    private static String content(RelNode plan, int column) {
        var name = plan.getRowType().getFieldNames().get(column);
        if (named(name)) return name;
        return switch (plan) {
            case Aggregate aggregate
            when column >= aggregate.getGroupCount() -> measure(aggregate, column - aggregate.getGroupCount());
            case Aggregate aggregate ->
                content(aggregate.getInput(), aggregate.getGroupSet().nth(column));
            case Project project
            when project.getProjects().get(column) instanceof RexInputRef same ->
                content(project.getInput(), same.getIndex());
            case Filter filter -> content(filter.getInput(), column);
            case Sort sort -> content(sort.getInput(), column);
            default -> "value";
        };
    }

    /// `count`, `sum_amount`.
    private static String measure(Aggregate aggregate, int index) {
        var call = aggregate.getAggCallList().get(index);
        var function = call.getAggregation().getKind() == SqlKind.SUM0
                ? "sum"
                : call.getAggregation().getName().toLowerCase(Locale.ROOT);
        return call.getArgList().isEmpty()
                ? function
                : function + "_"
                        + content(aggregate.getInput(), call.getArgList().getFirst());
    }

    private static boolean named(String field) {
        return !field.contains("$");
    }

    /// The first table below, by role.
    private static String base(RelNode plan) {
        var step = plan;
        while (!step.getInputs().isEmpty()) step = step.getInput(0);
        if (step instanceof Secured secured) return secured.table().table();
        if (!(step instanceof TableScan scan)) return "part";
        List<String> name = scan.getTable().getQualifiedName();
        return name.getLast();
    }
}
