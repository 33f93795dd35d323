package io.datachat.apex.check.rows;

import com.google.common.math.LongMath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// What a plan tells of its rows before they are there. Where it tells nothing, nothing is claimed.
///
/// @param keys   sets of fields that no two rows have in common
/// @param counts fields that are counts
record Foreseen(long least, long most, List<ImmutableBitSet> keys, ImmutableBitSet counts) {
    private static final Foreseen NOTHING = new Foreseen(0, Long.MAX_VALUE, List.of(), ImmutableBitSet.of());

    static Foreseen of(RelNode node) {
        return switch (node) {
            case Project project -> project(project, of(project.getInput()));
            case Filter filter -> of(filter.getInput()).least(0);
            case Sort sort -> sort(sort, of(sort.getInput()));
            case Aggregate aggregate -> aggregate(aggregate, of(aggregate.getInput()));
            case Join join -> join(join, of(join.getLeft()), of(join.getRight()));
            case Values values -> {
                var rows = values.getTuples().size();
                yield new Foreseen(rows, rows, List.of(), ImmutableBitSet.of());
            }
            case Union union
            when union.all -> {
                var rows = union.getInputs().stream().map(Foreseen::of).toList();
                yield new Foreseen(
                        rows.stream().mapToLong(Foreseen::least).reduce(0, LongMath::saturatedAdd),
                        rows.stream().mapToLong(Foreseen::most).reduce(0, LongMath::saturatedAdd),
                        List.of(),
                        rows.stream()
                                .map(Foreseen::counts)
                                .reduce(ImmutableBitSet::intersect)
                                .orElse(ImmutableBitSet.of()));
            }
            case TableScan scan -> {
                var keys = scan.getTable().getKeys();
                yield new Foreseen(0, Long.MAX_VALUE, keys == null ? List.of() : keys, ImmutableBitSet.of());
            }
            default -> NOTHING;
        };
    }

    private Foreseen least(long other) {
        return new Foreseen(Math.min(least, other), most, keys, counts);
    }

    private static Foreseen project(Project project, Foreseen below) {
        var counts = ImmutableBitSet.builder();
        List<Integer> sources = new ArrayList<>();
        for (var value : project.getProjects()) {
            var source = source(value);
            if (source >= 0 && below.counts.get(source)) counts.set(sources.size());
            sources.add(value instanceof RexInputRef ? source : -1);
        }
        var keys = below.keys.stream()
                .filter(key -> key.asList().stream().allMatch(sources::contains))
                .map(key -> ImmutableBitSet.of(
                        key.asList().stream().map(sources::indexOf).toList()))
                .toList();
        return new Foreseen(below.least, below.most, keys, counts.build());
    }

    /// The field that a value is, in another type or with another value in the place of NULL; -1 for all else.
    private static int source(RexNode value) {
        return switch (value) {
            case RexInputRef same -> same.getIndex();
            case RexCall call
            when call.getKind() == SqlKind.CAST -> source(call.getOperands().getFirst());
            case RexCall call
            when call.getKind() == SqlKind.COALESCE && nought(call.getOperands().getLast()) ->
                source(call.getOperands().getFirst());
            default -> -1;
        };
    }

    private static boolean nought(RexNode value) {
        return value instanceof RexLiteral literal
                && literal.getTypeName() == SqlTypeName.DECIMAL
                && BigDecimal.ZERO.compareTo(Objects.requireNonNull(literal.getValueAs(BigDecimal.class))) == 0;
    }

    private static Foreseen sort(Sort sort, Foreseen below) {
        if (sort.offset == null && sort.fetch == null) return below;
        var rows = number(sort.fetch);
        if (sort.offset != null || rows == null) return below.least(0).most(rows == null ? below.most : rows);
        return below.least(rows).most(rows);
    }

    private Foreseen most(long other) {
        return new Foreseen(least, Math.min(most, other), keys, counts);
    }

    private static @Nullable Long number(@Nullable RexNode fetch) {
        return fetch instanceof RexLiteral literal
                ? Objects.requireNonNull(literal.getValueAs(BigDecimal.class)).longValue()
                : null;
    }

    private static Foreseen aggregate(Aggregate aggregate, Foreseen below) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) return NOTHING;
        var groups = aggregate.getGroupCount();
        var counts = ImmutableBitSet.builder();
        for (var i = 0; i < aggregate.getAggCallList().size(); i++)
            if (aggregate.getAggCallList().get(i).getAggregation().getKind() == SqlKind.COUNT) counts.set(groups + i);
        var key = List.of(ImmutableBitSet.range(groups));
        return groups == 0
                ? new Foreseen(1, 1, key, counts.build())
                : new Foreseen(Math.min(below.least, 1), below.most, key, counts.build());
    }

    private static Foreseen join(Join join, Foreseen left, Foreseen right) {
        var type = join.getJoinType();
        if (!type.projectsRight()) return left.least(0);
        var width = join.getLeft().getRowType().getFieldCount();
        var counts = left.counts.union(right.counts.shift(width));
        if (type != JoinRelType.INNER && type != JoinRelType.LEFT)
            return new Foreseen(0, Long.MAX_VALUE, List.of(), counts);
        var always = join.getCondition().isAlwaysTrue();
        var most =
                LongMath.saturatedMultiply(left.most, type == JoinRelType.LEFT ? Math.max(1, right.most) : right.most);
        var least = type == JoinRelType.LEFT
                ? left.least
                : always ? LongMath.saturatedMultiply(left.least, right.least) : 0;
        return new Foreseen(least, most, right.most <= 1 ? left.keys : List.of(), counts);
    }
}
