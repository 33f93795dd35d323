package io.datachat.apex.plan.difference;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.plan.difference.Change.Kind;
import io.datachat.apex.plan.difference.MetricDifference.Dependents;
import io.datachat.apex.plan.difference.MetricDifference.Verdict;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Model.BoundMetric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares two versions of the definitions, bound to the same catalogs, metric by metric. Layout, order, names of
/// roles and whatever else changes no number make no difference.
public final class Differences {
    private final Model old;
    private final Model now;
    private final Formulas before;
    private final Formulas after;
    private final Uses usedBefore;
    private final Uses usedNow;
    private final Map<String, String> digestsBefore = new HashMap<>();
    private final Map<String, String> digestsNow = new HashMap<>();

    private Differences(Model old, Model now) {
        this.old = old;
        this.now = now;
        this.before = new Formulas(old);
        this.after = new Formulas(now);
        this.usedBefore = new Uses(old.library());
        this.usedNow = new Uses(now.library());
        old.metrics().forEach((id, metric) -> digestsBefore.put(id, before.digest(metric.formula())));
        now.metrics().forEach((id, metric) -> digestsNow.put(id, after.digest(metric.formula())));
    }

    /// Every metric of either version that is computed, in the order of ids.
    public static List<MetricDifference> between(Model old, Model now) {
        return new Differences(old, now).all();
    }

    private List<MetricDifference> all() {
        Set<String> ids = new TreeSet<>();
        for (var model : List.of(old, now))
            for (var metric : model.library().all(Metric.class)) if (metric.execution() != null) ids.add(metric.id());
        var each = ids.stream().map(this::difference).toList();
        var changed = each.stream()
                .filter(one -> one.verdict() == Verdict.CHANGED)
                .map(MetricDifference::id)
                .collect(Collectors.toSet());
        return each.stream().map(one -> through(one, changed)).toList();
    }

    private MetricDifference difference(String id) {
        var was = executed(old, id);
        var is = executed(now, id);
        if (was == null) return is == null || unread(old, now, id) ? uncompared(id, List.of()) : appeared(id);
        if (is == null) return unread(now, old, id) ? uncompared(id, List.of()) : gone(id);
        var bound = now.metrics().get(id);
        var boundBefore = old.metrics().get(id);
        if (boundBefore == null) return uncompared(id, why(bound == null ? now : old, id));
        if (bound == null) return of(id, Verdict.BROKEN, List.of(), why(now, id), usedNow.of(id));
        var changes = changes(boundBefore, bound);
        return changes.isEmpty()
                ? of(id, Verdict.EQUAL, List.of(), List.of(), Dependents.NONE)
                : of(id, Verdict.CHANGED, changes, List.of(), usedNow.of(id));
    }

    private List<Change> changes(BoundMetric was, BoundMetric is) {
        var changes = before.changes(was.formula(), after, is.formula());
        List<Change> all = new ArrayList<>(changes);
        var type = was.formula().type();
        var typeNow = is.formula().type();
        if (!type.equals(typeNow)) all.add(new Change(Kind.TYPE, "", type.word(), typeNow.word()));
        var unit = Objects.requireNonNullElse(was.definition().unit(), "");
        var unitNow = Objects.requireNonNullElse(is.definition().unit(), "");
        if (!unit.equals(unitNow)) all.add(new Change(Kind.UNIT, "", unit, unitNow));
        return all;
    }

    private MetricDifference appeared(String id) {
        var digest = digestsNow.get(id);
        if (digest == null) return of(id, Verdict.BROKEN, List.of(), why(now, id), usedNow.of(id));
        return named(of(id, Verdict.ADDED, List.of(), List.of(), Dependents.NONE), digest, digestsBefore, now);
    }

    private MetricDifference gone(String id) {
        var removed = of(id, Verdict.REMOVED, List.of(), List.of(), usedBefore.of(id));
        return named(removed, digestsBefore.get(id), digestsNow, old);
    }

    /// A metric under another name is found by what it computes.
    private MetricDifference named(
            MetricDifference one, @Nullable String digest, Map<String, String> others, Model own) {
        if (digest == null) return one;
        var same = others.entrySet().stream()
                .filter(other -> other.getValue().equals(digest) && executed(own, other.getKey()) == null)
                .map(Map.Entry::getKey)
                .min(String::compareTo)
                .orElse(null);
        return new MetricDifference(
                one.id(),
                one.verdict(),
                one.changes(),
                one.through(),
                one.problems(),
                one.was(),
                one.is(),
                same,
                one.dependents());
    }

    private MetricDifference uncompared(String id, List<Problem> problems) {
        return of(id, Verdict.UNCOMPARED, List.of(), problems, usedNow.of(id));
    }

    private MetricDifference of(
            String id, Verdict verdict, List<Change> changes, List<Problem> problems, Dependents dependents) {
        return new MetricDifference(
                id, verdict, changes, List.of(), problems, place(old, id), place(now, id), null, dependents);
    }

    /// What did not change itself and moves all the same, moves with what it is computed from.
    private MetricDifference through(MetricDifference one, Set<String> changed) {
        var was = executed(old, one.id());
        var is = executed(now, one.id());
        if (one.verdict() != Verdict.CHANGED || was == null || is == null) return one;
        if (!Objects.equals(was.execution(), is.execution())
                || !Objects.equals(was.fill(), is.fill())
                || !Objects.equals(was.unit(), is.unit())) return one;
        var inputs = Uses.inputs(is).stream().filter(changed::contains).toList();
        return new MetricDifference(
                one.id(),
                one.verdict(),
                one.changes(),
                inputs,
                one.problems(),
                one.was(),
                one.is(),
                one.same(),
                one.dependents());
    }

    private static @Nullable Metric executed(Model model, String id) {
        return model.library()
                .find(Metric.class, id)
                .filter(metric -> metric.execution() != null)
                .orElse(null);
    }

    private static @Nullable Place place(Model model, String id) {
        var found = definition(model, id);
        return found == null ? null : found.place("execution");
    }

    private static @Nullable Definition definition(Model model, String id) {
        return model.library().definition(DataPoint.Type.METRIC, id).orElse(null);
    }

    private static List<Problem> why(Model model, String id) {
        return model.broken().getOrDefault("metric:" + id, List.of());
    }

    /// Whether the file that defines a metric in the other version has errors in this one, so that it is not known
    /// what this one says.
    private static boolean unread(Model model, Model other, String id) {
        var defined = definition(other, id);
        var place = defined == null ? null : defined.place("");
        return place != null
                && model.library().problems().stream()
                        .anyMatch(problem -> problem.code().severity() == Severity.ERROR
                                && problem.place() != null
                                && problem.place().source().equals(place.source()));
    }
}
