package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.metricflow.Paths.Found;
import io.datachat.apex.exchange.metricflow.text.Jinja;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import io.datachat.apex.exchange.metricflow.text.Jinja.Spelled;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Spells what filters refer to as SQL that DataPoints take.
final class Spelling {
    static final String METRIC_TIME = "metric_time";

    private static final Map<String, String> PARTS = Map.of(
            "year", "year",
            "quarter", "quarter",
            "month", "month",
            "week", "week",
            "day", "day",
            "dow", "isodow",
            "doy", "doy");

    private final JoinGraph graph;
    private final Paths paths;
    private final Moments moments;

    Spelling(JoinGraph graph, Paths paths, Moments moments) {
        this.graph = graph;
        this.paths = paths;
        this.moments = moments;
    }

    /// A model in which a measure lives, and the time dimension of the measure.
    record Home(Model model, @Nullable Dimension time) {}

    /// One reference as seen from one measure; `said` hears why not.
    Optional<Spelled> inDefinition(Reference reference, Home home, List<String> said) {
        return switch (reference.kind()) {
            case METRIC -> metric(reference, home, said);
            case DIMENSION, TIME, ENTITY -> {
                if (reference.name().equals(METRIC_TIME)) yield metricTime(reference, home, said);
                var look = paths.look(home.model(), reference.name());
                if (look.found() == null) {
                    said.add(look.why() == null ? reference.name() : look.why());
                    yield Optional.empty();
                }
                yield cut(definition(look.found()), look.found().dimension(), reference, said);
            }
        };
    }

    private Optional<Spelled> metricTime(Reference reference, Home home, List<String> said) {
        var time = home.time();
        if (time != null) return cut(moments.of(home.model(), time), time, reference, said);
        said.add("metric_time, but the measure has no time");
        return Optional.empty();
    }

    /// The column where it is one, so that a dimension of the same name as another column cannot be meant.
    private String definition(Found found) {
        var expression = found.dimension() != null
                ? moments.of(found.at(), found.dimension())
                : found.key() != null ? found.key().expression() : "";
        if (found.chain().isEmpty()) return JoinGraph.column(expression) ? expression : "(" + expression + ")";
        var text = new StringBuilder();
        for (var link : found.chain()) text.append(link.role()).append('.');
        return text + (JoinGraph.column(expression) ? expression : Slug.snake(found.element()));
    }

    private Optional<Spelled> metric(Reference reference, Home home, List<String> said) {
        var path = perKey(reference, List.of(home.model()), said);
        return path.map(text -> new Spelled(text, false));
    }

    /// `listings.bookings`: the metric per key of the model that has one row per value of the entity.
    Optional<String> perKey(Reference reference, List<Model> homes, List<String> said) {
        if (reference.groupBy().size() != 1) {
            said.add("Metric('" + reference.name() + "') by other than one entity");
            return Optional.empty();
        }
        var entity =
                Arrays.asList(reference.groupBy().getFirst().split("__", -1)).getLast();
        Model owner = null;
        for (var home : homes) {
            var found = paths.owner(home, entity);
            if (found == null || (owner != null && !owner.equals(found))) {
                said.add("Metric('" + reference.name() + "') by " + entity
                        + ", of which no model has exactly one row each");
                return Optional.empty();
            }
            owner = found;
        }
        return owner == null ? Optional.empty() : Optional.of(graph.id(owner) + "." + Slug.snake(reference.name()));
    }

    /// Cut as MetricFlow cuts it: a time is always seen at a grain, its own when none was stated.
    Optional<Spelled> cut(String sql, @Nullable Dimension dimension, Reference reference, List<String> said) {
        if (reference.part() != null) return part(sql, reference.part(), said);
        if (dimension == null || !dimension.time()) return Optional.of(new Spelled(sql, false));
        var natural = dimension.grain() == null ? "day" : dimension.grain();
        var grain = reference.grain() == null ? natural : reference.grain();
        if (Moments.grain(grain).isEmpty()) {
            if (reference.grain() == null) return Optional.of(new Spelled(sql, true));
            said.add("grain '" + grain + "'");
            return Optional.empty();
        }
        return Optional.of(new Spelled("date_trunc('" + grain + "', " + sql + ")", true));
    }

    Optional<Spelled> part(String sql, String part, List<String> said) {
        var field = PARTS.get(part);
        if (field != null) return Optional.of(new Spelled("extract(" + field + " from " + sql + ")", false));
        said.add("date part '" + part + "'");
        return Optional.empty();
    }

    /// A filter that is to hold for measures of all these homes: one text that means the same from each of them.
    Optional<String> filter(String jinja, List<Home> homes, List<String> said) {
        Set<String> near = new LinkedHashSet<>();
        Set<String> named = new LinkedHashSet<>();
        for (var home : homes) {
            var one = Jinja.fill(jinja, reference -> inDefinition(reference, home, said));
            if (one.isEmpty()) return Optional.empty();
            near.add(one.get());
            if (homes.size() > 1)
                Jinja.fill(jinja, reference -> byName(reference, home, said)).ifPresent(named::add);
        }
        if (near.size() == 1) return Optional.of(near.iterator().next());
        if (named.size() == 1) return Optional.of(named.iterator().next());
        said.add("one filter for "
                + homes.stream().map(home -> home.model().name()).distinct().collect(Collectors.joining(" and ")));
        return Optional.empty();
    }

    /// With the model's own name before its own columns, as others write it.
    private Optional<Spelled> byName(Reference reference, Home home, List<String> said) {
        var look = reference.kind() == Jinja.Kind.METRIC || reference.name().equals(METRIC_TIME)
                ? null
                : paths.look(home.model(), reference.name());
        if (look == null || look.found() == null || !look.found().chain().isEmpty())
            return inDefinition(reference, home, said);
        var text = definition(look.found());
        return JoinGraph.column(text)
                ? cut(graph.id(home.model()) + "." + text, look.found().dimension(), reference, said)
                : inDefinition(reference, home, said);
    }
}
