package io.datachat.apex.render;

import io.datachat.apex.render.dialect.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Takes back what Calcite's translation made longer than its author wrote it. The rows stay the same.
///
/// Linear in the plan on purpose: Calcite's own simplifier takes 43 seconds for a list of a thousand values.
public final class Tidy {
    private Tidy() {}

    public static RelNode tidy(RelNode plan) {
        var shuttle = new Short(plan.getCluster().getRexBuilder());
        return shuttle.tidy(plan);
    }

    private static final class Short extends RexShuttle {
        private final RexBuilder build;

        Short(RexBuilder build) {
            this.build = build;
        }

        RelNode tidy(RelNode step) {
            var inputs = new ArrayList<RelNode>();
            var changed = false;
            for (var input : step.getInputs()) {
                var tidied = tidy(input);
                changed |= tidied != input;
                inputs.add(tidied);
            }
            var over = changed ? step.copy(step.getTraitSet(), inputs) : step;
            return without(over.accept(this));
        }

        /// A projection of everything as it is says nothing, nor does a sort without keys and limit.
        private static RelNode without(RelNode step) {
            if (step instanceof Project project && same(project)) return project.getInput();
            if (step instanceof Sort sort
                    && sort.fetch == null
                    && sort.offset == null
                    && sort.getCollation().getKeys().isEmpty()) return sort.getInput();
            return step;
        }

        private static boolean same(Project project) {
            var input = project.getInput().getRowType();
            return project.getVariablesSet().isEmpty()
                    && RexUtil.isIdentity(project.getProjects(), input)
                    && project.getRowType().getFieldNames().equals(input.getFieldNames());
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            var visited = (RexSubQuery) super.visitSubQuery(query);
            var inner = tidy(visited.rel);
            return inner == visited.rel ? visited : visited.clone(inner);
        }

        @Override
        public RexNode visitCall(RexCall call) {
            var visited = super.visitCall(call);
            if (!(visited instanceof RexCall tidied)) return visited;
            return switch (tidied.getKind()) {
                case CASE -> choice(tidied);
                case CAST -> cast(tidied);
                case FLOOR -> daily(tidied) && Types.date(tidied.getType()) ? tidied.operands.getFirst() : tidied;
                default -> tidied;
            };
        }

        /// A cast to the same type, and the cut to days before a cast to a date.
        private RexNode cast(RexCall cast) {
            var operand = cast.operands.getFirst();
            var promises = operand.getType().isNullable() && !cast.getType().isNullable();
            if (Types.same(operand.getType(), cast.getType()) && !promises && !(operand instanceof RexDynamicParam))
                return operand;
            return Types.date(cast.getType()) && operand instanceof RexCall floor && daily(floor)
                    ? cast.clone(cast.getType(), List.of(floor.operands.getFirst()))
                    : cast;
        }

        private static boolean daily(RexCall call) {
            return call.getKind() == SqlKind.FLOOR
                    && call.operands.size() == 2
                    && call.operands.get(1) instanceof RexLiteral unit
                    && unit.getValueAs(TimeUnitRange.class) == TimeUnitRange.DAY;
        }

        private RexNode choice(RexCall choice) {
            if (choice.operands.size() != 3 || !(choice.operands.getFirst() instanceof RexCall test)) return choice;
            if (test.getKind() == SqlKind.EQUALS && nullif(choice, test))
                return build.makeCall(choice.getType(), SqlStdOperatorTable.NULLIF, test.operands);
            var sum = sum(choice, test);
            return sum == null ? choice : sum;
        }

        /// `CASE WHEN a = b THEN NULL ELSE a END`.
        private static boolean nullif(RexCall choice, RexCall test) {
            return RexLiteral.isNullLiteral(choice.operands.get(1))
                    && test.operands.getFirst().equals(choice.operands.get(2));
        }

        /// `CASE WHEN COUNT(x) OVER w > 0 THEN $SUM0(x) OVER w END`, into which Calcite expands a window's SUM.
        private @org.jspecify.annotations.Nullable RexNode sum(RexCall choice, RexCall test) {
            if (test.getKind() != SqlKind.GREATER_THAN || !RexLiteral.isNullLiteral(choice.operands.get(2)))
                return null;
            if (!(test.operands.getFirst() instanceof RexOver count)
                    || count.getAggOperator().getKind() != SqlKind.COUNT) return null;
            if (!(RexUtil.removeCast(choice.operands.get(1)) instanceof RexOver sum)) return null;
            var kind = sum.getAggOperator().getKind();
            var zero = test.operands.get(1) instanceof RexLiteral && RexLiteral.intValue(test.operands.get(1)) == 0;
            if (!zero || (kind != SqlKind.SUM && kind != SqlKind.SUM0)) return null;
            if (!sum.operands.equals(count.operands)
                    || !sum.getWindow().equals(count.getWindow())
                    || sum.isDistinct() != count.isDistinct()) return null;
            var window = sum.getWindow();
            return build.makeOver(
                    choice.getType(),
                    SqlStdOperatorTable.SUM,
                    sum.operands,
                    window.partitionKeys,
                    window.orderKeys,
                    window.getLowerBound(),
                    window.getUpperBound(),
                    window.getExclude(),
                    window.isRows(),
                    true,
                    false,
                    sum.isDistinct(),
                    sum.ignoreNulls());
        }
    }
}
