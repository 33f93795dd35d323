package io.datachat.apex.resolve;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Asked;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sort;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Paths;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.slice.Axes;
import io.datachat.apex.resolve.slice.Calendars;
import io.datachat.apex.resolve.slice.Reaching;
import io.datachat.apex.resolve.slice.Sights;
import io.datachat.apex.resolve.slice.Slicing;
import io.datachat.apex.time.Stretch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Binds a request to a model: metrics to formulas, dimensions to paths, conditions to columns. All problems at once.
public final class Resolver {
    private final Model model;
    private final MetricQuery query;
    private final Stretch period;
    private final ZoneId zone;
    private final List<Problem> problems = new ArrayList<>();

    private Resolver(Model model, MetricQuery query, Stretch period, ZoneId zone) {
        this.model = model;
        this.query = query;
        this.period = period;
        this.zone = zone;
    }

    /// @param period the query's period after its words were read
    /// @param zone   of the question
    public static ResolvedQuery resolve(Model model, MetricQuery query, Stretch period, ZoneId zone) {
        return new Resolver(model, Calendars.named(model, query), period, zone).resolve();
    }

    /// A metric for each key of an entity, over all rows: what it is when it serves as a dimension.
    private static ResolvedQuery perKey(Model model, Reaching.Part part, MetricQuery whole, ZoneId zone) {
        var query = MetricQuery.of(part.metric());
        var resolver = new Resolver(
                model,
                new MetricQuery(
                        query.metrics(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        Compare.NONE,
                        zone,
                        whole.targetDatabase(),
                        query.parameters(),
                        whole.includeProposed(),
                        MetricQuery.Framing.PLAIN),
                Stretch.ALL_TIME,
                zone);
        return resolver.resolve(part.entity());
    }

    private ResolvedQuery resolve() {
        return resolve(null);
    }

    /// @param keyed an entity whose key is what the metrics are grouped by; null when the query says it
    private ResolvedQuery resolve(@Nullable BoundEntity keyed) {
        var metrics = metrics();
        var home = metrics.isEmpty()
                ? query.targetDatabase()
                : model.metric(metrics.getFirst().id()).database();
        var calendars = new Calendars(model, home, problems);
        var reader = new Axes(model, calendars, problems);
        var axes = keyed == null ? reader.read(query) : reader.key(keyed);
        var slicing = new Slicing(model, new Slicing.Question(query, axes, zone), calendars, problems);
        Rejection.unlessEmpty(problems);
        var shift = new Comparing(query, period, problems).shift(axes);
        if (shift != null) comparable(metrics);
        var facts = metrics.isEmpty() ? distinct(axes, slicing) : slicing.facts(metrics, period, shift != null);
        var ranking = Ranking.of(query, axes, problems);
        var shown = ranking == null ? axes : ranking.shown(reader);
        var framing = new Framings(query, shown, metrics, problems);
        framing.check();
        var outputs = framing.outputs();
        var order = order(shown, outputs, ranking);
        if (query.limit() != null && query.limit() < 1)
            problems.add(Problem.of(ResolveCode.BAD_LIMIT, "limit " + query.limit() + " is not from 1"));
        var gaps = framing.gaps(period, slicing, calendars);
        var database = database(metrics, facts);
        Rejection.unlessEmpty(problems);
        if (ranking != null) facts = ranking.divided(facts);
        var top = ranking == null ? null : top(ranking);
        Rejection.unlessEmpty(problems);
        List<String> notes = new ArrayList<>(slicing.notes());
        if (shift != null && query.compare() == Compare.PREVIOUS_YEAR && shift.meetsLeapDays(Shift.timeGrain(query)))
            notes.add("29 February has no counterpart in a common year; its rows are left out of the comparison");
        return new ResolvedQuery(
                database,
                shown.stream().map(Axes.Read::axis).toList(),
                metrics,
                facts,
                order,
                query.limit() != null,
                shift,
                gaps == null || ranking == null ? gaps : ranking.divided(gaps),
                top,
                zone,
                query.framing(),
                parts(slicing.reaching()),
                notes);
    }

    private ResolvedQuery.@Nullable Top top(Ranking ranking) {
        try {
            return ranking.top(new Resolver(model, ranking.question(), period, zone).resolve());
        } catch (Rejection refused) {
            refused.problems().forEach(problem -> problems.add(ranking.about(problem)));
            return null;
        }
    }

    private Map<String, ResolvedQuery> parts(Reaching reaching) {
        Map<String, ResolvedQuery> parts = new LinkedHashMap<>();
        reaching.parts().forEach((target, part) -> parts.put(target, perKey(model, part, query, zone)));
        return parts;
    }

    /// The rows whose distinct values are asked for: those of an entity that leads to everything asked.
    private List<Fact> distinct(List<Axes.Read> axes, Slicing slicing) {
        if (axes.stream().anyMatch(read -> read.address() == null)) return moments(axes);
        for (var candidate : axes) {
            var root = candidate.address() == null ? null : candidate.address().entity();
            if (root != null && axes.stream().allMatch(read -> leads(root, read.address())))
                return List.of(slicing.rows(root, root.time(), period));
        }
        throw new Rejection(Problem.of(
                        ResolveCode.NO_COMMON_ROWS,
                        "no entity leads to all of "
                                + String.join(
                                        ", ",
                                        axes.stream().map(Axes.Read::asked).toList()))
                .hint("ask with a metric, or for fewer dimensions"));
    }

    private boolean leads(BoundEntity root, DimensionNames.@Nullable Address address) {
        return address != null
                && model.paths().between(root.id(), address.entity().id())
                        instanceof Paths.Path.Found(var _, boolean overlaps)
                && !overlaps;
    }

    /// The distinct values of time itself are those of the calendar.
    private List<Fact> moments(List<Axes.Read> axes) {
        var clock = Sights.clock(
                Lens.PLAIN,
                axes.stream()
                        .flatMap(read -> Stream.ofNullable(read.axis().cut()))
                        .toList());
        var calendar = new Calendars(model, query.targetDatabase(), problems).of(clock);
        if (calendar == null || axes.stream().anyMatch(read -> read.address() != null))
            throw new Rejection(Problem.of(
                            ResolveCode.NO_COMMON_ROWS,
                            calendar == null
                                    ? "time by itself has no values: there is no calendar of " + clock.word() + "s"
                                    : "time and other dimensions have no rows in common without a metric")
                    .hint("ask with a metric"));
        var own = BoundExpression.of(
                new BoundExpression.ColumnAt(
                        List.of(),
                        calendar.table()
                                .columns()
                                .indexOf(calendar.table()
                                        .column(calendar.key().getFirst())
                                        .orElseThrow()),
                        calendar.key().getFirst()),
                calendar.table().column(calendar.key().getFirst()).orElseThrow().type());
        return List.of(new Slicing(
                        model,
                        new Slicing.Question(query, axes, zone),
                        new Calendars(model, calendar.database(), problems),
                        problems)
                .rows(calendar, own, period));
    }

    private List<Asked> metrics() {
        if (query.metrics().isEmpty() && !query.valuesOnly())
            problems.add(Problem.of(ResolveCode.NOTHING_ASKED, "no metric asked for"));
        List<Asked> asked = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (var id : query.metrics()) {
            var metric = model.metrics().get(id);
            if (!seen.add(id))
                problems.add(Problem.of(ResolveCode.ASKED_TWICE, "metric '" + id + "' is asked for twice"));
            else if (metric == null) problems.addAll(new MetricNames(model).missing(id));
            else if (MetricNames.proposed(metric.definition()) && !query.includeProposed())
                problems.add(Problem.of(ResolveCode.PROPOSED_METRIC, "metric '" + id + "' is only proposed")
                        .hint("approve it, or ask with include_proposed"));
            else asked.add(new Asked(id, metric.formula(), metric.definition().unit()));
        }
        return asked;
    }

    private void comparable(List<Asked> metrics) {
        for (var metric : metrics)
            if (!metric.formula().type().numeric())
                problems.add(Problem.of(
                        ResolveCode.NO_COMPARISON,
                        "metric '" + metric.id() + "' is "
                                + metric.formula().type().word() + "; only numbers are compared"));
    }

    private String database(List<Asked> metrics, List<Fact> facts) {
        Set<String> databases = new LinkedHashSet<>();
        metrics.forEach(asked -> databases.add(model.metric(asked.id()).database()));
        if (metrics.isEmpty()) facts.forEach(fact -> databases.add(fact.entity().database()));
        if (databases.size() > 1)
            problems.add(Problem.of(
                            ResolveCode.ACROSS_DATABASES,
                            "the metrics live in " + String.join(" and ", databases)
                                    + "; one query touches one database")
                    .hint("ask once per database"));
        var target = query.targetDatabase();
        if (target != null && !model.databases().containsKey(target))
            problems.add(Problem.of(ResolveCode.UNKNOWN_DATABASE, "unknown database '" + target + "'")
                    .choices(Nearest.of(target, model.databases().keySet(), 3)));
        else if (target != null && !databases.contains(target))
            problems.add(Problem.of(
                    ResolveCode.ACROSS_DATABASES,
                    "target_database is '" + target + "', but " + (metrics.isEmpty() ? "the dimensions" : "the metrics")
                            + " live in " + String.join(" and ", databases)));
        return databases.iterator().next();
    }

    private List<Sort> order(List<Axes.Read> axes, List<String> outputs, @Nullable Ranking ranking) {
        List<Sort> order = new ArrayList<>();
        if (query.framing().extremes()) return order;
        if (ranking != null && ranking.alone() && query.order().isEmpty()) return ranking.order(outputs);
        Set<Integer> sorted = new HashSet<>();
        for (var wanted : query.order()) {
            var index = outputs.indexOf(wanted.field());
            if (index < 0) index = Axes.indexAsked(axes, wanted.field());
            if (index < 0)
                problems.add(Problem.of(
                                ResolveCode.UNKNOWN_ORDER,
                                "cannot order by '" + wanted.field() + "': it is not a column of this query")
                        .choices(
                                Nearest.of(wanted.field(), outputs, 3).isEmpty()
                                        ? outputs
                                        : Nearest.of(wanted.field(), outputs, 3)));
            else if (sorted.add(index)) order.add(new Sort(index, wanted.descending()));
        }
        for (int i = 0; i < axes.size(); i++) if (sorted.add(i)) order.add(new Sort(i, false));
        return order;
    }
}
