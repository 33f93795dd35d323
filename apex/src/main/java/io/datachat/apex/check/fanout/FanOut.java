package io.datachat.apex.check.fanout;

import io.datachat.apex.plan.algebra.Scans;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.util.ImmutableBitSet;

/// Finds aggregates that count rows more than once, because a join matched them with several rows of another table:
/// `sum(orders.amount)` over orders and their lines.
///
/// Such an aggregate is right when some unique key of the table that it aggregates is still unique among the joined
/// rows. Where no key is known, nothing is said. MIN, MAX and DISTINCT do not mind.
public final class FanOut {
    private final Set<String> findings = new LinkedHashSet<>();

    /// By the joins themselves: what Calcite finds out about a plan it remembers for that very plan.
    private final IdentityHashMap<Join, RelNode> inner = new IdentityHashMap<>();

    private FanOut() {}

    /// A sentence for each aggregate that is too large.
    public static List<String> of(RelNode plan) {
        var found = new FanOut();
        Scans.each(plan, node -> {
            if (node instanceof Aggregate aggregate) found.look(aggregate);
        });
        return List.copyOf(found.findings);
    }

    private void look(Aggregate aggregate) {
        for (var call : aggregate.getAggCallList()) {
            if (call.isDistinct() || !counts(call) || call.getArgList().isEmpty()) continue;
            var below = below(aggregate.getInput(), ImmutableBitSet.of(call.getArgList()));
            if (below.isPresent()) judge(call, below.get());
        }
    }

    private static boolean counts(AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR, LITERAL_AGG -> false;
            default -> true;
        };
    }

    /// The joins below an aggregate, and which of their columns it reads.
    private record Joined(Join join, ImmutableBitSet columns) {}

    private static Optional<Joined> below(RelNode node, ImmutableBitSet columns) {
        return switch (node) {
            case Project project -> {
                var read = ImmutableBitSet.builder();
                for (var column : columns)
                    read.addAll(
                            RelOptUtil.InputFinder.bits(project.getProjects().get(column)));
                yield below(project.getInput(), read.build());
            }
            case Filter filter -> below(filter.getInput(), columns);
            case Join join -> Optional.of(new Joined(join, columns));
            default -> Optional.empty();
        };
    }

    /// One of the tables that are joined, and where its columns begin.
    private record Leaf(RelNode rel, int offset) {
        boolean holds(int column) {
            return column >= offset && column < offset + rel.getRowType().getFieldCount();
        }
    }

    private void judge(AggregateCall call, Joined joined) {
        List<Leaf> leaves = new ArrayList<>();
        leaves(joined.join, 0, leaves);
        var read = leaves.stream()
                .filter(leaf -> joined.columns.asList().stream().anyMatch(leaf::holds))
                .toList();
        // What several tables calculate together belongs to the finest of them.
        if (read.isEmpty() || read.stream().anyMatch(leaf -> !multiplied(leaf, joined.join))) return;
        var of = name(read.getFirst().rel);
        var others = leaves.stream()
                .filter(leaf -> !read.contains(leaf) && many(leaf, joined.join))
                .map(leaf -> name(leaf.rel))
                .distinct()
                .toList();
        findings.add(call.getAggregation().getName().toLowerCase(Locale.ROOT) + " over " + of
                + " counts rows more than once: they are joined with several rows of "
                + (others.isEmpty() ? "another table" : String.join(" and ", others)));
    }

    /// Whether each row of a table meets at most one row of every other one, by equal keys alone. Most joins are
    /// such, and Calcite, which knows more, takes much longer.
    private static boolean met(Leaf leaf, Join join) {
        List<Leaf> open = new ArrayList<>();
        leaves(join, 0, open);
        List<int[]> pairs = new ArrayList<>();
        conditions(join, 0, pairs::add);
        List<Leaf> reached = new ArrayList<>(List.of(leaf));
        open.remove(leaf);
        boolean more;
        do {
            more = open.removeIf(next -> single(next, reached, pairs) && reached.add(next));
        } while (more);
        return open.isEmpty();
    }

    private static boolean single(Leaf next, List<Leaf> reached, List<int[]> pairs) {
        var columns = ImmutableBitSet.builder();
        for (var pair : pairs)
            for (var side = 0; side < 2; side++) {
                var own = pair[side];
                var other = pair[1 - side];
                if (next.holds(own) && reached.stream().anyMatch(from -> from.holds(other)))
                    columns.set(own - next.offset);
            }
        return keyed(next, columns.build());
    }

    private static boolean keyed(Leaf leaf, ImmutableBitSet columns) {
        var metadata = leaf.rel.getCluster().getMetadataQuery();
        return Boolean.TRUE.equals(metadata.areColumnsUnique(leaf.rel, columns, true));
    }

    /// Calcite answers for inner joins; the rows that an outer join adds without partner add nothing to a sum.
    private static RelNode inner(RelNode node) {
        if (!(node instanceof Join join)) return node;
        return join.copy(
                join.getTraitSet(),
                join.getCondition(),
                inner(join.getLeft()),
                inner(join.getRight()),
                join.getJoinType().projectsRight() ? JoinRelType.INNER : join.getJoinType(),
                join.isSemiJoinDone());
    }

    private boolean multiplied(Leaf leaf, Join join) {
        var metadata = join.getCluster().getMetadataQuery();
        var keys = metadata.getUniqueKeys(leaf.rel, true);
        if (keys == null || keys.isEmpty() || met(leaf, join)) return false;
        var rows = inner.computeIfAbsent(join, FanOut::inner);
        for (var key : keys)
            if (!Boolean.FALSE.equals(metadata.areColumnsUnique(rows, key.shift(leaf.offset), true))) return false;
        return true;
    }

    /// Whether a table has several rows for what it is joined by.
    private static boolean many(Leaf leaf, Join join) {
        var columns = ImmutableBitSet.builder();
        conditions(join, 0, pair -> {
            for (var column : pair) if (leaf.holds(column)) columns.set(column - leaf.offset);
        });
        return !keyed(leaf, columns.build());
    }

    private interface Pairs {
        void take(int[] columns);
    }

    /// The columns that are equal in each joined row; what a semi-join compares is not among those.
    private static void conditions(RelNode node, int offset, Pairs pairs) {
        if (!(node instanceof Join join)) return;
        if (!join.getJoinType().projectsRight()) {
            conditions(join.getLeft(), offset, pairs);
            return;
        }
        var equal = join.analyzeCondition();
        var right = offset + join.getLeft().getRowType().getFieldCount();
        for (var index = 0; index < equal.leftKeys.size(); index++)
            pairs.take(new int[] {offset + equal.leftKeys.get(index), right + equal.rightKeys.get(index)});
        conditions(join.getLeft(), offset, pairs);
        conditions(join.getRight(), right, pairs);
    }

    private static void leaves(RelNode node, int offset, List<Leaf> leaves) {
        if (!(node instanceof Join join)) {
            leaves.add(new Leaf(node, offset));
            return;
        }
        leaves(join.getLeft(), offset, leaves);
        if (join.getJoinType().projectsRight())
            leaves(join.getRight(), offset + join.getLeft().getRowType().getFieldCount(), leaves);
    }

    private static String name(RelNode leaf) {
        var tables = Scans.tables(leaf);
        return tables.isEmpty() ? "a sub-query" : tables.getFirst();
    }
}
