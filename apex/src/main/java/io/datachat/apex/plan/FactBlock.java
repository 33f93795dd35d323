package io.datachat.apex.plan;

import io.datachat.apex.resolve.ResolvedQuery;
import io.datachat.apex.resolve.ResolvedQuery.Cut;
import io.datachat.apex.resolve.ResolvedQuery.Fact;
import io.datachat.apex.resolve.Slot.Edge;
import io.datachat.apex.resolve.Slot.End;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Aggregates one fact at its own grain: joins, filters, then groups by the axes.
final class FactBlock {
    private final Workshop workshop;
    private final ResolvedQuery query;
    private final Fact fact;
    private final boolean previous;
    private final JoinTree joins;
    private final Moments moments;
    private final Predicates predicates;

    FactBlock(Model model, Workshop workshop, ResolvedQuery query, Fact fact, boolean previous) {
        this.workshop = workshop;
        this.query = query;
        this.fact = fact;
        this.previous = previous;
        this.joins = new JoinTree(model, workshop, fact.entity());
        this.moments = new Moments(workshop, query.zone());
        this.predicates = new Predicates(workshop);
    }

    Block plan() {
        reachEverything();
        var shared = shared();
        var filtered = filter(shared);
        var aggregation = new Aggregation(workshop, joins, shared);
        for (int i = 0; i < fact.cuts().size(); i++)
            aggregation.axis(cut(fact.cuts().get(i)), query.axes().get(i).alias());
        if (fact.overlaps())
            aggregation.onceFor(fact.entity().key().stream().map(joins::own).toList());
        fact.measures().forEach(aggregation::measure);
        return new Block(
                aggregation.over(filtered, fact.overlaps()),
                aggregation.columns(),
                previous,
                joins.tables(),
                joins.proof(fact.overlaps()));
    }

    private void reachEverything() {
        fact.cuts().forEach(cut -> joins.reach(cut.expression()));
        fact.conditions().forEach(condition -> joins.reach(condition.target()));
        if (fact.time() != null && !edges().isEmpty()) joins.reach(fact.time());
        for (var measure : fact.measures()) {
            if (measure.argument() != null) joins.reach(measure.argument());
            measure.filters().forEach(joins::reach);
        }
    }

    private List<Edge> edges() {
        return previous ? fact.previous() : fact.period();
    }

    /// Filters that every measure of the fact has: they leave rows out for all.
    private Set<BoundExpression> shared() {
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
                    joins.rex(time),
                    workshop.parameter(edge)));
        }
        fact.conditions().forEach(condition -> all.add(predicates.predicate(condition, joins.rex(condition.target()))));
        shared.forEach(condition -> all.add(joins.rex(condition)));
        someMeasure(shared, all);
        leapDays(all);
        return all.isEmpty()
                ? joins.rel()
                : LogicalFilter.create(joins.rel(), RexUtil.composeConjunction(workshop.rex(), all));
    }

    /// A group exists when some measure has a row in it: rows that no measure wants are left out.
    private void someMeasure(Set<BoundExpression> shared, List<RexNode> all) {
        if (fact.measures().size() == 1 || query.axes().isEmpty()) return;
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
                all.add(moments.notLeapDay(moments.local(joins.rex(cut.expression()), cut.columnZone())));
    }

    private RexNode cut(Cut cut) {
        var value = joins.rex(cut.expression());
        if (cut.grain() == null) return value;
        var local = moments.local(value, cut.columnZone());
        if (previous && cut.time() && query.shift() != null) local = moments.later(local, query.shift());
        return moments.bucket(local, cut.grain());
    }
}
