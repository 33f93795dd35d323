package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.metricflow.JoinGraph.Link;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.EntityKey;
import io.datachat.apex.exchange.metricflow.text.Semantics.KeyType;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds what a MetricFlow name such as `listing__user__home_state` means, seen from the models that metrics live in.
final class Paths {
    private final JoinGraph graph;

    Paths(JoinGraph graph) {
        this.graph = graph;
    }

    /// @param dimension null when it is the key
    /// @param resolved  the full name, where a shorter one was asked
    record Found(
            Model home,
            List<Link> chain,
            Model at,
            @Nullable Dimension dimension,
            @Nullable EntityKey key,
            String resolved) {
        String element() {
            return dimension != null ? dimension.name() : key != null ? key.name() : "";
        }
    }

    /// @param why null when it was found
    record Look(@Nullable Found found, @Nullable String why) {
        static Look not(String why) {
            return new Look(null, why);
        }
    }

    Look look(Model home, String name) {
        var parts = Arrays.asList(name.split("__", -1));
        var entities = parts.subList(0, parts.size() - 1);
        var exact = exact(home, entities, parts.getLast());
        if (exact.size() == 1) return new Look(exact.getFirst(), null);
        if (exact.size() > 1) return ambiguous(name, exact);
        List<Found> suffix = new ArrayList<>();
        for (var key : home.keys()) {
            if (entities.isEmpty() || entities.contains(key.name())) continue;
            List<String> longer = new ArrayList<>(entities);
            longer.addFirst(key.name());
            suffix.addAll(exact(home, longer, parts.getLast()));
        }
        if (suffix.size() == 1) return new Look(suffix.getFirst(), null);
        return suffix.isEmpty()
                ? Look.not("'" + name + "' is not reachable from " + home.name())
                : ambiguous(name, suffix);
    }

    private static Look ambiguous(String name, List<Found> found) {
        return Look.not("'" + name + "' may be of "
                + found.stream().map(each -> each.at().name()).distinct().collect(Collectors.joining(", ")));
    }

    private List<Found> exact(Model home, List<String> entities, String element) {
        var resolved = String.join("__", entities) + (entities.isEmpty() ? "" : "__") + element;
        if (entities.isEmpty()) return one(home, List.of(), element, resolved);
        if (entities.size() == 1 && home.owns(entities.getFirst())) {
            var local = one(home, List.of(), element, resolved);
            if (!local.isEmpty()) return local;
        }
        List<Found> found = new ArrayList<>();
        for (var chain : graph.chains(home, entities)) found.addAll(one(home, chain, element, resolved));
        return found;
    }

    /// Without entities before it, a name can only be that of a key.
    private static List<Found> one(Model home, List<Link> chain, String element, String resolved) {
        var at = chain.isEmpty() ? home : chain.getLast().to();
        var dimension = resolved.equals(element) ? null : at.dimension(element);
        if (dimension != null) return List.of(new Found(home, chain, at, dimension, null, resolved));
        var key = at.key(element);
        return key == null ? List.of() : List.of(new Found(home, chain, at, null, key, resolved));
    }

    /// How the thing is written in a request for metrics that live in all of these models.
    Written written(List<Model> homes, String name) {
        Map<Model, Found> found = new LinkedHashMap<>();
        for (var home : homes) {
            var look = look(home, name);
            if (look.found() == null) return new Written(null, null, look.why());
            found.put(home, look.found());
        }
        Set<String> common = null;
        for (var each : found.values()) {
            var addresses = addresses(each);
            if (common == null) common = new LinkedHashSet<>(addresses);
            else common.retainAll(addresses);
        }
        var first = found.values().iterator().next();
        if (common == null || common.isEmpty())
            return new Written(
                    null,
                    first,
                    "'" + name + "' is a different thing for "
                            + homes.stream().map(Model::name).collect(Collectors.joining(", "))
                            + ", so one path cannot name it for all of them");
        return new Written(common.iterator().next(), first, null);
    }

    /// @param path null when there is none, and `why` says why
    record Written(
            @Nullable String path,
            @Nullable Found found,
            @Nullable String why) {}

    /// From the most explicit to the one that most models can share.
    private Set<String> addresses(Found found) {
        Set<String> addresses = new LinkedHashSet<>();
        var chain = found.chain();
        var leaf = Slug.snake(found.element());
        for (int start = 0; start <= chain.size(); start++) {
            if (!graph.shortest(found.home(), chain.subList(0, start))) break;
            var text = new StringBuilder(
                    graph.id(start == 0 ? found.home() : chain.get(start - 1).to()));
            for (var link : chain.subList(start, chain.size())) text.append('.').append(link.role());
            addresses.add(text + "." + leaf);
        }
        if (chain.isEmpty() && found.key() != null) addresses.addAll(keys(found.home(), found.key()));
        return addresses;
    }

    /// The key read as that of the model that it points to, which is the same from every model that has it.
    private Set<String> keys(Model home, EntityKey key) {
        Set<String> addresses = new LinkedHashSet<>();
        if (key.type() != KeyType.FOREIGN && primaryOf(home, key)) addresses.add(graph.id(home));
        for (var link : graph.from(home)) {
            var target = link.to().key(key.name());
            if (!link.entity().equals(key.name()) || target == null || !primaryOf(link.to(), target)) continue;
            if (graph.shortest(home, List.of(link))) addresses.add(graph.id(link.to()));
        }
        return addresses;
    }

    static boolean primaryOf(Model model, EntityKey key) {
        return EntityImport.primaryKey(model).equals(JoinGraph.columns(model, key))
                && JoinGraph.columns(model, key).size() == 1;
    }

    /// Where a metric per value of an entity is read from: the model with one row per value.
    @Nullable
    Model owner(Model home, String entity) {
        var own = home.key(entity);
        if (own != null && own.type() != KeyType.FOREIGN && primaryOf(home, own) && !JoinGraph.historic(home))
            return home;
        Model best = null;
        for (var link : graph.from(home)) {
            var target = link.to().key(entity);
            if (!link.entity().equals(entity) || target == null || !primaryOf(link.to(), target)) continue;
            if (JoinGraph.historic(link.to()) || !graph.shortest(home, List.of(link))) continue;
            if (best == null
                    || link.to().dimensions().size() > best.dimensions().size()) best = link.to();
        }
        return best;
    }
}
