package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.plan.algebra.Moments;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Condition;
import io.datachat.apex.resolve.asked.ResolvedQuery.Cut;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.asked.Slot.Edge;
import io.datachat.apex.resolve.asked.Slot.End;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// Aggregates one fact at its own grain: joins, moments, filters, then groups by the axes.
public final class FactBlock {
    private final Workshop workshop;
    private final ResolvedQuery query;
    private final Fact fact;
    private final boolean previous;
    private final JoinTree joins;
    private final Moments moments;
    private final Clockwork clockwork;
    private final Predicates predicates;
    private final Parts parts;
    private @Nullable Kept kept;

    /// @param parts the rows of metrics that serve as dimensions
    public FactBlock(Workshop workshop, ResolvedQuery query, Fact fact, Parts parts, boolean previous) {
        this.workshop = workshop;
        this.query = query;
        this.fact = fact;
        this.previous = previous;
        this.parts = parts;
        this.joins = new JoinTree(workshop, fact.entity(), fact.time(), parts);
        this.moments = new Moments(workshop, query.zone());
        this.clockwork = new Clockwork(workshop, moments);
        this.predicates = new Predicates(workshop);
    }

    public Block plan() {
        var shared = shared();
        var filtered = rows(shared);
        return converting() ? converted(filtered) : aggregated(filtered, shared);
    }

    /// The smallest and largest value of each axis, in one row.
    public Block extremes() {
        var aggregation = new Aggregation(workshop, joins, Set.of());
        var filtered = rows(Set.of());
        fact.cuts().forEach(cut -> aggregation.extremes(cut(cut)));
        return block(aggregation.over(filtered, false), Map.of());
    }

    private boolean converting() {
        return !fact.measures().isEmpty() && fact.measures().getFirst().conversion() != null;
    }

    private RelNode rows(Set<BoundExpression> shared) {
        if (fact.measures().isEmpty()) joins.keepBothSides(asked());
        reachEverything();
        standAtMoments();
        for (var periodic : fact.periodics()) clockwork.join(joins, periodic);
        keepTop();
        var filtered = filter(shared);
        var snapshot =
                fact.measures().isEmpty() ? null : fact.measures().getFirst().snapshot();
        if (snapshot == null) return filtered;
        var buckets = new ArrayList<RexNode>();
        for (int i = 0; i < fact.cuts().size(); i++) {
            var cut = fact.cuts().get(i);
            if (cut.time() || query.axes().get(i).time() || cut.expression().equals(fact.time())) buckets.add(cut(cut));
        }
        snapshot.per().forEach(per -> buckets.add(joins.rex(per)));
        return Windowing.atOneMoment(workshop, filtered, buckets, joins.rex(snapshot.time()), snapshot.take());
    }

    /// The value of the top that a row has, and where it is TRUE that the row has one: what was joined.
    private record Kept(int axis, int value, int found) {}

    /// Joins the values that stay; a row without partner has another one.
    private void keepTop() {
        var top = query.top();
        if (top == null) return;
        var values = parts.top();
        var width = joins.rel().getRowType().getFieldCount();
        var same = workshop.call(
                SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                cut(fact.cuts().get(top.axis())),
                new RexInputRef(
                        width, values.getRowType().getFieldList().getFirst().getType()));
        var first = joins.join(values, same, JoinRelType.LEFT, "");
        kept = new Kept(top.axis(), first, first + 1);
    }

    private void axes(Aggregation aggregation) {
        var row = joins.rel().getRowType();
        for (int i = 0; i < fact.cuts().size(); i++) {
            RexNode value;
            if (kept != null && i == kept.axis) value = RexInputRef.of(kept.value, row);
            else if (kept != null && i == kept.axis + 1)
                value = workshop.call(SqlStdOperatorTable.IS_NULL, RexInputRef.of(kept.found, row));
            else value = cut(fact.cuts().get(i));
            aggregation.axis(value, query.axes().get(i).alias());
        }
    }

    private Block aggregated(RelNode filtered, Set<BoundExpression> shared) {
        var aggregation = new Aggregation(workshop, joins, shared);
        axes(aggregation);
        var accumulating = fact.sight() instanceof Sight.Clock(var lens, Grain clock, var _)
                && lens.accumulates()
                && fact.cuts().stream().noneMatch(cut -> cut.time() && cut.grain() == clock);
        if (accumulating) aggregation.axis(joins.moment(), "moment");
        if (fact.overlaps()) {
            var key = new ArrayList<>(
                    fact.entity().rowKey().stream().map(joins::own).toList());
            if (onMoments()) key.add(joins.moment());
            aggregation.onceFor(key);
        }
        fact.measures().forEach(aggregation::measure);
        var rel = aggregation.over(filtered, fact.overlaps());
        if (!accumulating) return block(rel, aggregation.columns());
        var value = fact.measures().getFirst().lens().value();
        Map<BoundMeasure, Integer> columns = new LinkedHashMap<>();
        aggregation.columns().forEach((measure, field) -> columns.put(measure, field - 1));
        return block(Windowing.oneMomentPerBucket(workshop, rel, fact.cuts().size(), value), columns);
    }

    private Block converted(RelNode opportunities) {
        var measure = fact.measures().getFirst();
        var conversions = new Conversions(workshop, moments, joins, fact);
        var aggregation = new Aggregation(workshop, joins, Set.of());
        axes(aggregation);
        var matched = conversions.match(opportunities);
        aggregation.measure(measure, conversions.argument());
        return block(aggregation.over(matched, false), aggregation.columns());
    }

    private Block block(RelNode rel, Map<BoundMeasure, Integer> columns) {
        return new Block(
                rel,
                columns,
                previous,
                joins.tables(),
                joins.proof(fact.overlaps()),
                fact.measures().isEmpty() ? Set.of() : joins.relies(fact.overlaps()));
    }

    private void reachEverything() {
        if (fact.time() != null && needsTime()) joins.reach(fact.time());
        fact.cuts().forEach(cut -> joins.reach(cut.expression()));
        fact.conditions().forEach(condition -> joins.reach(condition.target()));
        fact.periodics().forEach(periodic -> joins.reach(periodic.time()));
        for (var measure : fact.measures()) {
            if (measure.argument() != null) joins.reach(measure.argument());
            measure.filters().forEach(joins::reach);
            var snapshot = measure.snapshot();
            if (snapshot != null) {
                joins.reach(snapshot.time());
                snapshot.per().forEach(joins::reach);
            }
            var conversion = measure.conversion();
            if (conversion != null) conversion.on().forEach(pair -> joins.reach(pair.opportunity()));
        }
    }

    /// What the question names.
    private List<BoundExpression> asked() {
        return Stream.concat(
                        fact.cuts().stream().map(Cut::expression),
                        fact.conditions().stream().map(Condition::target))
                .toList();
    }

    private boolean needsTime() {
        return !edges().isEmpty()
                || !(fact.sight() instanceof Sight.Own)
                || converting()
                || !fact.periodics().isEmpty()
                || fact.conditions().stream().anyMatch(condition -> ofTheMoment(condition.target()))
                || fact.measures().stream()
                        .flatMap(measure -> measure.filters().stream())
                        .anyMatch(FactBlock::ofTheMoment);
    }

    private static boolean ofTheMoment(BoundExpression expression) {
        return expression.columns().contains(BoundExpression.ColumnAt.MOMENT);
    }

    /// Gives every row the moment at which it stands; a clock gives it to every moment that sees it.
    private void standAtMoments() {
        var time = fact.time();
        if (time == null) return;
        switch (fact.sight()) {
            case Sight.Own _ -> joins.moment(() -> timestamp(clockwork.local(joins, fact, time)));
            case Sight.Later(var by) ->
                joins.moment(() -> timestamp(moments.later(clockwork.local(joins, fact, time), by)));
            case Sight.LaterPeriods periods -> {
                var moment = PeriodCalendar.join(
                        workshop,
                        joins,
                        clockwork.atTick(clockwork.local(joins, fact, time), periods.clock()),
                        periods);
                joins.moment(() -> moment);
            }
            case Sight.Clock clock -> {
                var moment = clockwork.join(joins, fact, clock, edges());
                joins.moment(() -> moment);
            }
        }
    }

    /// Whether rows were joined to moments, so that one row may stand at several.
    private boolean onMoments() {
        return fact.sight() instanceof Sight.Clock || fact.sight() instanceof Sight.LaterPeriods;
    }

    private RexNode timestamp(RexNode local) {
        return workshop.cast(local, Simple.TIMESTAMP);
    }

    private List<Edge> edges() {
        return previous ? fact.previous() : fact.period();
    }

    /// Filters that every measure of the fact has: they leave rows out for all.
    private Set<BoundExpression> shared() {
        if (fact.measures().isEmpty()) return Set.of();
        Set<BoundExpression> shared =
                new LinkedHashSet<>(fact.measures().getFirst().filters());
        fact.measures().forEach(measure -> shared.retainAll(measure.filters()));
        return shared;
    }

    private RelNode filter(Set<BoundExpression> shared) {
        List<RexNode> all = new ArrayList<>();
        var time = fact.time();
        for (var edge : edges()) {
            if (time == null) throw new IllegalStateException("a period without time");
            var late = edge.end() == End.TO || edge.end() == End.PREVIOUS_TO;
            all.add(workshop.call(
                    late ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                    onMoments() ? joins.moment() : joins.rex(time),
                    workshop.parameter(edge)));
        }
        fact.conditions().forEach(condition -> all.add(predicates.predicate(condition, joins.rex(condition.target()))));
        shared.forEach(condition -> all.add(joins.rex(condition)));
        if (fact.sight() instanceof Sight.Clock clock)
            clockwork.first(fact, clock, joins.moment()).ifPresent(all::add);
        someMeasure(shared, all);
        leapDays(all);
        return all.isEmpty()
                ? joins.rel()
                : LogicalFilter.create(joins.rel(), RexUtil.composeConjunction(workshop.rex(), all));
    }

    /// A group exists when some measure has a row in it: rows that no measure wants are left out.
    private void someMeasure(Set<BoundExpression> shared, List<RexNode> all) {
        if (fact.measures().size() <= 1 || query.axes().isEmpty()) return;
        List<RexNode> wanted = new ArrayList<>();
        for (BoundMeasure measure : fact.measures()) {
            var own = measure.filters().stream()
                    .filter(filter -> !shared.contains(filter))
                    .map(joins::rex)
                    .toList();
            if (own.isEmpty()) return;
            wanted.add(RexUtil.composeConjunction(workshop.rex(), own));
        }
        all.add(RexUtil.composeDisjunction(workshop.rex(), wanted));
    }

    private void leapDays(List<RexNode> all) {
        var shift = query.shift();
        if (!previous || shift == null || shift.months() == 0) return;
        for (var cut : fact.cuts())
            if (cut.time() && cut.grain() != null && shift.meetsLeapDays(cut.grain()))
                all.add(moments.notLeapDay(stands(cut)));
    }

    private RexNode cut(Cut cut) {
        var how = cut.cut();
        if (how == null) return joins.rex(cut.expression());
        if (!cut.time()) return moments.cut(moments.local(joins.rex(cut.expression()), cut.columnZone()), how);
        var local = stands(cut);
        if (previous && query.shift() != null) local = moments.later(local, query.shift());
        return moments.cut(local, how);
    }

    /// The local time at which a row stands.
    private RexNode stands(Cut cut) {
        return switch (fact.sight()) {
            case Sight.Own _ -> moments.local(joins.rex(cut.expression()), cut.columnZone());
            case Sight.Later(var by) -> moments.later(moments.local(joins.rex(cut.expression()), cut.columnZone()), by);
            case Sight.Clock _, Sight.LaterPeriods _ -> joins.moment();
        };
    }

    /// Rows that are questions of their own.
    public interface Parts {
        /// Of a metric that serves as a dimension: the key of its entity, then its value.
        RelNode rows(String target);

        /// The values of an axis that are kept, then TRUE.
        RelNode top();
    }
}
