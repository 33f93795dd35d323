package io.datachat.apex.resolve;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.ResolvedQuery.Asked;
import io.datachat.apex.resolve.ResolvedQuery.Condition;
import io.datachat.apex.resolve.ResolvedQuery.Cut;
import io.datachat.apex.resolve.ResolvedQuery.Fact;
import io.datachat.apex.resolve.Slot.Edge;
import io.datachat.apex.resolve.Slot.End;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Paths;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.model.Step;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Stretch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays the axes and filters of a question onto each entity whose rows are aggregated.
final class Slicing {
    private final Model model;
    private final MetricQuery query;
    private final List<Axes.Read> axes;
    private final Conditions conditions;
    private final List<Problem> problems;
    private final Set<String> notes = new LinkedHashSet<>();

    Slicing(Model model, MetricQuery query, List<Axes.Read> axes, ZoneId zone, List<Problem> problems) {
        this.model = model;
        this.query = query;
        this.axes = axes;
        this.conditions = new Conditions(model, query, zone, problems);
        this.problems = problems;
    }

    Set<String> notes() {
        return notes;
    }

    /// One fact per entity and time; measures that share both share a scan.
    List<Fact> facts(List<Asked> metrics, Stretch period, boolean compared) {
        Map<List<Object>, Set<BoundMeasure>> groups = new LinkedHashMap<>();
        metrics.forEach(metric -> metric.formula()
                .measures()
                .forEach(measure -> groups.computeIfAbsent(group(measure), _ -> new LinkedHashSet<>())
                        .add(measure)));
        List<Fact> facts = new ArrayList<>();
        for (var measures : groups.values()) facts.add(fact(List.copyOf(measures), period, compared));
        return facts;
    }

    private static List<Object> group(BoundMeasure measure) {
        var time = measure.time();
        return List.of(measure.entity().id(), time == null ? "" : time.rex().toString() + time.columns());
    }

    private Fact fact(List<BoundMeasure> measures, Stretch period, boolean compared) {
        var entity = measures.getFirst().entity();
        var time = measures.getFirst().time();
        var timed = axes.stream().anyMatch(read -> read.axis().time())
                || period.from() != null
                || period.to() != null
                || query.filters().stream().anyMatch(filter -> filter.field().equals(MetricQuery.TIME));
        if (timed && time == null) {
            problems.add(Problem.of(
                            ResolveCode.NO_TIME,
                            "entity " + entity.id() + " has no time column, so its metrics have no grain or period")
                    .hint("declare time: on the entity, or leave grain and period out"));
            return new Fact(entity, time, List.of(), List.of(), List.of(), List.of(), measures, false);
        }
        var overlaps = false;
        List<Cut> cuts = new ArrayList<>();
        for (var read : axes) {
            var reached = read.address() == null ? null : reach(entity, read.asked(), read.address());
            overlaps |= reached != null && reached.overlaps();
            var cut = read.address() == null ? timeCut(read, entity, time) : cut(read, reached);
            if (cut != null) cuts.add(cut);
        }
        List<Condition> held = new ArrayList<>();
        for (int i = 0; i < query.filters().size(); i++) {
            var filter = query.filters().get(i);
            if (filter.field().equals(MetricQuery.TIME)) {
                if (time != null) conditions.add(held, i, time, zoneOf(entity, time));
                continue;
            }
            var address = conditions.address(i);
            var reached = address == null ? null : reach(entity, filter.field(), address);
            if (reached == null) continue;
            overlaps |= reached.overlaps();
            conditions.add(held, i, reached.expression(), zoneOf(entity, reached.expression()));
        }
        if (overlaps) requireKey(entity);
        return new Fact(
                entity,
                time,
                cuts,
                held,
                edges(entity, time, period, End.FROM, End.TO),
                compared ? edges(entity, time, period, End.PREVIOUS_FROM, End.PREVIOUS_TO) : List.of(),
                measures,
                overlaps);
    }

    private void requireKey(BoundEntity entity) {
        if (entity.key().isEmpty())
            problems.add(Problem.of(
                            ResolveCode.NO_KEY,
                            "entity " + entity.id()
                                    + " has no primary key, so its rows cannot be counted once across a to-many"
                                    + " relationship")
                    .hint("declare primary_key on " + entity.id()));
        else if (!axes.isEmpty())
            notes.add("one " + entity.id()
                    + " may belong to several groups and counts once in each; groups overlap and need not add"
                    + " up to the total");
    }

    private List<Edge> edges(BoundEntity entity, @Nullable BoundExpression time, Stretch period, End from, End to) {
        if (time == null) return List.of();
        var zone = zoneOf(entity, time);
        List<Edge> edges = new ArrayList<>();
        if (period.from() != null) edges.add(new Edge(from, time.type(), zone));
        if (period.to() != null) edges.add(new Edge(to, time.type(), zone));
        return edges;
    }

    private @Nullable Cut timeCut(Axes.Read read, BoundEntity entity, @Nullable BoundExpression time) {
        if (time == null) return null;
        var grain = read.axis().grain();
        if (time.type() == DataType.Simple.DATE && (grain == Grain.HOUR || grain == Grain.MINUTE))
            problems.add(Problem.of(
                    ResolveCode.GRAIN_MISFIT,
                    "the time of " + entity.id() + " is a date; it has no grain "
                            + read.axis().column()));
        return new Cut(time, grain, zoneOf(entity, time), true);
    }

    private @Nullable Cut cut(Axes.Read read, @Nullable Reached reached) {
        return reached == null
                ? null
                : new Cut(reached.expression(), read.axis().grain(), reached.zone(), false);
    }

    private record Reached(BoundExpression expression, ZoneId zone, boolean overlaps) {}

    private @Nullable Reached reach(BoundEntity from, String written, Address address) {
        return switch (model.paths().between(from.id(), address.entity().id())) {
            case Paths.Path.Found(var steps, boolean overlaps) -> {
                var expression = address.expression().after(steps);
                yield new Reached(expression, zoneOf(from, expression), overlaps);
            }
            case Paths.Path.Ambiguous(var ways) -> {
                var spelled =
                        ways.stream().map(way -> Step.spell(from.id(), way)).toList();
                problems.add(Problem.of(
                                ResolveCode.AMBIGUOUS_PATH,
                                "'" + written + "' can be reached from " + from.id() + " in several equally short ways")
                        .hint("write the role you mean")
                        .choices(spelled.stream()
                                .map(way -> way + "." + address.dimension())
                                .toList()));
                yield null;
            }
            case Paths.Path.None(boolean throughParent) -> {
                problems.add(unreachable(from, written, address, throughParent));
                yield null;
            }
        };
    }

    private static Problem unreachable(BoundEntity from, String written, Address address, boolean throughParent) {
        var problem = Problem.of(
                ResolveCode.NO_PATH,
                "'" + written + "' cannot slice " + from.id() + ": no relationship leads to "
                        + address.entity().id());
        return throughParent
                ? problem.hint("the two only share a parent: each " + from.id() + " would meet every "
                        + address.entity().id() + " of it. Ask for a dimension of the shared parent")
                : problem.hint("declare a relationship on entity " + from.id());
    }

    private ZoneId zoneOf(BoundEntity entity, BoundExpression expression) {
        if (expression.columns().isEmpty()) return entity.zone();
        var path = expression.columns().getFirst().path();
        return path.isEmpty()
                ? entity.zone()
                : model.entity(path.getLast().to()).zone();
    }
}
