package io.datachat.apex.plan.block;

import io.datachat.apex.plan.Plan;
import io.datachat.apex.resolve.asked.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// One aggregation in canonical form. Joins are left out of the form: all of them keep every row of the root, and a
/// column that is reached by one says so in its name.
///
/// @param root   the table whose rows are aggregated
/// @param held   conditions that every row fulfils
/// @param groups what rows are grouped by, in the order of the aggregate's fields
/// @param calls  what is computed per group, in the order of the aggregate's fields
public record AggregateBlock(String root, List<Term> held, List<Term> groups, List<Call> calls) {
    public AggregateBlock {
        held = List.copyOf(held);
        groups = List.copyOf(groups);
        calls = List.copyOf(calls);
    }

    /// @param rex    over the joined rows
    /// @param digest the same for equal expressions, of whichever plan
    public record Term(RexNode rex, String digest, List<Term> operands) {}

    /// @param argument digest of what is aggregated, empty for a count of rows
    /// @param filter   digest of the condition of the call alone, empty without one
    public record Call(SqlKind kind, boolean distinct, String argument, String filter) {}

    /// @return empty when the aggregate is not one over filtered left joins: a distinct, a union
    public static Optional<AggregateBlock> of(Aggregate aggregate, List<Slot> slots) {
        if (!(aggregate.getInput() instanceof Project project)) return Optional.empty();
        var filter = project.getInput() instanceof Filter found ? found : null;
        var rows = filter == null ? project.getInput() : filter.getInput();
        return Leaves.of(rows).map(leaves -> {
            var terms = new Terms(leaves, slots);
            List<Term> held = new ArrayList<>();
            if (filter != null)
                for (var condition : RelOptUtil.conjunctions(filter.getCondition())) held.add(terms.of(condition));
            var groups = aggregate.getGroupSet().asList().stream()
                    .map(field -> terms.of(project.getProjects().get(field)))
                    .toList();
            var calls = aggregate.getAggCallList().stream()
                    .map(call -> call(call, project, terms))
                    .toList();
            return new AggregateBlock(leaves.root(), held, groups, calls);
        });
    }

    /// The block of a plan that has only one.
    public static Optional<AggregateBlock> only(Plan plan) {
        return only(plan.rel(), plan.slots());
    }

    private static Optional<AggregateBlock> only(RelNode node, List<Slot> slots) {
        if (node instanceof Aggregate aggregate) return of(aggregate, slots);
        return node.getInputs().size() == 1 ? only(node.getInput(0), slots) : Optional.empty();
    }

    private static Call call(AggregateCall call, Project project, Terms terms) {
        var argument = call.getArgList().isEmpty()
                ? ""
                : terms.of(project.getProjects().get(call.getArgList().getFirst()))
                        .digest();
        var filter = call.filterArg < 0
                ? ""
                : terms.of(project.getProjects().get(call.filterArg)).digest();
        return new Call(call.getAggregation().getKind(), call.isDistinct(), argument, filter);
    }

    private record Terms(Leaves leaves, List<Slot> slots) {
        Term of(RexNode rex) {
            return switch (rex) {
                case RexInputRef reference -> new Term(rex, leaves.column(reference.getIndex()), List.of());
                case RexDynamicParam parameter -> new Term(rex, "?" + slots.get(parameter.getIndex()), List.of());
                case RexCall call -> {
                    var operands = call.operands.stream().map(this::of).toList();
                    var type = call.getKind() == SqlKind.CAST
                            ? ":" + call.getType().getFullTypeString().replace(" NOT NULL", "")
                            : "";
                    var digest = call.getOperator().getName()
                            + operands.stream().map(Term::digest).toList()
                            + type;
                    yield new Term(rex, digest, operands);
                }
                default -> new Term(rex, rex.toString(), List.of());
            };
        }
    }
}
