package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.metricflow.JoinGraph.Link;
import io.datachat.apex.exchange.metricflow.text.Jinja;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import io.datachat.apex.exchange.metricflow.text.Jinja.Spelled;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the names of an imported MetricFlow project are called here. A name such as `user__home_state` means something
/// only for the metrics it is asked with, so that it is translated per question.
public final class ImportedNames {
    private static final String TIME = "time";
    private static final Map<String, String> PARTS = Map.of(
            "year", "year_number",
            "quarter", "quarter_of_year",
            "month", "month_of_year",
            "week", "week_of_year",
            "day", "day_of_month",
            "dow", "day_of_week",
            "doy", "day_of_year");

    private final JoinGraph graph;
    private final Paths paths;
    private final Spelling spelling;
    private final Map<String, Facts> facts;
    private final Set<String> custom;

    ImportedNames(JoinGraph graph, Paths paths, Spelling spelling, Map<String, Facts> facts, Set<String> custom) {
        this.graph = graph;
        this.paths = paths;
        this.spelling = spelling;
        this.facts = facts;
        this.custom = custom;
    }

    /// The id of a metric; empty when it did not come over.
    public Optional<String> metric(String name) {
        return Optional.ofNullable(facts.get(name)).map(Facts::id);
    }

    /// The coarsest grain of the times of these metrics: what MetricFlow widens a time constraint to.
    public Grain naturalGrain(List<String> metrics) {
        return known(metrics).stream().map(Facts::natural).max(Grain::compareTo).orElse(Grain.DAY);
    }

    /// The grain of `metric_time` where none is stated.
    public Grain usualGrain(List<String> metrics) {
        return known(metrics).stream().map(Facts::usual).max(Grain::compareTo).orElse(Grain.DAY);
    }

    /// @param path   of a dimension here, or `time`
    /// @param cut    a grain, date part or period of the calendar; null for what is no time
    /// @param column what MetricFlow calls the column
    /// @param why    why there is no such thing; null when there is
    public record Axis(
            String path,
            @Nullable String cut,
            String column,
            @Nullable String why) {
        static Axis not(String why) {
            return new Axis("", null, "", why);
        }
    }

    /// By how much the only one of these metrics is moved, where it is one window moved once: a period of
    /// MetricFlow holds for its moments before the move as well, so that its answer begins so much later.
    public Optional<Amount> late(List<String> metrics) {
        var known = known(metrics);
        return known.size() == 1 ? Optional.ofNullable(known.getFirst().late()) : Optional.empty();
    }

    /// Whether one of these metrics is a window that is moved. MetricFlow cuts such a window by the period of a
    /// question before it moves it, which is not what the period means here.
    public boolean movesWindows(List<String> metrics) {
        return known(metrics).stream().anyMatch(metric -> metric.view() == Facts.View.MOVED_WINDOW);
    }

    /// What a question is about.
    public final class Question {
        private final List<Facts> metrics;
        private final List<Model> homes;
        private final boolean looks;
        private final List<List<Link>> joined = new ArrayList<>();

        private Question(List<Facts> metrics, List<Model> homes) {
            this.metrics = metrics;
            this.homes = homes;
            this.looks = metrics.stream().anyMatch(Facts::looks);
        }

        /// A group-by such as `booking__ds__month`, `Dimension('user__home_state')` or an element with grain or
        /// date part.
        public Axis axis(Reference reference) {
            var asked = split(reference);
            if (asked.name().equals(Spelling.METRIC_TIME)) return time(asked, Spelling.METRIC_TIME, usual());
            var written = paths.written(homes, asked.name());
            var found = written.found();
            if (found == null) return Axis.not(String.valueOf(written.why()));
            var dimension = found.dimension();
            if (!repeatable(found.chain()))
                return Axis.not(
                        "'" + asked.name() + "' is joined a second time over a key that is not unique in the data");
            if (looks && dimension != null && ownTime(asked.name()))
                return time(asked, found.resolved(), Moments.natural(dimension));
            if (written.path() == null) return Axis.not(String.valueOf(written.why()));
            if (dimension == null || !dimension.time()) return new Axis(written.path(), null, found.resolved(), null);
            return cut(written.path(), asked, found.resolved(), Moments.natural(dimension));
        }

        /// MetricFlow joins each model by itself, so that rows on a way that two of them share meet twice; it
        /// makes a difference only when keys are not what they were declared to be.
        private boolean repeatable(List<Link> chain) {
            for (var other : joined) {
                var same = 0;
                while (same < Math.min(chain.size(), other.size())
                        && chain.get(same).equals(other.get(same))) same++;
                if (same == chain.size() || same == other.size()) continue;
                if (chain.subList(0, same).stream().anyMatch(link -> !link.certain())) return false;
            }
            joined.add(chain);
            return true;
        }

        private Axis time(Reference asked, String resolved, Grain usual) {
            return cut(TIME, asked, resolved, usual);
        }

        private Grain usual() {
            return metrics.stream().map(Facts::usual).max(Grain::compareTo).orElse(Grain.DAY);
        }

        private Axis cut(String path, Reference asked, String resolved, Grain usual) {
            if (asked.part() != null) {
                var part = PARTS.get(asked.part());
                return part == null
                        ? Axis.not("date part '" + asked.part() + "'")
                        : new Axis(path, part, resolved + "__extract_" + asked.part(), null);
            }
            var grain = asked.grain() == null ? usual.word() : asked.grain();
            return Moments.grain(grain).isPresent() || custom.contains(grain)
                    ? new Axis(path, grain, resolved + "__" + grain, null)
                    : Axis.not("grain '" + grain + "' is not one of ours");
        }

        /// A filter; `said` hears why there is none.
        public Optional<String> where(String jinja, List<String> said) {
            return Jinja.fill(jinja, reference -> spell(reference, said));
        }

        private Optional<Spelled> spell(Reference reference, List<String> said) {
            if (reference.kind() == Jinja.Kind.METRIC)
                return spelling.perKey(reference, homes, said).map(path -> new Spelled(path, false));
            var axis = axis(reference);
            if (axis.why() != null) {
                said.add(axis.why());
                return Optional.empty();
            }
            var cut = axis.cut();
            if (cut == null) return Optional.of(new Spelled(axis.path(), false));
            if (custom.contains(cut)) return Optional.of(new Spelled(axis.path() + "." + cut, true));
            var part = split(reference).part();
            if (part != null) return spelling.part(axis.path(), part, said);
            return Optional.of(new Spelled("date_trunc('" + cut + "', " + axis.path() + ")", true));
        }

        /// Whether the name is, for every metric of the question, the time that the metric is aggregated by.
        private boolean ownTime(String name) {
            for (var metric : metrics)
                for (var home : metric.homes()) {
                    var found = paths.look(home.model(), name).found();
                    if (found == null || !found.chain().isEmpty() || !Objects.equals(found.dimension(), home.time()))
                        return false;
                }
            return true;
        }
    }

    /// @return empty when one of the metrics did not come over
    public Optional<Question> about(List<String> metrics) {
        var known = known(metrics);
        if (known.size() != metrics.size()) return Optional.empty();
        Set<Model> homes = new LinkedHashSet<>();
        for (var each : known) for (var home : each.homes()) homes.add(home.model());
        return Optional.of(new Question(known, List.copyOf(homes)));
    }

    /// A question for distinct values: about the model from which all of these names are reached with the fewest
    /// joins. Empty when there is none, or several are as near: their values may differ.
    ///
    /// @param names group-bys and the names in filters; metrics of filters left out
    public Optional<Question> aboutValues(List<Reference> names) {
        List<Model> best = new ArrayList<>();
        var fewest = Integer.MAX_VALUE;
        for (var model : graph.models().values()) {
            Set<Model> joined = new LinkedHashSet<>();
            var all = true;
            for (var reference : names) {
                var name = split(reference).name();
                if (name.equals(Spelling.METRIC_TIME)) continue;
                var found = paths.look(model, name).found();
                all &= found != null && found.resolved().equals(name);
                if (found != null) found.chain().forEach(link -> joined.add(link.to()));
            }
            if (!all || joined.size() > fewest) continue;
            if (joined.size() < fewest) best.clear();
            fewest = joined.size();
            best.add(model);
        }
        return best.isEmpty() || (best.size() > 1 && !timeOnly(names))
                ? Optional.empty()
                : Optional.of(new Question(List.of(), List.of(best.getFirst())));
    }

    private boolean timeOnly(List<Reference> names) {
        return names.stream().allMatch(name -> split(name).name().equals(Spelling.METRIC_TIME));
    }

    private List<Facts> known(List<String> metrics) {
        List<Facts> known = new ArrayList<>();
        for (var name : metrics) {
            var found = facts.get(name);
            if (found != null) known.add(found);
        }
        return known;
    }

    /// Takes a grain from the end of the name: `metric_time__month`.
    private Reference split(Reference reference) {
        var parts = Arrays.asList(reference.name().split("__", -1));
        var last = parts.getLast();
        if (parts.size() < 2) return reference;
        var name = String.join("__", parts.subList(0, parts.size() - 1));
        if (last.startsWith("extract_"))
            return new Reference(reference.kind(), name, null, last.substring("extract_".length()), List.of(), false);
        if (Moments.grain(last).isEmpty() && !custom.contains(last)) return reference;
        return new Reference(reference.kind(), name, last, reference.part(), List.of(), false);
    }

    /// Every dimension under the name that MetricFlow gives it and the one it has here, for people to look up.
    public Map<String, Object> table() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        facts.forEach((name, fact) -> metrics.put(name, fact.id()));
        Map<String, Object> dimensions = new LinkedHashMap<>();
        for (var model : graph.models().values()) {
            Map<String, Object> own = new LinkedHashMap<>();
            for (var name : reachable(model)) {
                var written = paths.written(List.of(model), name);
                if (written.path() != null) own.put(name, written.path());
            }
            dimensions.put(graph.id(model), own);
        }
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("metrics", metrics);
        table.put("dimensions_of_metrics_in", dimensions);
        return table;
    }

    private Set<String> reachable(Model model) {
        Set<String> names = new LinkedHashSet<>();
        for (var key : model.keys()) names.add(key.name());
        for (var dimension : model.dimensions())
            if (model.primary() != null) names.add(model.primary() + "__" + dimension.name());
        for (var link : graph.from(model))
            for (var dimension : link.to().dimensions()) names.add(link.entity() + "__" + dimension.name());
        return names;
    }
}
