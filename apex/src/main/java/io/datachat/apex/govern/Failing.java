package io.datachat.apex.govern;

import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.util.ImmutableBitSet;

/// Whether a condition of a plan can fail on a row: `cast(name as integer) > 3`.
///
/// A database tests conditions in the order that it likes. One that fails on a row would tell that the row exists,
/// though the policy leaves it out, unless the policy's own condition is tested first. What cannot be proven never to
/// fail counts as failing.
final class Failing {
    /// Never fail, whatever their operands; casts are looked at one by one.
    private static final Set<SqlKind> SAFE = Set.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.SEARCH,
            SqlKind.BETWEEN,
            SqlKind.IN,
            SqlKind.EXISTS,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF);

    private static final Set<String> SAFE_FUNCTIONS = Set.of("UPPER", "LOWER", "CHAR_LENGTH", "CHARACTER_LENGTH");

    private final IdentityHashMap<RelNode, ImmutableBitSet> known = new IdentityHashMap<>();
    private boolean found;

    private Failing() {}

    static boolean in(RelNode plan) {
        var failing = new Failing();
        failing.fields(plan);
        return failing.found;
    }

    /// The fields that are computed by something that can fail.
    private ImmutableBitSet fields(RelNode node) {
        var before = known.get(node);
        if (before != null) return before;
        var fields = computed(node);
        known.put(node, fields);
        return fields;
    }

    private ImmutableBitSet computed(RelNode node) {
        return switch (node) {
            case Secured _ -> ImmutableBitSet.of();
            case Project project -> {
                var below = fields(project.getInput());
                var fields = ImmutableBitSet.builder();
                for (var i = 0; i < project.getProjects().size(); i++)
                    if (fails(project.getProjects().get(i), below)) fields.set(i);
                yield fields.build();
            }
            case Filter filter -> {
                var below = fields(filter.getInput());
                if (fails(filter.getCondition(), below)) found = true;
                yield below;
            }
            case Join join -> {
                var below = both(join);
                if (fails(join.getCondition(), below)) found = true;
                yield join.getJoinType().projectsRight() ? below : fields(join.getLeft());
            }
            case Sort sort -> fields(sort.getInput());
            case Aggregate aggregate -> {
                var below = fields(aggregate.getInput());
                var keys = aggregate.getGroupSet().asList();
                var fields = ImmutableBitSet.builder();
                for (var i = 0; i < keys.size(); i++) if (below.get(keys.get(i))) fields.set(i);
                yield fields.build();
            }
            case SetOp union -> {
                var fields = ImmutableBitSet.of();
                for (var input : union.getInputs()) fields = fields.union(fields(input));
                yield fields;
            }
            default -> {
                var any = ImmutableBitSet.of();
                for (var input : node.getInputs()) any = any.union(fields(input));
                yield any.isEmpty()
                        ? any
                        : ImmutableBitSet.range(node.getRowType().getFieldCount());
            }
        };
    }

    private ImmutableBitSet both(Join join) {
        var left = join.getLeft().getRowType().getFieldCount();
        return fields(join.getLeft()).union(fields(join.getRight()).shift(left));
    }

    private boolean fails(RexNode expression, ImmutableBitSet below) {
        var failing = new boolean[1];
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            @SuppressWarnings("NullAway") // Void has no other value.
            public Void visitInputRef(RexInputRef input) {
                failing[0] |= below.get(input.getIndex());
                return null;
            }

            @Override
            @SuppressWarnings("NullAway") // Void has no other value.
            public Void visitCall(RexCall call) {
                failing[0] |= !safe(call);
                return super.visitCall(call);
            }

            @Override
            @SuppressWarnings("NullAway") // Void has no other value.
            public Void visitSubQuery(RexSubQuery query) {
                // More than one row where one is wanted is an error.
                failing[0] |= query.getKind() == SqlKind.SCALAR_QUERY
                        || !fields(query.rel).isEmpty();
                return super.visitSubQuery(query);
            }
        });
        return failing[0];
    }

    private static boolean safe(RexCall call) {
        if (call.getKind() == SqlKind.CAST)
            return widens(call.operands.getFirst().getType(), call.getType());
        return SAFE.contains(call.getKind())
                || SAFE_FUNCTIONS.contains(call.getOperator().getName().toUpperCase(java.util.Locale.ROOT));
    }

    private static boolean widens(RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() == to.getSqlTypeName())
            return switch (to.getSqlTypeName()) {
                case DECIMAL ->
                    to.getScale() >= from.getScale()
                            && to.getPrecision() - to.getScale() >= from.getPrecision() - from.getScale();
                default -> true;
            };
        return switch (to.getSqlTypeName()) {
            case VARCHAR, CHAR -> true;
            case BIGINT ->
                from.getFamily() == SqlTypeFamily.NUMERIC && from.getPrecision() <= 10 && from.getScale() <= 0;
            case DOUBLE -> SqlTypeFamily.NUMERIC.contains(from);
            case TIMESTAMP -> SqlTypeFamily.DATE.contains(from);
            case DATE -> SqlTypeFamily.TIMESTAMP.contains(from);
            default -> false;
        };
    }
}
