package io.datachat.apex.render.block;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.govern.Secured;
import io.datachat.apex.render.block.Block.Call;
import io.datachat.apex.render.block.Block.Combination;
import io.datachat.apex.render.block.Block.Grouping;
import io.datachat.apex.render.block.Block.Select;
import io.datachat.apex.render.block.Block.Sorting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// Packs the steps of a plan into as few query levels as keep its meaning.
///
/// SQL evaluates FROM, WHERE, GROUP BY, HAVING, SELECT, ORDER BY, LIMIT in this order; a step that comes too late for
/// the level below it starts a new one.
public final class Assembly {
    /// Two expressions are written into each other only while the result stays readable. Without a limit, `a + a`
    /// nested n times would take 2^n characters.
    private static final int READABLE = 40;

    private Assembly() {}

    public static Block of(RelNode plan) {
        return plan instanceof SetOp union ? combination(union) : select(plan);
    }

    private static Combination combination(SetOp union) {
        var inputs = new ArrayList<Block>();
        for (var input : union.getInputs()) {
            // UNION is associative; the other two are not.
            if (input instanceof SetOp inner
                    && inner.kind == SqlKind.UNION
                    && union.kind == SqlKind.UNION
                    && inner.all == union.all) {
                inputs.addAll(combination(inner).inputs());
                continue;
            }
            var block = of(input);
            inputs.add(
                    block instanceof Select level
                                    && !level.limited()
                                    && level.order().isEmpty()
                            ? block
                            : derive(input, block));
        }
        return new Combination(union.kind, union.all, List.copyOf(inputs));
    }

    private static Select select(RelNode plan) {
        return switch (plan) {
            case TableScan scan ->
                all(
                        scan,
                        new Source.Table(
                                scan.getTable().getQualifiedName(),
                                Naming.alias(scan),
                                scan.getRowType().getFieldNames(),
                                labelled(scan)));
            case Secured secured -> derive(secured, select(secured.view()));
            case Project project -> project(project);
            case Filter filter -> filter(filter);
            case Join join when !join.getJoinType().projectsRight() -> filter(SemiJoins.condition(join));
            case Join join -> Joining.join(join, select(join.getLeft()), select(join.getRight()));
            case Aggregate aggregate -> aggregate(aggregate);
            case Sort sort -> sort(sort);
            case SetOp union -> derive(union, combination(union));
            case Values values -> values(values);
            case TableFunctionScan scan
            when scan.getCall() instanceof RexCall call ->
                all(scan, new Source.Function(call, scan.getRowType().getFieldNames()));
            case Correlate _ -> throw Unspellable.lateral();
            default -> throw Unspellable.step(plan);
        };
    }

    private static ImmutableBitSet labelled(TableScan scan) {
        var table = scan.getTable().unwrap(Table.class);
        if (table == null) return ImmutableBitSet.of();
        var columns = ImmutableBitSet.builder();
        for (var i = 0; i < table.columns().size(); i++)
            if (table.columns().get(i).labelled()) columns.set(i);
        return columns.build();
    }

    private static Select values(Values values) {
        var build = values.getCluster().getRexBuilder();
        if (values.tuples.isEmpty()) {
            var nothing = values.getRowType().getFieldList().stream()
                    .<RexNode>map(field -> build.makeNullLiteral(field.getType()))
                    .toList();
            return unrelated(nothing, List.of(build.makeLiteral(false)));
        }
        if (values.tuples.size() == 1) return unrelated(List.copyOf(values.tuples.getFirst()), List.of());
        return all(values, new Source.Rows(values.tuples, values.getRowType()));
    }

    private static Select unrelated(List<RexNode> items, List<RexNode> where) {
        return new Select(new Source.Nothing(), where, null, List.of(), items, List.of(), null, null, Map.of());
    }

    private static Select project(Project project) {
        var below = select(project.getInput());
        var windows = RexOver.containsOver(project.getProjects(), null);
        var inner =
                (windows && (below.grouping() != null || below.limited() || RexOver.containsOver(below.items(), null)))
                        || (!project.getVariablesSet().isEmpty() && (below.grouping() != null || below.limited()))
                        || !mergeable(below, project.getProjects());
        var level = inner ? derive(project.getInput(), below) : below;
        var items = Substitution.of(level.items(), project.getProjects());
        return correlated(level, project.getVariablesSet()).items(items);
    }

    /// Whether expressions over a level's items may be written into one level with it.
    private static boolean mergeable(Select below, List<RexNode> over) {
        var before = size(below.items());
        return size(Substitution.of(below.items(), over)) <= before + size(over) + READABLE
                && !Grouped.splitsBinds(below, Substitution.of(below.items(), over));
    }

    private static int size(List<RexNode> expressions) {
        return expressions.stream().mapToInt(RexNode::nodeCount).sum();
    }

    private static Select filter(Filter filter) {
        var below = select(filter.getInput());
        var late = below.limited()
                || RexOver.containsOver(below.items(), null)
                || (below.grouping() != null && !filter.getVariablesSet().isEmpty())
                || !mergeable(below, List.of(filter.getCondition()));
        var level = correlated(late ? derive(filter.getInput(), below) : below, filter.getVariablesSet());
        var conditions = Conditions.split(Substitution.of(level.items(), filter.getCondition()));
        return level.grouping() == null
                ? level.where(Conditions.both(level.where(), conditions))
                : level.having(Conditions.both(level.having(), conditions));
    }

    private static Select correlated(Select level, Set<CorrelationId> variables) {
        if (variables.isEmpty()) return level;
        var correlations = new HashMap<>(level.correlations());
        for (var variable : variables) correlations.put(variable, level.items());
        return level.correlations(Map.copyOf(correlations));
    }

    private static Select aggregate(Aggregate aggregate) {
        var below = select(aggregate.getInput());
        var late = below.grouping() != null || below.limited() || RexOver.containsOver(below.items(), null);
        if (late && aggregate.getInput() instanceof Project beside && addsConstants(beside)) {
            var rows = derive(beside.getInput(), select(beside.getInput()));
            return grouped(aggregate, rows.items(Substitution.of(rows.items(), beside.getProjects())));
        }
        return grouped(aggregate, late ? derive(aggregate.getInput(), below) : below);
    }

    /// Whether nothing but constants comes to the columns of a level. They are said where they are used: a
    /// percentile's fraction may not be a column.
    private static boolean addsConstants(Project project) {
        return project.getProjects().stream().anyMatch(RexLiteral.class::isInstance)
                && project.getProjects().stream()
                        .allMatch(item -> item instanceof RexLiteral || item instanceof RexInputRef);
    }

    private static Select grouped(Aggregate aggregate, Select level) {
        var items = level.items();
        var keys = aggregate.getGroupSet().asList();
        var sets = aggregate.getGroupSets().stream()
                .map(set -> ImmutableBitSet.of(
                        set.asList().stream().map(keys::indexOf).toList()))
                .toList();
        var calls = aggregate.getAggCallList().stream()
                .map(call -> call(call, items))
                .toList();
        var grouping = new Grouping(keys.stream().map(items::get).toList(), sets, calls);
        return new Select(
                level.from(),
                level.where(),
                grouping,
                List.of(),
                identity(aggregate),
                List.of(),
                null,
                null,
                level.correlations());
    }

    private static Call call(AggregateCall call, List<RexNode> items) {
        var within = call.getCollation().getFieldCollations().stream()
                .map(field -> key(field, items))
                .toList();
        return new Call(
                call,
                call.getArgList().stream().map(items::get).toList(),
                call.filterArg < 0 ? null : items.get(call.filterArg),
                within);
    }

    private static Select sort(Sort sort) {
        var below = select(sort.getInput());
        var keys = sort.getCollation().getFieldCollations();
        var level = below.limited() ? derive(sort.getInput(), below) : below;
        var ordered = keys.isEmpty()
                ? level
                : level.order(
                        keys.stream().map(field -> key(field, level.items())).toList());
        return ordered.limit(sort.offset, sort.fetch);
    }

    private static Sorting key(RelFieldCollation field, List<RexNode> items) {
        return new Sorting(items.get(field.getFieldIndex()), field.getDirection(), field.nullDirection);
    }

    /// Makes a level the only source of a new one.
    static Select derive(RelNode plan, Block block) {
        return all(plan, new Source.Derived(plan, block, Naming.of(plan), Naming.columns(plan)));
    }

    private static Select all(RelNode plan, Source from) {
        return new Select(from, List.of(), null, List.of(), identity(plan), List.of(), null, null, Map.of());
    }

    private static List<RexNode> identity(RelNode plan) {
        var items = new ArrayList<RexNode>();
        for (var field : plan.getRowType().getFieldList())
            items.add(new RexInputRef(field.getIndex(), field.getType()));
        return List.copyOf(items);
    }
}
