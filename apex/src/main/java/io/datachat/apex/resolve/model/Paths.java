package io.datachat.apex.resolve.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.AllDirectedPaths;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DirectedPseudograph;

/// The one safe way from an entity to another (docs/values.md, section 3).
///
/// To-many chains are searched in a graph with two floors: to-many steps stay upstairs, the first to-one step leads
/// downstairs, and nothing leads up again; so a chain that goes up to a shared parent and down to its other children
/// cannot be found.
public final class Paths {
    private final Graph<String, Edge> toOne = new DirectedPseudograph<>(Edge.class);
    private final Graph<String, Edge> floors = new DirectedPseudograph<>(Edge.class);
    private final Map<List<String>, Path> known = new ConcurrentHashMap<>();

    /// Edges are equal only to themselves: two roles between the same entities are two edges.
    private static final class Edge {
        private final Step step;

        Edge(Step step) {
            this.step = step;
        }
    }

    public sealed interface Path {
        /// @param overlaps whether a row may stand in several groups: some step is to-many
        record Found(List<Step> steps, boolean overlaps) implements Path {}

        /// @param ways the equally short ones
        record Ambiguous(List<List<Step>> ways) implements Path {}

        /// @param throughParent whether only a many-to-many chain through a shared parent exists
        record None(boolean throughParent) implements Path {}
    }

    public Paths(Collection<BoundEntity> entities, Collection<Step> steps) {
        for (var entity : entities) {
            toOne.addVertex(entity.id());
            floors.addVertex(up(entity.id()));
            floors.addVertex(down(entity.id()));
        }
        for (var step : steps) {
            if (step.toMany()) {
                floors.addEdge(up(step.from()), up(step.to()), new Edge(step));
            } else {
                toOne.addEdge(step.from(), step.to(), new Edge(step));
                floors.addEdge(up(step.from()), down(step.to()), new Edge(step));
                floors.addEdge(down(step.from()), down(step.to()), new Edge(step));
            }
        }
    }

    public Path between(String from, String to) {
        return known.computeIfAbsent(List.of(from, to), _ -> search(from, to));
    }

    private Path search(String from, String to) {
        if (from.equals(to)) return new Path.Found(List.of(), false);
        if (!toOne.containsVertex(from) || !toOne.containsVertex(to)) return new Path.None(false);
        var straight = shortest(toOne, from, List.of(to));
        var ways = straight.isEmpty() ? shortest(floors, up(from), List.of(up(to), down(to))) : straight;
        if (ways.size() > 1) return new Path.Ambiguous(ways);
        if (ways.size() == 1) return new Path.Found(ways.getFirst(), straight.isEmpty());
        return new Path.None(anyhow(from, to));
    }

    private static List<List<Step>> shortest(Graph<String, Edge> graph, String from, List<String> targets) {
        var search = new BFSShortestPath<>(graph);
        var best = Integer.MAX_VALUE;
        for (var target : targets) {
            var path = search.getPath(from, target);
            if (path != null) best = Math.min(best, path.getLength());
        }
        if (best == Integer.MAX_VALUE) return List.of();
        List<List<Step>> ways = new ArrayList<>();
        var all = new AllDirectedPaths<>(graph);
        for (var target : targets)
            for (GraphPath<String, Edge> path : all.getAllPaths(from, target, true, best))
                ways.add(path.getEdgeList().stream().map(edge -> edge.step).toList());
        return ways;
    }

    /// Whether the two are connected at all, for a better refusal.
    private boolean anyhow(String from, String to) {
        return toOne.vertexSet().stream()
                .anyMatch(parent -> !shortest(toOne, from, List.of(parent)).isEmpty()
                        && !shortest(toOne, to, List.of(parent)).isEmpty());
    }

    private static String up(String entity) {
        return entity + "↑";
    }

    private static String down(String entity) {
        return entity + "↓";
    }
}
