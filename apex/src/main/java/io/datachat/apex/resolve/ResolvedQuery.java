package io.datachat.apex.resolve;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.resolve.Slot.Edge;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.time.Grain;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question bound to definitions: what to aggregate, by what, under which conditions. Nothing is left to decide but
/// the algebra.
///
/// @param facts one per entity (and time) whose rows are aggregated
/// @param order every sort key, defaults included
/// @param shift how far back the compared rows lie; null when nothing is compared
public record ResolvedQuery(
        String database,
        List<Axis> axes,
        List<Asked> metrics,
        List<Fact> facts,
        List<Sort> order,
        boolean limited,
        @Nullable Shift shift,
        ZoneId zone,
        List<String> notes) {
    public ResolvedQuery {
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        facts = List.copyOf(facts);
        order = List.copyOf(order);
        notes = List.copyOf(notes);
    }

    /// What follows a metric's id in the names of the columns that a comparison adds.
    public static final List<String> COMPARED = List.of("_previous", "_change", "_change_pct");

    /// A dimension of the answer.
    ///
    /// @param column its name in the answer
    /// @param alias  its name in the SQL: lower snake case, unique
    /// @param grain  how times are cut; null leaves the values as they are
    /// @param time   whether it is the metrics' own time
    public record Axis(
            String column,
            String alias,
            DataType type,
            @Nullable Grain grain,
            boolean time) {}

    public record Asked(
            String id, Formula formula, @Nullable String unit) {}

    /// Rows of one entity and what is computed from them.
    ///
    /// @param cuts     the value of each axis for a row, in the order of the axes
    /// @param period   ends of the period; empty without one
    /// @param overlaps whether a row may stand in several groups, so that it must count once in each
    public record Fact(
            BoundEntity entity,
            @Nullable BoundExpression time,
            List<Cut> cuts,
            List<Condition> conditions,
            List<Edge> period,
            List<Edge> previous,
            List<BoundMeasure> measures,
            boolean overlaps) {
        public Fact {
            cuts = List.copyOf(cuts);
            conditions = List.copyOf(conditions);
            period = List.copyOf(period);
            previous = List.copyOf(previous);
            measures = List.copyOf(measures);
        }
    }

    /// @param columnZone in which local times of the expression are written
    public record Cut(BoundExpression expression, @Nullable Grain grain, ZoneId columnZone, boolean time) {}

    public record Condition(BoundExpression target, Op op, List<Slot> values) {}

    /// @param column index among the axes, then the metric columns
    public record Sort(int column, boolean descending) {}
}
