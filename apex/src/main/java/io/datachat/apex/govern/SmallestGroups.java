package io.datachat.apex.govern;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Leaves out every group that fewer rows of a protected table stand behind than its `smallest_group`.
///
/// The key of each protected row is carried up to the aggregate, which counts how many different ones a group has:
/// rows that a join repeats are one. What would show single rows, or could not be counted, is refused.
final class SmallestGroups {
    private final Keys keys;
    private final boolean written;
    private final Thinned thinned = new Thinned();
    private final IdentityHashMap<RelNode, Keyed> done = new IdentityHashMap<>();

    private SmallestGroups(Keys keys, boolean written) {
        this.keys = keys;
        this.written = written;
    }

    /// Gives a protected table the key of its rows as one more column.
    interface Keys {
        /// @return null for a table whose rows may be shown singly
        @org.jspecify.annotations.Nullable
        Carried carry(Secured table);
    }

    /// @param identity the column of the table that is its key; -1 when none alone is
    record Carried(Secured table, int identity, int smallest) {}

    /// A key on its way up.
    ///
    /// @param field    where it stands
    /// @param identity the asked fields that tell its rows apart
    private record Key(Table.Name table, int smallest, int field, Set<Integer> identity) {
        Key at(int other, Set<Integer> fields) {
            return new Key(table, smallest, other, fields);
        }
    }

    /// A step whose fields are those it had, then the keys.
    private record Keyed(RelNode node, List<Key> keys) {}

    /// @param written by the person who asks, rather than made from definitions
    static RelNode enforce(RelNode plan, Keys keys, boolean written) {
        var keyed = new SmallestGroups(keys, written).walk(plan);
        for (var key : keyed.keys()) throw single(key);
        return keyed.node();
    }

    private static Rejection single(Key key) {
        return refused(
                "rows of " + key.table() + " are shown in groups of at least " + key.smallest() + " only",
                "group and aggregate them: count, sum, avg, min, max");
    }

    private static Rejection refused(String why, String hint) {
        return new Rejection(Problem.of(GovernCode.SMALL_GROUPS, why).hint(hint));
    }

    private Keyed walk(RelNode node) {
        var before = done.get(node);
        if (before != null) return before;
        var keyed = step(node);
        done.put(node, keyed);
        return keyed;
    }

    private Keyed step(RelNode node) {
        return switch (node) {
            case Secured secured -> {
                var carried = keys.carry(secured);
                if (carried == null) yield new Keyed(secured, List.of());
                var last = carried.table().getRowType().getFieldCount() - 1;
                var identity = carried.identity() < 0 ? Set.<Integer>of() : Set.of(carried.identity());
                yield new Keyed(carried.table(), List.of(new Key(secured.table(), carried.smallest(), last, identity)));
            }
            case Project project -> project(project);
            case Filter filter -> {
                var below = walk(filter.getInput());
                yield new Keyed(
                        LogicalFilter.create(
                                below.node(),
                                counted(filter.getCondition()),
                                com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet())),
                        below.keys());
            }
            case Sort sort -> {
                var below = walk(sort.getInput());
                yield new Keyed(sort.copy(sort.getTraitSet(), List.of(below.node())), below.keys());
            }
            case Join join -> join(join);
            case Aggregate aggregate -> aggregate(aggregate);
            default -> other(node);
        };
    }

    /// Steps in which rows of several inputs become one cannot say whose key a row has.
    private Keyed other(RelNode node) {
        List<RelNode> inputs = new ArrayList<>();
        for (var input : node.getInputs()) {
            var below = walk(input);
            for (var key : below.keys()) throw single(key);
            inputs.add(below.node());
        }
        var over = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        return new Keyed(over.accept(counting()), List.of());
    }

    private RexShuttle counting() {
        return new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                var visited = (RexSubQuery) super.visitSubQuery(query);
                var inner = walk(visited.rel);
                for (var key : inner.keys())
                    throw refused(
                            "rows of " + key.table() + " are used one by one in a query within the question",
                            "aggregate them there, over at least " + key.smallest() + " rows");
                return visited.clone(inner.node());
            }
        };
    }

    private RexNode counted(RexNode expression) {
        return expression.accept(counting());
    }

    private Keyed project(Project project) {
        var below = walk(project.getInput());
        List<RexNode> values = new ArrayList<>();
        for (var value : project.getProjects()) values.add(counted(value));
        if (!written) values = new ArrayList<>(thinned.bare(project, values));
        List<Key> above = new ArrayList<>();
        for (var key : below.keys()) {
            Set<Integer> identity = new LinkedHashSet<>();
            for (var i = 0; i < project.getProjects().size(); i++)
                if (values.get(i) instanceof RexInputRef same && key.identity().contains(same.getIndex()))
                    identity.add(i);
            above.add(key.at(values.size(), identity));
            values.add(RexInputRef.of(key.field(), below.node().getRowType()));
        }
        return new Keyed(
                LogicalProject.create(
                        below.node(),
                        project.getHints(),
                        values,
                        names(project, above.size()),
                        project.getVariablesSet()),
                above);
    }

    private static List<String> names(RelNode node, int keys) {
        List<String> names = new ArrayList<>(node.getRowType().getFieldNames());
        for (var i = 0; i < keys; i++) names.add("counted_key" + (i == 0 ? "" : "_" + (i + 1)));
        return names;
    }

    private Keyed join(Join join) {
        var left = walk(join.getLeft());
        var right = walk(join.getRight());
        if (!join.getJoinType().projectsRight())
            for (var key : right.keys())
                throw refused(
                        "whether there is a row of " + key.table() + " is asked one by one",
                        "join it and aggregate over at least " + key.smallest() + " rows");
        var width = join.getLeft().getRowType().getFieldCount();
        var by = left.node().getRowType().getFieldCount() - width;
        UnaryOperator<RexNode> moved = value -> value.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef input) {
                return input.getIndex() < width ? input : new RexInputRef(input.getIndex() + by, input.getType());
            }
        });
        var condition = moved.apply(counted(join.getCondition()));
        var joined = join.copy(
                join.getTraitSet(), condition, left.node(), right.node(), join.getJoinType(), join.isSemiJoinDone());
        if (!join.getJoinType().projectsRight()
                || (left.keys().isEmpty() && right.keys().isEmpty())) return new Keyed(joined, left.keys());
        List<RexNode> values = new ArrayList<>();
        for (var i = 0; i < join.getRowType().getFieldCount(); i++)
            values.add(RexInputRef.of(i < width ? i : i + by, joined.getRowType()));
        List<Key> above = new ArrayList<>();
        for (var key : left.keys()) {
            above.add(key.at(values.size(), key.identity()));
            values.add(RexInputRef.of(key.field(), joined.getRowType()));
        }
        for (var key : right.keys()) {
            Set<Integer> identity = new LinkedHashSet<>();
            key.identity().forEach(field -> identity.add(field + width));
            above.add(key.at(values.size(), identity));
            values.add(RexInputRef.of(key.field() + width + by, joined.getRowType()));
        }
        return new Keyed(LogicalProject.create(joined, List.of(), values, names(join, above.size()), Set.of()), above);
    }

    private Keyed aggregate(Aggregate aggregate) {
        var below = walk(aggregate.getInput());
        if (below.keys().isEmpty())
            return new Keyed(aggregate.copy(aggregate.getTraitSet(), List.of(below.node())), List.of());
        for (var key : below.keys())
            for (var field : aggregate.getGroupSet())
                if (key.identity().contains(field))
                    throw refused(
                            "grouped by the key of " + key.table() + " each group is one row, and at least "
                                    + key.smallest() + " must stand behind what is shown",
                            "group by something that several rows share");
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE)
            throw refused("several ways to group at once are not shown of single rows", "ask for one after the other");
        var calls = new Calls(aggregate, below.node(), written);
        for (var key : below.keys()) calls.enough(key, -1, true);
        List<Integer> filters = new ArrayList<>();
        for (var call : aggregate.getAggCallList()) {
            if (call.filterArg < 0 || filters.contains(call.filterArg)) continue;
            filters.add(call.filterArg);
            for (var key : below.keys()) calls.enough(key, call.filterArg, false);
        }
        thinned.leaves(aggregate);
        var shown = Complementing.shown(calls.aggregate(), aggregate.getGroupCount(), calls.enough);
        List<RexNode> values = new ArrayList<>();
        for (var i = 0; i < aggregate.getRowType().getFieldCount(); i++)
            values.add(calls.value(i, shown, below.keys().size(), filters));
        return new Keyed(
                LogicalProject.create(
                        shown.rows(),
                        aggregate.getHints(),
                        values,
                        aggregate.getRowType().getFieldNames(),
                        Set.of()),
                List.of());
    }

    /// The calls of an aggregate and the counts beside them.
    private static final class Calls {
        private final Aggregate aggregate;
        private final RelNode input;
        private final List<AggregateCall> calls;
        private final List<Complementing.Enough> enough = new ArrayList<>();
        private final RexBuilder rex;

        Calls(Aggregate aggregate, RelNode input, boolean written) {
            this.aggregate = aggregate;
            this.input = input;
            this.rex = aggregate.getCluster().getRexBuilder();
            this.calls = new ArrayList<>(aggregate.getAggCallList());
            calls.forEach(call -> Picking.refuse(call, aggregate, written));
        }

        /// Counts the different keys behind a group, or behind those calls of it that have a filter.
        void enough(Key key, int filter, boolean group) {
            var type = rex.getTypeFactory().createSqlType(org.apache.calcite.sql.type.SqlTypeName.BIGINT);
            enough.add(new Complementing.Enough(aggregate.getGroupCount() + calls.size(), key.smallest(), group));
            calls.add(AggregateCall.create(
                    org.apache.calcite.sql.parser.SqlParserPos.ZERO,
                    SqlStdOperatorTable.COUNT,
                    true,
                    false,
                    false,
                    List.of(),
                    List.of(key.field()),
                    filter,
                    null,
                    org.apache.calcite.rel.RelCollations.EMPTY,
                    type,
                    "counted_rows_" + calls.size()));
        }

        /// A value of only some rows of its group needs enough of those.
        ///
        /// @param keys    how many are counted for each filter
        /// @param filters in the order in which they were counted
        RexNode value(int field, Complementing.Shown shown, int keys, List<Integer> filters) {
            var type = aggregate.getRowType().getFieldList().get(field).getType();
            var value = new RexInputRef(field, type);
            var index = field - aggregate.getGroupCount();
            var filter = index < 0 ? -1 : aggregate.getAggCallList().get(index).filterArg;
            if (filter < 0) return value;
            var from = keys * (1 + filters.indexOf(filter));
            var conditions = shown.value().subList(from, from + keys);
            var nullable = rex.getTypeFactory().createTypeWithNullability(type, true);
            var only = rex.makeCall(
                    nullable,
                    SqlStdOperatorTable.CASE,
                    List.of(
                            RexUtil.composeConjunction(rex, conditions),
                            value.getType().equals(nullable) ? value : rex.makeAbstractCast(nullable, value, false),
                            rex.makeNullLiteral(nullable)));
            return type.isNullable() ? only : rex.makeAbstractCast(type, only, false);
        }

        RelNode aggregate() {
            return aggregate.copy(
                    aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        }
    }
}
