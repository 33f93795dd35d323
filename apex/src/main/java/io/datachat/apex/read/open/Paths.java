package io.datachat.apex.read.open;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint.Cardinality;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.datapoint.DataPoint.Relationship;
import io.datachat.apex.read.open.Block.Edge;
import io.datachat.apex.read.open.Block.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tables of a block as entities, each reached from the fact along declared to-one relationships.
///
/// @param fact    the entity whose rows are counted; no join multiplies them
/// @param prefix  the path to each table: empty for the fact, else roles with a dot after each
/// @param present conditions that say a partner exists, where an INNER JOIN drops rows without one and nothing declares
/// that there are none
record Paths(Entity fact, Map<Leaf, String> prefix, List<String> present) {
    static Paths of(Block block, DatabaseCatalog catalog, List<Entity> entities) {
        Map<Leaf, Entity> known = new LinkedHashMap<>();
        for (var leaf : block.leaves()) known.put(leaf, entity(leaf, catalog, entities));
        for (var fact : block.leaves()) {
            var walk = new Walk(block, catalog, known);
            walk.reach(fact, "");
            if (walk.complete()) return new Paths(walk.entity(fact), walk.prefix, walk.present);
        }
        throw new Shut("its joins are not declared as to-one relationships from one entity");
    }

    String path(Block block, int column) {
        var leaf = block.leaf(column);
        return prefix.get(leaf) + leaf.column(column);
    }

    private static Table table(Leaf leaf, DatabaseCatalog catalog) {
        return catalog.table(String.join(".", leaf.table().getQualifiedName())).orElseThrow();
    }

    private static Entity entity(Leaf leaf, DatabaseCatalog catalog, List<Entity> entities) {
        var table = table(leaf, catalog);
        var found = entities.stream()
                .filter(entity ->
                        catalog.table(entity.source()).filter(table::equals).isPresent())
                .toList();
        if (found.size() == 1) return found.getFirst();
        throw new Shut((found.isEmpty() ? "no entity has" : "several entities have") + " the source " + table.name());
    }

    private static final class Walk {
        private final Block block;
        private final DatabaseCatalog catalog;
        private final Map<Leaf, Entity> entities;
        private final Map<Leaf, String> prefix = new LinkedHashMap<>();
        private final List<String> present = new ArrayList<>();
        private final Set<Edge> used = new HashSet<>();

        Walk(Block block, DatabaseCatalog catalog, Map<Leaf, Entity> entities) {
            this.block = block;
            this.catalog = catalog;
            this.entities = entities;
        }

        Entity entity(Leaf leaf) {
            return Objects.requireNonNull(entities.get(leaf));
        }

        /// Every table is reached, and no join says more than a relationship does.
        boolean complete() {
            return prefix.size() == block.leaves().size()
                    && used.size() == block.edges().size();
        }

        void reach(Leaf from, String path) {
            prefix.put(from, path);
            for (var to : block.leaves()) {
                if (prefix.containsKey(to)) continue;
                var edges = block.edges().stream()
                        .filter(edge -> between(edge, from, to))
                        .toList();
                var relationship = edges.isEmpty() ? null : declared(from, to, edges);
                if (relationship == null) continue;
                used.addAll(edges);
                var reached = path + relationship.role() + ".";
                if (!edges.getFirst().outer() && mayMiss(from, to, relationship))
                    present.add(reached + presence(to) + " IS NOT NULL");
                reach(to, reached);
            }
        }

        private String presence(Leaf to) {
            if (entity(to).primaryKey().isEmpty())
                throw new Shut("the entity " + entity(to).id() + " has no primary key");
            return entity(to).primaryKey().getFirst();
        }

        private static boolean between(Edge edge, Leaf from, Leaf to) {
            // An outer join keeps the rows of its left side: the fact's side must be that one.
            return (from.owns(edge.left()) && to.owns(edge.right()))
                    || (!edge.outer() && from.owns(edge.right()) && to.owns(edge.left()));
        }

        private @Nullable Relationship declared(Leaf from, Leaf to, List<Edge> edges) {
            var target = entity(to);
            var found = entity(from).relationships().stream()
                    .filter(relationship -> relationship.cardinality() != Cardinality.ONE_TO_MANY)
                    .filter(relationship -> relationship.to().equals(target.id()))
                    .filter(relationship -> same(on(relationship, target), from, to, edges))
                    .toList();
            return found.size() == 1 ? found.getFirst() : null;
        }

        private static List<JoinColumns> on(Relationship relationship, Entity target) {
            if (!relationship.on().isEmpty()) return relationship.on();
            return target.primaryKey().stream()
                    .map(key -> new JoinColumns(key, key))
                    .toList();
        }

        private static boolean same(List<JoinColumns> declared, Leaf from, Leaf to, List<Edge> edges) {
            if (declared.size() != edges.size()) return false;
            return edges.stream().allMatch(edge -> {
                var own = from.owns(edge.left()) ? edge.left() : edge.right();
                var other = from.owns(edge.left()) ? edge.right() : edge.left();
                return declared.stream()
                        .anyMatch(on -> on.column().equalsIgnoreCase(from.column(own))
                                && on.target().equalsIgnoreCase(to.column(other)));
            });
        }

        /// Whether a row may be without partner: unless the database enforces a foreign key over columns that
        /// are never null.
        private boolean mayMiss(Leaf from, Leaf to, Relationship relationship) {
            var source = table(from, catalog);
            var target = table(to, catalog);
            var on = on(relationship, entity(to));
            var enforced = source.foreignKeys().stream()
                    .anyMatch(key -> key.target().equals(target.name())
                            && key.columns().size() == on.size()
                            && on.stream().allMatch(columns -> key.columns().contains(columns.column())));
            var nullable = on.stream()
                    .anyMatch(columns -> source.column(columns.column())
                            .filter(column -> !column.nullable())
                            .isEmpty());
            return !enforced || nullable;
        }
    }
}
