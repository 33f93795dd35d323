package io.datachat.apex.resolve;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.resolve.ResolvedQuery.Asked;
import io.datachat.apex.resolve.ResolvedQuery.Sort;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Stretch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        return new Resolver(model, query, period, zone).resolve();
    }

    private ResolvedQuery resolve() {
        var metrics = metrics();
        var axes = new Axes(model, problems).read(query);
        var slicing = new Slicing(model, query, axes, zone, problems);
        Rejection.unlessEmpty(problems);
        var database = database(metrics);
        var shift = new Comparing(query, period, problems).shift(axes);
        if (shift != null) comparable(metrics);
        var facts = slicing.facts(metrics, period, shift != null);
        var outputs = outputs(axes, metrics);
        var order = order(axes, outputs);
        if (query.limit() != null && query.limit() < 1)
            problems.add(Problem.of(ResolveCode.BAD_LIMIT, "limit " + query.limit() + " is not from 1"));
        Rejection.unlessEmpty(problems);
        List<String> notes = new ArrayList<>(slicing.notes());
        if (shift != null && query.compare() == Compare.PREVIOUS_YEAR && shift.meetsLeapDays(Shift.timeGrain(query)))
            notes.add("29 February has no counterpart in a common year; its rows are left out of the comparison");
        return new ResolvedQuery(
                database,
                axes.stream().map(Axes.Read::axis).toList(),
                metrics,
                facts,
                order,
                query.limit() != null,
                shift,
                zone,
                notes);
    }

    private List<Asked> metrics() {
        if (query.metrics().isEmpty()) problems.add(Problem.of(ResolveCode.NOTHING_ASKED, "no metric asked for"));
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

    private String database(List<Asked> metrics) {
        Set<String> databases = new LinkedHashSet<>();
        metrics.forEach(asked -> databases.add(model.metric(asked.id()).database()));
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
                    "target_database is '" + target + "', but the metrics live in " + String.join(" and ", databases)));
        return databases.iterator().next();
    }

    /// Every column of the answer, in order: what may be sorted by.
    private List<String> outputs(List<Axes.Read> axes, List<Asked> metrics) {
        List<String> names =
                new ArrayList<>(axes.stream().map(read -> read.axis().column()).toList());
        for (var metric : metrics) {
            names.add(metric.id());
            if (query.compare() != Compare.NONE)
                for (var suffix : ResolvedQuery.COMPARED) names.add(metric.id() + suffix);
        }
        if (new HashSet<>(names).size() < names.size())
            problems.add(Problem.of(ResolveCode.ASKED_TWICE, "two columns would have the same name: " + names));
        return names;
    }

    private List<Sort> order(List<Axes.Read> axes, List<String> outputs) {
        List<Sort> order = new ArrayList<>();
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
