package io.datachat.apex.govern;

import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// Which fields of a plan have no value where a group was left out. A definition that puts 0, or anything else, in the
/// place of no value would tell a wrong number of such a group: it stays without.
final class Thinned {
    private final IdentityHashMap<RelNode, ImmutableBitSet> fields = new IdentityHashMap<>();

    /// The values of an aggregate that groups are left out of.
    void leaves(Aggregate aggregate) {
        fields.put(
                aggregate,
                ImmutableBitSet.range(
                        aggregate.getGroupCount(), aggregate.getRowType().getFieldCount()));
    }

    private ImmutableBitSet of(RelNode node) {
        var known = fields.get(node);
        if (known != null) return known;
        var found = found(node);
        fields.put(node, found);
        return found;
    }

    private ImmutableBitSet found(RelNode node) {
        return switch (node) {
            case Project project -> {
                var below = of(project.getInput());
                var found = ImmutableBitSet.builder();
                for (var i = 0; i < project.getProjects().size(); i++)
                    if (reads(project.getProjects().get(i), below)) found.set(i);
                yield found.build();
            }
            case Filter filter -> of(filter.getInput());
            case Sort sort -> of(sort.getInput());
            case Union union ->
                union.getInputs().stream().map(this::of).reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
            case Join join ->
                of(join.getLeft())
                        .union(of(join.getRight())
                                .shift(join.getLeft().getRowType().getFieldCount()));
            case Aggregate aggregate -> {
                var below = of(aggregate.getInput());
                var found = ImmutableBitSet.builder();
                for (var i = 0; i < aggregate.getAggCallList().size(); i++)
                    if (aggregate.getAggCallList().get(i).getArgList().stream().anyMatch(below::get))
                        found.set(aggregate.getGroupCount() + i);
                yield found.build();
            }
            default -> ImmutableBitSet.of();
        };
    }

    private static boolean reads(RexNode value, ImmutableBitSet fields) {
        return org.apache.calcite.plan.RelOptUtil.InputFinder.bits(value).intersects(fields);
    }

    /// The same values, with nothing in the place of one that was left out.
    List<RexNode> bare(Project project, List<RexNode> values) {
        var thin = of(project.getInput());
        if (thin.isEmpty()) return values;
        var rex = project.getCluster().getRexBuilder();
        return values.stream().map(value -> value.accept(bare(thin, rex))).toList();
    }

    private static RexShuttle bare(ImmutableBitSet thin, RexBuilder rex) {
        return new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getKind() != SqlKind.COALESCE
                        || !(call.getOperands().getLast() instanceof RexLiteral)
                        || !reads(call.getOperands().getFirst(), thin)) return super.visitCall(call);
                var bare = call.getOperands().getFirst().accept(this);
                return bare.getType().equals(call.getType()) ? bare : rex.makeAbstractCast(call.getType(), bare, false);
            }
        };
    }
}
