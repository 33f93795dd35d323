package io.datachat.apex.check.join;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.check.CheckCode;
import io.datachat.apex.check.join.known.Conditions;
import io.datachat.apex.check.join.known.Fact;
import io.datachat.apex.check.join.known.Instance;
import io.datachat.apex.check.join.known.Presence;
import io.datachat.apex.check.join.known.Rows;
import io.datachat.apex.check.join.known.Term;
import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.check.join.known.Terms;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.jspecify.annotations.Nullable;

/// Follows columns from the tables upwards and has the joins judged where a block of a query ends.
///
/// The rows of a UNION come from one of its branches, so what is known is known branch by branch.
final class Tracing {
    private static final int MOST_WAYS = 64;

    private final Workspace workspace;
    private final List<ReadQuery.Bind> binds;
    private final Presence presence = new Presence();
    private final Judge judge;
    private final Filters filters;
    private final Set<String> newest = new LinkedHashSet<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final IdentityHashMap<RelNode, Sides> sides = new IdentityHashMap<>();
    private int instances;

    Tracing(Workspace workspace, List<ReadQuery.Bind> binds) {
        this.workspace = workspace;
        this.binds = binds;
        this.judge = new Judge(workspace, presence);
        this.filters = new Filters(workspace);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    List<String> explained() {
        List<String> all = new ArrayList<>(newest);
        all.addAll(judge.explained());
        all.addAll(filters.explained());
        return all;
    }

    void whole(RelNode plan) {
        var scope = new Around(new Terms(binds, Map.of(), List.of()), Rows.of(0));
        for (var rows : trace(plan, scope)) judged(rows, scope, false);
    }

    /// The query around: what its columns are, and what is known of its rows.
    record Around(Terms terms, Rows rows) {}

    private Rows judged(Rows rows, Around around, boolean anchored) {
        problems.addAll(judge.problems(rows, around.rows, anchored));
        return rows.judged();
    }

    private List<Rows> trace(RelNode node, Around around) {
        return switch (node) {
            case TableScan scan -> List.of(scanned(scan));
            case Project project ->
                trace(project.getInput(), around).stream()
                        .map(rows -> projected(project, rows, around))
                        .toList();
            case Filter filter ->
                trace(filter.getInput(), around).stream()
                        .map(rows -> filtered(filter, rows, around))
                        .toList();
            case Join join when join.getJoinType().projectsRight() -> joined(join, around);
            case Correlate correlate when correlate.getJoinType().projectsRight() -> lateral(correlate, around);
            case Aggregate aggregate ->
                trace(aggregate.getInput(), around).stream()
                        .map(rows -> aggregated(aggregate, rows, around))
                        .toList();
            case SetOp union ->
                union.getInputs().stream()
                        .flatMap(input -> trace(input, around).stream())
                        .map(rows -> judged(rows, around, false))
                        .toList();
            case Sort sort when sort.fetch == null && sort.offset == null -> trace(sort.getInput(), around);
            case Sort sort ->
                trace(sort.getInput(), around).stream()
                        .map(rows -> judged(rows, around, false))
                        .toList();
            default -> other(node, around);
        };
    }

    private Rows scanned(TableScan scan) {
        var name = scan.getTable().getQualifiedName();
        var instance = new Instance(instances++, new Table.Name(name.get(name.size() - 2), name.getLast()));
        for (var rule : workspace.versions())
            if (rule.heads(instance.table()))
                newest.add("newest: " + workspace.called(instance.table()) + " holds the newest version of each "
                        + rule.entity() + " of " + workspace.called(rule.table()));
        List<@Nullable Term> cells = new ArrayList<>();
        scan.getRowType().getFieldNames().forEach(column -> cells.add(new Cell(instance, column)));
        return new Rows(cells, List.of(instance), List.of(), Set.of(), List.of(), Set.of());
    }

    /// Of what is not known it is only known which tables it reads.
    private List<Rows> other(RelNode node, Around around) {
        var width = node.getRowType().getFieldCount();
        List<Rows> all = List.of(Rows.of(0));
        for (var input : node.getInputs()) all = beside(all, trace(input, around));
        return all.stream().map(rows -> rows.having(Rows.of(width).columns())).toList();
    }

    private static List<Rows> beside(List<Rows> left, List<Rows> right) {
        if (left.size() * right.size() > MOST_WAYS)
            throw new Rejection(Problem.of(
                            CheckCode.TOO_MANY_WAYS,
                            "the rows of a join come from more than " + MOST_WAYS + " combinations of UNIONs")
                    .hint("join inside of the UNION, or ask in parts"));
        return left.stream().flatMap(one -> right.stream().map(one::beside)).toList();
    }

    private Rows projected(Project project, Rows rows, Around around) {
        var terms = around.terms.over(rows.columns());
        var subQueries = new SubQueries(project, rows, around);
        List<@Nullable Term> columns = new ArrayList<>();
        for (var value : project.getProjects()) {
            subQueries.in(value).forEach(this::sub);
            columns.add(terms.of(value));
        }
        return rows.having(columns);
    }

    private Rows filtered(Filter filter, Rows rows, Around around) {
        var terms = around.terms.over(rows.columns());
        var found = Conditions.of(filter.getCondition(), terms::of);
        var known = rows.knowing(found.facts(), presence.sides(found.there()));
        new SubQueries(filter, known, around).in(filter.getCondition()).forEach(this::sub);
        filters.note(filter.getCondition(), terms);
        return known;
    }

    private record Sides(Set<Integer> left, Set<Integer> right) {
        Set<Integer> all() {
            var all = new HashSet<>(left);
            all.addAll(right);
            return all;
        }
    }

    private Sides sides(RelNode join, JoinRelType type) {
        return sides.computeIfAbsent(join, _ -> {
            var made = new Sides(
                    type.generatesNullsOnLeft() ? Set.of(presence.side()) : Set.of(),
                    type.generatesNullsOnRight() ? Set.of(presence.side()) : Set.of());
            if (type == JoinRelType.FULL)
                presence.full(made.left.iterator().next(), made.right.iterator().next());
            return made;
        });
    }

    private Rows beside(Rows left, Rows right, Sides sides) {
        left.instances().forEach(instance -> presence.guard(instance, sides.left));
        right.instances().forEach(instance -> presence.guard(instance, sides.right));
        return left.guarded(sides.left).beside(right.guarded(sides.right));
    }

    private List<Rows> joined(Join join, Around around) {
        var sides = sides(join, join.getJoinType());
        var lefts = trace(join.getLeft(), around);
        var rights = trace(join.getRight(), around);
        beside(lefts, rights);
        return lefts.stream()
                .flatMap(left -> rights.stream().map(right -> joined(join, beside(left, right, sides), sides, around)))
                .toList();
    }

    private Rows joined(Join join, Rows rows, Sides sides, Around around) {
        var terms = around.terms.over(rows.columns());
        var found = Conditions.of(join.getCondition(), terms::of);
        var all = sides.all();
        new SubQueries(join, rows.knowing(found.facts(), presence.sides(found.there())), around)
                .in(join.getCondition())
                .forEach(this::sub);
        filters.note(join.getCondition(), terms);
        if (all.isEmpty()) return rows.knowing(found.facts(), presence.sides(found.there()));
        // The row of the side that may be missing is there only with one of the other; not so in a full join.
        if (all.size() == 1) presence.imply(all.iterator().next(), found.there());
        return rows.knowing(
                found.facts().stream().map(fact -> fact.guarded(all)).toList(), Set.of());
    }

    private List<Rows> lateral(Correlate correlate, Around around) {
        var sides = sides(correlate, correlate.getJoinType());
        List<Rows> all = new ArrayList<>();
        for (var left : trace(correlate.getLeft(), around)) {
            var inner = new Around(
                    around.terms.within(correlate.getCorrelationId(), left.columns()), around.rows.beside(left));
            for (var right : trace(correlate.getRight(), inner)) all.add(beside(left, right, sides));
        }
        return all;
    }

    private Rows aggregated(Aggregate aggregate, Rows rows, Around around) {
        var judged = judged(rows, around, false);
        var versions = new VersionChoice(workspace, presence, rows, around.rows).of(aggregate);
        problems.addAll(versions.problems());
        List<@Nullable Term> columns = new ArrayList<>();
        for (var key : aggregate.getGroupSet()) columns.add(rows.columns().get(key));
        aggregate.getAggCallList().forEach(_ -> columns.add(null));
        return judged.having(columns).settling(versions.settled());
    }

    /// A sub-query is a join with the query around, if it looks at its rows or its rows are compared with them.
    private void sub(SubQueries.Found found) {
        for (var rows : trace(found.query().rel, found.around())) {
            List<Fact> equal = new ArrayList<>();
            Set<Instance> there = new HashSet<>();
            if (found.compares())
                for (var index = 0; index < found.operands().size(); index++) {
                    var operand = found.operands().get(index);
                    Conditions.equal(operand, rows.columns().get(index)).ifPresent(equal::add);
                    if (operand instanceof Cell cell) there.add(cell.instance());
                }
            judged(rows.knowing(equal, presence.sides(there)), found.around(), found.joins());
        }
    }
}
