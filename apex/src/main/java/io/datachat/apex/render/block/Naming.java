package io.datachat.apex.render.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rex.RexLiteral;
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

    private static boolean named(String field) {
        return !field.contains("$");
    }

    /// The first table below, by role.
    private static String base(RelNode plan) {
        var step = plan;
        while (!step.getInputs().isEmpty()) step = step.getInput(0);
        if (!(step instanceof TableScan scan)) return "part";
        List<String> name = scan.getTable().getQualifiedName();
        return name.getLast();
    }
}
