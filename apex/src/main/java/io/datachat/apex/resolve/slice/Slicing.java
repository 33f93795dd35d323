package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Asked;
import io.datachat.apex.resolve.asked.ResolvedQuery.Condition;
import io.datachat.apex.resolve.asked.ResolvedQuery.Cut;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Gaps;
import io.datachat.apex.resolve.asked.ResolvedQuery.Periodic;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.asked.Slot.Edge;
import io.datachat.apex.resolve.asked.Slot.End;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Stretch;
import io.datachat.apex.time.TimeCut;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays the axes and filters of a question onto each entity whose rows are aggregated.
public final class Slicing {
    private final Question question;
    private final MetricQuery query;
    private final List<Axes.Read> axes;
    private final Conditions conditions;
    private final Reaching reaching;
    private final Sights sights;
    private final Calendars calendars;
    private final ZoneId zone;
    private final List<Problem> problems;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> conditioned = new LinkedHashSet<>();

    /// @param zone of the question
    public record Question(MetricQuery query, List<Axes.Read> axes, ZoneId zone) {}

    public Slicing(Model model, Question question, Calendars calendars, List<Problem> problems) {
        this.question = question;
        this.query = question.query();
        this.axes = question.axes();
        this.zone = question.zone();
        this.conditions = new Conditions(model, query, zone, problems);
        this.reaching = new Reaching(model, problems);
        this.sights = new Sights(calendars, problems);
        this.calendars = calendars;
        this.problems = problems;
    }

    public Set<String> notes() {
        return notes;
    }

    public Reaching reaching() {
        return reaching;
    }

    /// One fact per entity, time and view of time; measures that share them share a scan.
    public List<Fact> facts(List<Asked> metrics, Stretch period, boolean compared) {
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
        return Arrays.asList(
                measure.entity().id(),
                time == null ? "" : time.rex().toString() + time.columns(),
                measure.lens(),
                filtersApart(measure) ? measure.filters() : List.of(),
                Objects.toString(measure.snapshot()),
                Objects.toString(measure.conversion()));
    }

    /// Whether only rows that its filters keep may be there: they decide which moments or which groups it has.
    private static boolean filtersApart(BoundMeasure measure) {
        return measure.snapshot() != null
                || measure.lens().accumulates()
                || measure.statistic().nullWithoutRows();
    }

    private Fact fact(List<BoundMeasure> measures, Stretch period, boolean compared) {
        var first = measures.getFirst();
        var timed = axes.stream().anyMatch(read -> read.axis().time())
                || period.from() != null
                || period.to() != null
                || query.filters().stream().anyMatch(filter -> filter.field().equals(MetricQuery.TIME));
        if (timed && first.time() == null) {
            problems.add(Problem.of(
                            ResolveCode.NO_TIME,
                            "entity " + first.entity().id()
                                    + " has no time column, so its metrics have no grain or period")
                    .hint("declare time: on the entity, or leave grain and period out"));
            return new Fact(
                    first.entity(),
                    null,
                    new Sight.Own(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    measures,
                    false);
        }
        return new Laying(first.entity(), first.time()).fact(measures, period, compared);
    }

    /// Rows of one entity without any measure: for distinct values.
    ///
    /// @param time when a row happened; null when it has no time
    public Fact rows(BoundEntity entity, @Nullable BoundExpression time, Stretch period) {
        if (time == null && (period.from() != null || period.to() != null))
            problems.add(Problem.of(
                            ResolveCode.NO_TIME,
                            "entity " + entity.id() + " has no time column, so its values have no period")
                    .hint("leave the period out"));
        return new Laying(entity, time).fact(List.of(), period, false);
    }

    /// The axes and conditions as one fact sees them.
    private final class Laying {
        private final BoundEntity entity;
        private final @Nullable BoundExpression time;
        private final List<Periodic> periodics = new ArrayList<>();
        private boolean overlaps;

        Laying(BoundEntity entity, @Nullable BoundExpression time) {
            this.entity = entity;
            this.time = time;
        }

        Fact fact(List<BoundMeasure> measures, Stretch period, boolean compared) {
            List<Reaching.@Nullable Reached> reached = new ArrayList<>();
            for (var read : axes) reached.add(read.address() == null ? null : reach(read.asked(), read.address()));
            for (var measure : measures) noticed(measure);
            var sight = sight(measures, reached);
            List<Cut> cuts = new ArrayList<>();
            for (int i = 0; i < axes.size(); i++) {
                var cut = cut(axes.get(i), reached.get(i), sight);
                if (cut != null) cuts.add(cut);
            }
            var held = conditions(sight);
            if (overlaps) requireKey();
            if (overlaps && !measures.isEmpty() && measures.getFirst().conversion() != null)
                problems.add(Problem.of(
                        ResolveCode.NO_PATH,
                        "a conversion counts for one opportunity, and one " + entity.id()
                                + " may belong to several groups here"));
            if (sight instanceof Sight.Clock
                    && !measures.isEmpty()
                    && measures.getFirst().conversion() != null)
                problems.add(Problem.of(
                                ResolveCode.NEEDS_GRAIN,
                                "'" + measures.getFirst().name()
                                        + "' counts conversions, which are moved as whole rows and cannot be"
                                        + " accumulated")
                        .hint("ask by month or coarser for offsets in months, and for any grain for offsets in days"));
            var ends = new Edges(measures, sight);
            return new Fact(
                    entity,
                    time,
                    sight,
                    cuts,
                    held,
                    periodics,
                    ends.of(period, End.FROM, End.TO),
                    compared ? ends.of(period, End.PREVIOUS_FROM, End.PREVIOUS_TO) : List.of(),
                    measures,
                    overlaps);
        }

        private void noticed(BoundMeasure measure) {
            measure.filters().forEach(filter -> noticed(measure, filter));
            if (measure.argument() != null) noticed(measure, measure.argument());
            if (measure.conversion() != null) noticed(measure.conversion().to());
        }

        private void noticed(BoundMeasure measure, BoundExpression read) {
            reaching.notice(read);
            if (measure.time() == null && reaching.throughHistory(read))
                problems.add(timeless("metric '" + measure.name() + "' reads", measure.entity()));
        }

        private static Problem timeless(String reads, BoundEntity entity) {
            return Problem.of(
                            ResolveCode.NO_TIME,
                            reads + " a history, and entity " + entity.id()
                                    + " has no time that says which row of it holds")
                    .hint("declare time: on " + entity.id());
        }

        private Reaching.@Nullable Reached reach(String asked, Address to) {
            var reached = reaching.reach(entity, asked, to);
            overlaps |= reached != null && reached.overlaps();
            if (reached != null && query.metrics().isEmpty() && reaching.refused(asked, reached)) return null;
            if (reached != null && time == null && reaching.throughHistory(reached.expression())) {
                problems.add(timeless("'" + asked + "' reads", entity));
                return null;
            }
            return reached;
        }

        private Sight sight(List<BoundMeasure> measures, List<Reaching.@Nullable Reached> reached) {
            if (measures.isEmpty() || time == null) return new Sight.Own();
            List<TimeCut> timeCuts = new ArrayList<>();
            for (int i = 0; i < axes.size(); i++) {
                var cut = axes.get(i).axis().cut();
                if (cut != null && ownTime(axes.get(i), reached.get(i))) timeCuts.add(cut);
            }
            return sights.of(measures.getFirst(), time.type(), timeCuts);
        }

        private boolean ownTime(Axes.Read read, Reaching.@Nullable Reached reached) {
            return read.axis().time()
                    || (reached != null && reached.expression().equals(time));
        }

        private @Nullable Cut cut(Axes.Read read, Reaching.@Nullable Reached reached, Sight sight) {
            var own = ownTime(read, reached);
            if (own && (read.axis().time() || !(sight instanceof Sight.Own))) {
                if (time == null) return null;
                var cut = read.axis().cut();
                if (cut != null && Axes.tooFine(time.type(), cut))
                    problems.add(Problem.of(
                            ResolveCode.GRAIN_MISFIT,
                            "the time of " + entity.id() + " is a date; it has no grain " + cut.word()));
                return read.custom() == null
                        ? new Cut(time, cut, reaching.zoneOf(entity, time), true)
                        : period(new Periodic(EmptyBuckets.moment(), zone, read.custom()));
            }
            if (reached == null) return null;
            return read.custom() == null
                    ? new Cut(reached.expression(), read.axis().cut(), reached.zone(), false)
                    : period(new Periodic(reached.expression(), reached.zone(), read.custom()));
        }

        private Cut period(Periodic periodic) {
            return new Cut(periodColumn(periodic), null, zone, false);
        }

        private BoundExpression periodColumn(Periodic periodic) {
            if (!periodics.contains(periodic)) periodics.add(periodic);
            var custom = periodic.custom();
            return BoundExpression.of(ColumnAt.period(periodics.indexOf(periodic), custom.column()), custom.type());
        }

        private List<Condition> conditions(Sight sight) {
            List<Condition> held = new ArrayList<>();
            for (int i = 0; i < query.filters().size(); i++) {
                var filter = query.filters().get(i);
                if (filter.field().equals(MetricQuery.TIME)) {
                    timeCondition(held, i, sight);
                    continue;
                }
                var address = conditions.address(i);
                conditioned.add(filter.field());
                var reached = address == null ? null : reach(filter.field(), address);
                if (reached == null) continue;
                if (reached.expression().equals(time) && !(sight instanceof Sight.Own)) timeCondition(held, i, sight);
                else conditions.add(held, i, reached.expression(), reached.zone());
            }
            for (var text : query.where())
                new WhereScope(conditions.names(), new SeenNames(sight))
                        .read(text, problems)
                        .ifPresent(condition -> held.add(new Condition.Held(condition)));
            return held;
        }

        private void timeCondition(List<Condition> held, int filter, Sight sight) {
            if (time == null) return;
            if (sight instanceof Sight.Own) conditions.add(held, filter, time, reaching.zoneOf(entity, time));
            else conditions.addMoment(held, filter, EmptyBuckets.moment(), zone);
        }

        /// What a name of a condition is for the rows of this fact.
        private final class SeenNames implements WhereScope.Seen {
            private final Sight sight;

            SeenNames(Sight sight) {
                this.sight = sight;
            }

            @Override
            public @Nullable BoundExpression time() {
                if (time != null) return EmptyBuckets.moment();
                problems.add(Problem.of(ResolveCode.NO_TIME, "entity " + entity.id() + " has no time column"));
                return null;
            }

            @Override
            public @Nullable BoundExpression at(String written, Address address) {
                conditioned.add(written);
                var reached = reach(written, address);
                if (reached == null) return null;
                return reached.expression().equals(time) && !(sight instanceof Sight.Own)
                        ? EmptyBuckets.moment()
                        : reached.expression();
            }

            @Override
            public @Nullable BoundExpression period(String written, BoundExpression of, String word) {
                var custom = calendars.find(word);
                if (custom == null) return null;
                var own = of.columns().contains(ColumnAt.MOMENT);
                return periodColumn(new Periodic(of, own ? zone : reaching.zoneOf(entity, of), custom));
            }
        }

        private void requireKey() {
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

        /// The ends of the period as conditions on rows or moments.
        private final class Edges {
            private final List<BoundMeasure> measures;
            private final Sight sight;

            Edges(List<BoundMeasure> measures, Sight sight) {
                this.measures = measures;
                this.sight = sight;
            }

            List<Edge> of(Stretch period, End from, End to) {
                if (time == null) return List.of();
                List<Edge> edges = new ArrayList<>();
                if (period.from() != null && !everything()) edges.add(edge(from, time));
                if (period.to() != null) edges.add(edge(to, time));
                return edges;
            }

            /// All that ever happened counts, up to the end of the period.
            private boolean everything() {
                return sight instanceof Sight.Own
                        && !measures.isEmpty()
                        && measures.getFirst().lens().reach() instanceof Lens.Reach.Always;
            }

            private Edge edge(End end, BoundExpression rows) {
                return switch (sight) {
                    case Sight.Own _ -> new Edge(end, rows.type(), reaching.zoneOf(entity, rows), null, null);
                    case Sight.Later(var by) -> new Edge(end, rows.type(), reaching.zoneOf(entity, rows), by, null);
                    case Sight.LaterPeriods periods -> new Edge(end, Simple.TIMESTAMP, zone, null, periods.clock());
                    case Sight.Clock clock -> new Edge(end, Simple.TIMESTAMP, zone, null, clock.clock());
                };
            }
        }
    }

    /// The moments of the period, whether anything happened then or not; null when a condition on another dimension
    /// of the answer leaves empty buckets out.
    public @Nullable Gaps gaps(Sight.Clock sight, Stretch period) {
        return axes.stream().anyMatch(read -> !read.axis().time() && conditioned.contains(read.asked()))
                ? null
                : new EmptyBuckets(question, conditions, calendars).of(sight, period);
    }
}
