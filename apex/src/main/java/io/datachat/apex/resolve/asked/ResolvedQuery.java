package io.datachat.apex.resolve.asked;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.resolve.asked.Slot.Edge;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A question bound to definitions: what to aggregate, by what, under which conditions. Nothing is left to decide but
/// the algebra.
///
/// @param facts one per entity (and time) whose rows are aggregated
/// @param order every sort key, defaults included
/// @param shift how far back the compared rows lie; null when nothing is compared
/// @param gaps  null when only buckets with rows are shown
/// @param top   null when all values of all axes are shown
/// @param parts the metrics that serve as dimensions, per key of an entity, by the target of their [Step]
public record ResolvedQuery(
        String database,
        List<Axis> axes,
        List<Asked> metrics,
        List<Fact> facts,
        List<Sort> order,
        boolean limited,
        @Nullable Shift shift,
        @Nullable Gaps gaps,
        @Nullable Top top,
        ZoneId zone,
        Framing framing,
        Map<String, ResolvedQuery> parts,
        List<String> notes) {
    public ResolvedQuery {
        parts = Map.copyOf(parts);
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        facts = List.copyOf(facts);
        order = List.copyOf(order);
        notes = List.copyOf(notes);
    }

    /// The same question over all groups together.
    public ResolvedQuery undivided() {
        var whole = facts.stream()
                .map(fact -> new Fact(
                        fact.entity(),
                        fact.time(),
                        fact.sight(),
                        List.of(),
                        fact.conditions(),
                        fact.periodics(),
                        fact.period(),
                        fact.previous(),
                        fact.measures(),
                        fact.overlaps()))
                .toList();
        return new ResolvedQuery(
                database,
                List.of(),
                metrics,
                whole,
                List.of(),
                false,
                null,
                null,
                null,
                zone,
                Framing.PLAIN,
                parts,
                notes);
    }

    /// What follows a metric's id in the names of the columns that a comparison adds.
    public static final List<String> COMPARED = List.of("_previous", "_change", "_change_pct");

    /// What follows a metric's id in the name of the column with its part of the whole.
    public static final String SHARE = "_share";

    /// What follows a dimension's name in the name of the column that tells its other values from NULL.
    public static final String OTHER = "_other";

    /// What follows a dimension's name in the names of the columns with its extremes.
    public static final List<String> EXTREMES = List.of("_min", "_max");

    /// A dimension of the answer.
    ///
    /// @param column its name in the answer
    /// @param alias  its name in the SQL: lower snake case, unique
    /// @param cut    how times are cut; null leaves the values as they are
    /// @param time   whether it is the metrics' own time
    public record Axis(
            String column,
            String alias,
            DataType type,
            @Nullable TimeCut cut,
            boolean time) {
        /// The bucket it is cut into; null when it is not, or into something else.
        public @Nullable Grain grain() {
            return cut instanceof Grain grain ? grain : null;
        }
    }

    /// The values of an axis that have the largest value of a metric; all others are one. The next axis tells
    /// which.
    ///
    /// @param axis    whose values are kept
    /// @param ranking the metric by that axis alone, in the order of rank
    /// @param count   how many values are kept
    public record Top(int axis, ResolvedQuery ranking, int count) {
        /// The axis that is TRUE for other values.
        public int other() {
            return axis + 1;
        }
    }

    public record Asked(
            String id, Formula formula, @Nullable String unit) {}

    /// Rows of one entity and what is computed from them.
    ///
    /// @param cuts     the value of each axis for a row, in the order of the axes
    /// @param period   ends of the period; empty without one
    /// @param sight    which moment of the answer a row stands at
    /// @param overlaps whether a row may stand in several groups, so that it must count once in each
    public record Fact(
            BoundEntity entity,
            @Nullable BoundExpression time,
            Sight sight,
            List<Cut> cuts,
            List<Condition> conditions,
            List<Periodic> periodics,
            List<Edge> period,
            List<Edge> previous,
            List<BoundMeasure> measures,
            boolean overlaps) {
        public Fact {
            cuts = List.copyOf(cuts);
            conditions = List.copyOf(conditions);
            periodics = List.copyOf(periodics);
            period = List.copyOf(period);
            previous = List.copyOf(previous);
            measures = List.copyOf(measures);
        }
    }

    /// @param columnZone in which local times of the expression are written
    /// @param time       whether it is the moment at which the row stands
    public record Cut(BoundExpression expression, @Nullable TimeCut cut, ZoneId columnZone, boolean time) {
        public @Nullable Grain grain() {
            return cut instanceof Grain grain ? grain : null;
        }
    }

    /// A column of a calendar's table that says in which period a time lies.
    public record Custom(BoundEntity calendar, String column) {
        public DataType type() {
            return calendar.table().column(column).orElseThrow().type();
        }
    }

    /// The period in which the times of an expression lie. Expressions name its column by [ColumnAt#period].
    ///
    /// @param columnZone in which local times of the expression are written
    public record Periodic(BoundExpression time, ZoneId columnZone, Custom custom) {}

    /// Buckets without rows are in the answer too.
    ///
    /// @param edges      of the period, on the moments
    /// @param conditions of the question that concern nothing but the moment
    /// @param cuts       per axis; empty for one that is not of time
    public record Gaps(
            Sight.Clock sight,
            List<Edge> edges,
            List<Condition> conditions,
            List<Periodic> periodics,
            List<Optional<Cut>> cuts) {
        public Gaps {
            edges = List.copyOf(edges);
            conditions = List.copyOf(conditions);
            periodics = List.copyOf(periodics);
            cuts = List.copyOf(cuts);
        }
    }

    public sealed interface Condition {
        /// The expression that is tested.
        BoundExpression target();

        /// @param moment whether the moment at which the row stands is tested instead
        record Compared(BoundExpression target, Op op, List<Slot> values, boolean moment) implements Condition {}

        /// The expression is the condition.
        record Held(BoundExpression target) implements Condition {}
    }

    /// How a row's time becomes the moment at which it stands (docs/values.md, section 10).
    public sealed interface Sight {
        /// The row's own time.
        record Own() implements Sight {}

        /// So much later: what an offset of a fixed length comes to.
        record Later(Amount by) implements Sight {}

        /// The same place in a later period of one's own calendar.
        ///
        /// @param clock the distance of the calendar's moments
        record LaterPeriods(int count, Custom custom, Grain clock) implements Sight {}

        /// Every moment of the clock that sees it.
        ///
        /// @param clock    the distance of the moments
        /// @param calendar the table of the moments; null makes them from the period or the rows
        record Clock(Lens lens, Grain clock, @Nullable BoundEntity calendar) implements Sight {}
    }

    /// @param column index among the axes, then the metric columns
    public record Sort(int column, boolean descending) {}
}
