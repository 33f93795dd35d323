package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.plan.algebra.Moments;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.BoundMeasure.Conversion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// Gives each conversion to the latest opportunity at or before it (docs/values.md, section 12).
final class Conversions {
    private final Workshop workshop;
    private final Moments moments;
    private final JoinTree opportunities;
    private final Fact fact;
    private final BoundMeasure to;
    private final Conversion conversion;
    private final JoinTree converted;
    private int offset;

    Conversions(Workshop workshop, Moments moments, JoinTree opportunities, Fact fact) {
        this.workshop = workshop;
        this.moments = moments;
        this.opportunities = opportunities;
        this.fact = fact;
        var found = fact.measures().getFirst().conversion();
        if (found == null) throw new IllegalStateException("no conversion");
        this.conversion = found;
        this.to = conversion.to();
        this.converted = opportunities.besides(to.entity(), to.time());
    }

    /// What is aggregated, over the rows of [#match].
    @Nullable
    RexNode argument() {
        return to.argument() == null ? null : shifted(converted.rex(to.argument()));
    }

    RelNode match(RelNode rows) {
        var from = time(fact.time());
        offset = rows.getRowType().getFieldCount();
        var events = events();
        var then = shifted(moments.local(converted.rex(time(to.time())), zone(to.entity(), time(to.time()))));
        var when = moments.local(opportunities.rex(from), zone(fact.entity(), from));
        List<RexNode> held = new ArrayList<>();
        for (var pair : conversion.on())
            held.add(workshop.call(
                    SqlStdOperatorTable.EQUALS,
                    opportunities.rex(pair.opportunity()),
                    shifted(converted.rex(pair.conversion()))));
        var opportunity = workshop.cast(when, Simple.TIMESTAMP);
        var event = workshop.cast(then, Simple.TIMESTAMP);
        held.add(workshop.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, opportunity, event));
        if (conversion.window() != null)
            held.add(workshop.call(
                    SqlStdOperatorTable.GREATER_THAN, opportunity, moments.earlier(event, conversion.window())));
        var joined = LogicalJoin.create(
                rows, events, List.of(), RexUtil.composeConjunction(workshop.rex(), held), Set.of(), JoinRelType.INNER);
        var number = new RexInputRef(
                offset + events.getRowType().getFieldCount() - 1,
                events.getRowType().getFieldList().getLast().getType());
        return Windowing.firstOf(workshop, joined, List.of(number), latest(opportunity));
    }

    /// The conversions, each with a number of its own in the last field.
    private RelNode events() {
        var time = time(to.time());
        converted.reach(time);
        to.filters().forEach(converted::reach);
        if (to.argument() != null) converted.reach(to.argument());
        conversion.on().forEach(pair -> converted.reach(pair.conversion()));
        var held = to.filters().stream().map(converted::rex).toList();
        var rows = held.isEmpty()
                ? converted.rel()
                : LogicalFilter.create(converted.rel(), RexUtil.composeConjunction(workshop.rex(), held));
        List<RexFieldCollation> order = new ArrayList<>();
        order.add(ascending(converted.rex(time)));
        to.entity().rowKey().forEach(column -> order.add(ascending(converted.own(column))));
        return Windowing.numbered(workshop, rows, order);
    }

    private List<RexFieldCollation> latest(RexNode opportunity) {
        List<RexFieldCollation> order = new ArrayList<>();
        order.add(new RexFieldCollation(opportunity, Set.of(SqlKind.DESCENDING, SqlKind.NULLS_LAST)));
        fact.entity().rowKey().forEach(column -> order.add(ascending(opportunities.own(column))));
        return order;
    }

    private static RexFieldCollation ascending(RexNode value) {
        return new RexFieldCollation(value, Set.of(SqlKind.NULLS_LAST));
    }

    private ZoneId zone(BoundEntity entity, BoundExpression time) {
        return workshop.model().zoneOf(entity, time);
    }

    private RexNode shifted(RexNode value) {
        return RexUtil.shift(value, offset);
    }

    private static BoundExpression time(@Nullable BoundExpression time) {
        if (time == null) throw new IllegalStateException("a conversion without time");
        return time;
    }
}
