package io.datachat.apex.workspace.scaffold;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Domain.Cardinality;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.workspace.Edge;
import io.datachat.apex.workspace.Versioning;
import io.datachat.apex.workspace.Workspace;
import io.datachat.apex.workspace.WorkspaceCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The smallest tree of edges over some tables: with as few other tables as possible, and to-one joins before others.
/// Where two ways are equally short, nobody can tell which one is meant.
final class JoinTree {
    private static final int MOST_BETWEEN = 3;
    private static final int OFFERED = 5;

    private final Workspace workspace;
    private final Set<Table.Name> wanted;

    JoinTree(Workspace workspace, Set<Table.Name> wanted) {
        this.workspace = workspace;
        this.wanted = wanted;
    }

    /// The edges in an order in which each leads from a table that is there to one that is not.
    List<Edge> edges() {
        for (var between = 0; between <= MOST_BETWEEN; between++) {
            var ways = subsets(between).stream()
                    .map(this::tree)
                    .filter(tree -> !tree.isEmpty() || wanted.size() == 1)
                    .toList();
            if (ways.size() == 1 || (wanted.size() == 1 && !ways.isEmpty())) return ways.getFirst();
            if (ways.size() > 1) throw ambiguous(ways);
        }
        throw unreachable();
    }

    /// Sets of other tables to go by way of. Of a versioned table only the newest are gone through.
    private List<Set<Table.Name>> subsets(int size) {
        var others = workspace.catalog().tables().stream()
                .map(Table::name)
                .filter(table -> !wanted.contains(table))
                .filter(table ->
                        workspace.versions().stream().map(Versioning::table).noneMatch(table::equals))
                .toList();
        List<Set<Table.Name>> sets = new ArrayList<>(List.of(Set.of()));
        for (var round = 0; round < size; round++) {
            var larger = new LinkedHashSet<Set<Table.Name>>();
            for (var set : sets)
                for (var other : others) {
                    var more = new HashSet<>(set);
                    if (more.add(other)) larger.add(more);
                }
            sets = new ArrayList<>(larger);
        }
        return sets;
    }

    /// A tree over the tables wanted and these; empty when they do not hang together.
    private List<Edge> tree(Set<Table.Name> between) {
        Set<Table.Name> all = new LinkedHashSet<>(wanted);
        all.addAll(between);
        Set<Table.Name> reached = new LinkedHashSet<>(Set.of(wanted.iterator().next()));
        List<Edge> tree = new ArrayList<>();
        while (reached.size() < all.size()) {
            var next = next(reached, all);
            if (next.isEmpty()) return List.of();
            tree.add(next.getFirst());
            reached.add(next.getFirst().to());
        }
        // A table that nothing hangs on was not needed.
        var needless = between.stream()
                .anyMatch(table -> tree.stream()
                                .filter(edge ->
                                        edge.from().equals(table) || edge.to().equals(table))
                                .count()
                        < 2);
        return needless ? List.of() : tree;
    }

    /// Edges to a further table, those that lead to one row before the others.
    private List<Edge> next(Set<Table.Name> reached, Set<Table.Name> all) {
        var further = reached.stream()
                .flatMap(table -> workspace.from(table).stream())
                .filter(edge -> all.contains(edge.to()) && !reached.contains(edge.to()))
                .toList();
        var owned = further.stream()
                .filter(edge -> edge.cardinality() != Cardinality.MANY_TO_MANY)
                .toList();
        var best = owned.isEmpty() ? further : owned;
        if (best.isEmpty()) return best;
        var first = best.getFirst();
        var twins = best.stream()
                .filter(edge -> edge.from().equals(first.from()) && edge.to().equals(first.to()))
                .map(edge -> edge.condition(workspace.called(edge.from()), workspace.called(edge.to())))
                .distinct()
                .toList();
        if (twins.size() > 1)
            throw new Rejection(Problem.of(
                            WorkspaceCode.AMBIGUOUS_JOIN,
                            "there is more than one join between " + workspace.called(first.from()) + " and "
                                    + workspace.called(first.to()))
                    .choices(twins)
                    .hint("write the SQL with the one that is meant"));
        return best;
    }

    private Rejection ambiguous(List<List<Edge>> ways) {
        var by = ways.stream()
                .map(way -> way.stream()
                        .map(Edge::to)
                        .filter(table -> !wanted.contains(table))
                        .map(workspace::called)
                        .collect(Collectors.joining(", ")))
                .distinct()
                .limit(OFFERED)
                .toList();
        return new Rejection(
                Problem.of(WorkspaceCode.AMBIGUOUS_JOIN, "there is more than one shortest way between " + named())
                        .choices(by)
                        .hint("name the table to go by way of as well"));
    }

    private Rejection unreachable() {
        var near = wanted.stream()
                .flatMap(table -> workspace.from(table).stream())
                .map(Edge::to)
                .distinct()
                .map(workspace::called)
                .limit(OFFERED)
                .toList();
        return new Rejection(Problem.of(
                        WorkspaceCode.NO_JOIN, "no joins of workspace " + workspace.name() + " lead between " + named())
                .choices(near)
                .hint("ask for them apart, or add a join to the workspace"));
    }

    private String named() {
        return wanted.stream().map(workspace::called).collect(Collectors.joining(", "));
    }
}
