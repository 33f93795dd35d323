package io.datachat.apex.check.join;

import io.datachat.apex.check.join.known.Equality;
import io.datachat.apex.check.join.known.Fact;
import io.datachat.apex.check.join.known.Instance;
import io.datachat.apex.check.join.known.Presence;
import io.datachat.apex.check.join.known.Rows;
import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.datapoint.Domain.Cardinality;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.workspace.Edge;
import io.datachat.apex.workspace.Edge.Pair;
import io.datachat.apex.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Decides whether instances are joined along the edges of a workspace: all of them with one another, each edge whole,
/// and keys compared along no other way.
final class Judge {
    private final Workspace workspace;
    private final Presence presence;
    private final Set<String> explained = new LinkedHashSet<>();

    Judge(Workspace workspace, Presence presence) {
        this.workspace = workspace;
        this.presence = presence;
    }

    /// What was joined, and why it may be.
    List<String> explained() {
        return List.copyOf(explained);
    }

    /// An edge that a query keeps to.
    private record Kept(Edge edge, Instance from, Instance to) {}

    /// @param around   what the rows may be joined with, but need not: the query around
    /// @param anchored whether they must
    List<Problem> problems(Rows rows, Rows around, boolean anchored) {
        List<Instance> all = new ArrayList<>(rows.instances());
        all.addAll(around.instances());
        var both = rows.beside(around);
        var components = new Components(all);
        rows.together().forEach(components::merge);
        components.merge(Set.copyOf(around.instances()));
        List<Kept> kept = new ArrayList<>();
        for (var one : rows.instances())
            for (var other : all)
                if (!one.equals(other))
                    for (var edge : edges(one, other))
                        if (hangs(edge, one, other, both)) {
                            components.merge(Set.of(one, other));
                            kept.add(new Kept(edge, one, other));
                        }
        var apart = components.apart(rows.instances(), anchored ? around.instances() : List.of());
        if (apart.size() > 1) return new Refusals(workspace, both).apart(apart, rows.instances());
        kept.forEach(this::explain);
        return strays(rows, both, kept);
    }

    private void explain(Kept kept) {
        var edge = workspace.edges().contains(kept.edge) ? kept.edge : kept.edge.reversed();
        if (edge.from().equals(edge.to())) return;
        var from = workspace.called(edge.from());
        var to = workspace.called(edge.to());
        explained.add("joined: " + edge.condition(from, to) + ", because " + edge.why());
    }

    /// Those of the workspace, and that a row is itself.
    private List<Edge> edges(Instance one, Instance other) {
        var declared = workspace.between(one.table(), other.table());
        if (!one.table().equals(other.table())) return declared;
        return Stream.of(declared.stream(), declared.stream().map(Edge::reversed), itself(one))
                .flatMap(edges -> edges)
                .toList();
    }

    private Stream<Edge> itself(Instance instance) {
        var table = workspace
                .relations()
                .catalog()
                .table(instance.table().toString())
                .orElseThrow();
        return Stream.concat(Stream.of(table.primaryKey()), table.uniqueKeys().stream())
                .filter(key -> !key.isEmpty())
                .map(key -> new Edge(
                        table.name(),
                        table.name(),
                        key.stream().map(column -> new Pair(column, column)).toList(),
                        Cardinality.ONE_TO_ONE,
                        "the same row"));
    }

    /// Whether wherever the one has a row, it meets the other along the edge.
    private boolean hangs(Edge edge, Instance one, Instance other, Rows rows) {
        var across = presence.across(one, other);
        var present = presence.present(across ? Set.of(one, other) : Set.of(one), rows.present());
        return present.containsAll(presence.sides(Set.of(other)))
                && Equality.of(rows.facts(), present).holds(edge, one, other);
    }

    /// Keys that are compared apart from the edges.
    private List<Problem> strays(Rows rows, Rows both, List<Kept> kept) {
        var along = new Equality();
        for (var fact : both.facts())
            if (!(fact.one() instanceof Cell && fact.other() instanceof Cell)) along.add(fact.one(), fact.other());
        for (var held : kept)
            for (var pair : held.edge.on())
                along.add(new Cell(held.from, pair.column()), new Cell(held.to, pair.target()));
        around(both, rows).forEach(fact -> along.add(fact.one(), fact.other()));
        List<Problem> problems = new ArrayList<>();
        for (var fact : rows.facts())
            if (fact.one() instanceof Cell one
                    && fact.other() instanceof Cell other
                    && !one.instance().equals(other.instance())
                    && !along.same(one, other)
                    && !settled(one, other, rows)
                    && (key(one) || key(other))) problems.add(new Refusals(workspace, both).stray(one, other));
        return problems;
    }

    /// What was judged before is not judged again.
    private static boolean settled(Cell one, Cell other, Rows rows) {
        return rows.together().stream().anyMatch(set -> set.contains(one.instance()) && set.contains(other.instance()));
    }

    private static List<Fact> around(Rows both, Rows rows) {
        return both.facts().stream()
                .filter(fact -> !rows.facts().contains(fact))
                .toList();
    }

    private boolean key(Cell cell) {
        return workspace.from(cell.instance().table()).stream()
                .flatMap(edge -> edge.on().stream())
                .anyMatch(pair -> pair.column().equals(cell.column()));
    }

    /// Instances that hang together.
    private static final class Components {
        private final Map<Instance, Set<Instance>> of = new LinkedHashMap<>();

        Components(List<Instance> instances) {
            for (var instance : instances) of.put(instance, new LinkedHashSet<>(Set.of(instance)));
        }

        void merge(Set<Instance> instances) {
            var merged = new LinkedHashSet<Instance>();
            for (var instance : instances) merged.addAll(of.getOrDefault(instance, Set.of(instance)));
            merged.forEach(instance -> of.put(instance, merged));
        }

        /// The components of some instances.
        List<Set<Instance>> apart(List<Instance> instances, List<Instance> anchors) {
            List<Set<Instance>> apart = new ArrayList<>();
            Stream.concat(anchors.stream(), instances.stream()).map(of::get).forEach(component -> {
                if (apart.stream().noneMatch(known -> known == component)) apart.add(component);
            });
            return apart;
        }
    }
}
