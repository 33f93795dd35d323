package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.apex.exchange.metricflow.text.Semantics.EntityKey;
import io.datachat.apex.exchange.metricflow.text.Semantics.KeyType;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.exchange.metricflow.text.Semantics.Validity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which semantic model joins which, by the entities that they share. MetricFlow joins a model's entity of any type to
/// every model that has one row per value of it.
final class JoinGraph {
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\"[^\"]+\"");

    private final Tables tables;
    private final Map<String, Model> byId = new LinkedHashMap<>();
    private final Map<Model, String> ids = new HashMap<>();
    private final Map<Model, List<Link>> links = new HashMap<>();

    /// @param role how the step is called here
    /// @param on      own column to target column
    /// @param certain false when the target is known to have several rows for one key
    record Link(Model from, String entity, Model to, String role, Map<String, String> on, boolean certain) {}

    JoinGraph(List<Model> models, Tables tables) {
        this.tables = tables;
        var naming = new Slug();
        for (var model : models) {
            var id = naming.of(model.name());
            byId.put(id, model);
            ids.put(model, id);
        }
        for (var model : models) links.put(model, links(model, models));
        for (var model : models) {
            List<Link> all = new ArrayList<>(from(model));
            all.addAll(through(model, models));
            links.put(model, all);
        }
    }

    Map<String, Model> models() {
        return byId;
    }

    String id(Model model) {
        var id = ids.get(model);
        if (id == null) throw new IllegalStateException("no such model: " + model.name());
        return id;
    }

    List<Link> from(Model model) {
        return links.getOrDefault(model, List.of());
    }

    @Nullable
    Model find(String name) {
        for (var model : byId.values()) if (model.name().equals(name)) return model;
        return null;
    }

    static boolean column(String expression) {
        return COLUMN.matcher(expression).matches();
    }

    static String bare(String column) {
        return column.startsWith("\"") ? column.substring(1, column.length() - 1) : column;
    }

    private List<Link> links(Model from, List<Model> models) {
        List<Link> found = new ArrayList<>();
        for (var key : from.keys())
            for (var to : models) {
                var target = to.equals(from) ? null : to.key(key.name());
                if (target == null || target.type() == KeyType.FOREIGN) continue;
                if (key.type() == KeyType.NATURAL && target.type() == KeyType.NATURAL) continue;
                var on = on(from, key, to, target);
                if (on == null) continue;
                var certain = JoinGraph.historic(to)
                        || tables.unique(to.table(), List.copyOf(on.values())).orElse(true);
                if (!certain)
                    key.line()
                            .roughly("its values are not unique in " + to.table()
                                    + ": there and here, a row meets every partner");
                found.add(new Link(from, key.name(), to, role(to, key), on, certain));
            }
        return found;
    }

    /// Partitioned models behind one that is not: MetricFlow compares their partition with that of the model where
    /// the way begins. The entity of such a link is `listing__user`.
    private List<Link> through(Model from, List<Model> models) {
        List<Link> found = new ArrayList<>();
        var here = from.partition();
        if (here == null || !column(here.expression())) return found;
        for (var step : List.copyOf(from(from))) {
            if (step.to().partition() != null) continue;
            for (var key : step.to().keys())
                for (var to : models) {
                    var target = to.equals(from) || to.equals(step.to()) ? null : to.key(key.name());
                    var there = to.partition();
                    if (target == null || target.type() == KeyType.FOREIGN || there == null) continue;
                    if (key.name().equals(step.entity()) || historic(to)) continue;
                    if (!column(key.expression()) || !column(target.expression()) || !column(there.expression()))
                        continue;
                    if (from(from).stream().anyMatch(link -> link.to().equals(to))) continue;
                    if (found.stream().anyMatch(link -> link.to().equals(to))) continue;
                    Map<String, String> on = new LinkedHashMap<>();
                    on.put(step.role() + "." + bare(key.expression()), bare(target.expression()));
                    on.put(bare(here.expression()), bare(there.expression()));
                    found.add(new Link(
                            from,
                            step.entity() + "__" + key.name(),
                            to,
                            step.role() + "_" + id(to),
                            on,
                            step.certain()
                                    && tables.unique(to.table(), List.copyOf(on.values()))
                                            .orElse(true)));
                }
        }
        return found;
    }

    private @Nullable Map<String, String> on(Model from, EntityKey key, Model to, EntityKey target) {
        if (!column(key.expression()) || !column(target.expression())) {
            key.line().roughly("not joined to " + to.name() + ": the key is an expression, not a column");
            return null;
        }
        Map<String, String> on = new LinkedHashMap<>();
        on.put(bare(key.expression()), bare(target.expression()));
        var there = to.partition();
        if (there == null) return on;
        var here = from.partition();
        if (here == null || !column(here.expression()) || !column(there.expression())) {
            key.line()
                    .roughly("not joined to " + to.name() + ", which is partitioned by " + there.name()
                            + ": without a partition here a row would meet its partner once per partition");
            return null;
        }
        on.put(bare(here.expression()), bare(there.expression()));
        return on;
    }

    /// The id of the target, so that a path reads the same from everywhere; keys beside the first say which they
    /// are.
    private String role(Model to, EntityKey key) {
        var first =
                to.keys().stream().filter(own -> own.type() != KeyType.FOREIGN).findFirst();
        var main = first.map(own -> own.name().equals(key.name())).orElse(true);
        return main ? id(to) : Slug.snake(key.name()) + "_" + id(to);
    }

    /// The columns that tell a model's rows apart: the partition belongs to every key.
    static List<String> columns(Model model, EntityKey key) {
        List<String> columns = new ArrayList<>();
        if (!column(key.expression())) return columns;
        columns.add(bare(key.expression()));
        var partition = model.partition();
        if (partition != null && column(partition.expression())) columns.add(bare(partition.expression()));
        return columns;
    }

    static boolean historic(Model model) {
        return model.validity(Validity.START) != null && model.validity(Validity.END) != null;
    }

    /// Every way from a model over these entities, in order; the model itself when there are none.
    List<List<Link>> chains(Model home, List<String> entities) {
        List<List<Link>> chains = new ArrayList<>();
        follow(home, List.of(), entities, chains);
        return chains;
    }

    private void follow(Model home, List<Link> chain, List<String> entities, List<List<Link>> chains) {
        if (entities.isEmpty()) chains.add(chain);
        for (var link : from(chain.isEmpty() ? home : chain.getLast().to())) {
            var steps = List.of(link.entity().split("__", -1));
            if (steps.size() > entities.size()
                    || !entities.subList(0, steps.size()).equals(steps)) continue;
            if (visits(chain, home, link.to())) continue;
            List<Link> longer = new ArrayList<>(chain);
            longer.add(link);
            follow(home, longer, entities.subList(steps.size(), entities.size()), chains);
        }
    }

    private static boolean visits(List<Link> chain, Model home, Model model) {
        return home.equals(model) || chain.stream().anyMatch(link -> link.to().equals(model));
    }

    /// Whether the shortest way from one model to another is this one and no other, so that naming the other
    /// suffices.
    boolean shortest(Model from, List<Link> chain) {
        return chain.isEmpty() || chain.equals(shortest(from, chain.getLast().to()));
    }

    /// The only shortest way; null when there is none, or two are equally short.
    @Nullable
    List<Link> shortest(Model from, Model to) {
        if (from.equals(to)) return List.of();
        List<List<Link>> chains = new ArrayList<>();
        chains.add(List.of());
        Set<Model> seen = new HashSet<>(Set.of(from));
        while (!chains.isEmpty()) {
            List<List<Link>> longer = new ArrayList<>();
            for (var chain : chains)
                for (var link : from(chain.isEmpty() ? from : chain.getLast().to())) {
                    if (seen.contains(link.to())) continue;
                    List<Link> next = new ArrayList<>(chain);
                    next.add(link);
                    longer.add(next);
                }
            var arrived = longer.stream()
                    .filter(chain -> chain.getLast().to().equals(to))
                    .toList();
            if (!arrived.isEmpty()) return arrived.size() == 1 ? arrived.getFirst() : null;
            longer.forEach(chain -> seen.add(chain.getLast().to()));
            chains = longer;
        }
        return null;
    }
}
