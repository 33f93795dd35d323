package io.datachat.apex.plan;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.plan.fact.Block;
import io.datachat.apex.plan.fact.FactBlock;
import io.datachat.apex.plan.fact.GapBlock;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Asked;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.model.Model;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// Resolved question → relational algebra: a block per fact, stitched, then the metrics' formulas, order and limit.
public final class Planner {
    private final ResolvedQuery query;
    private final Workshop workshop;

    private final List<Block> planned = new ArrayList<>();

    /// One set of values for all facts, ranked once.
    private @Nullable RelNode kept;

    private Planner(ResolvedQuery query, Workshop workshop) {
        this.query = query;
        this.workshop = workshop;
    }

    public static Plan plan(Model model, ResolvedQuery query) {
        return new Planner(query, new Workshop(model, query.database())).plan();
    }

    private Plan plan() {
        var output = new Output();
        var answer = answer(output);
        Set<String> tables = new LinkedHashSet<>();
        Set<String> proofs = new LinkedHashSet<>();
        Set<Claim> relies = new LinkedHashSet<>();
        planned.forEach(block -> {
            tables.addAll(block.tables());
            if (!block.proof().isEmpty()) proofs.add(block.proof());
            relies.addAll(block.relies());
        });
        if (proofs.size() > 1)
            proofs.add("aggregate first: each of these is aggregated at its own grain before groups meet by equal"
                    + " dimensions");
        return new Plan(
                query.database(),
                sort(answer),
                workshop.slots(),
                output.columns,
                List.copyOf(proofs),
                List.copyOf(tables),
                List.copyOf(relies));
    }

    private RelNode answer(Output output) {
        if (query.framing().extremes()) return extremes(output);
        var stitching = new Stitching(workshop, query.axes().size(), blocks(query));
        var rows = stitching.stitch();
        return query.framing().shares() ? withShares(stitching, rows, output) : project(rows, stitching, null, output);
    }

    private RelNode extremes(Output output) {
        var block = factBlock(query, query.facts().getFirst(), false).extremes();
        planned.add(block);
        var field = 0;
        for (var axis : query.axes())
            for (var suffix : ResolvedQuery.EXTREMES)
                output.add(
                        workshop.cast(RexInputRef.of(field++, block.rel().getRowType()), axis.type()),
                        axis.alias() + suffix,
                        new Plan.Column(axis.column() + suffix, axis.type(), null));
        return output.over(block.rel());
    }

    /// Beside every group the values over all groups, computed from the rows and not from the groups.
    private RelNode withShares(Stitching stitching, RelNode rows, Output output) {
        var total = query.undivided();
        var totals = new Stitching(workshop, 0, blocks(total));
        var all = totals.stitch();
        var offset = rows.getRowType().getFieldCount();
        var beside =
                LogicalJoin.create(rows, all, List.of(), workshop.rex().makeLiteral(true), Set.of(), JoinRelType.INNER);
        return project(beside, stitching, new Values(workshop, totals.movedBy(offset), beside), output);
    }

    private List<Block> blocks(ResolvedQuery of) {
        List<Block> blocks = new ArrayList<>();
        for (var fact : of.facts()) blocks.add(factBlock(of, fact, false).plan());
        if (of.shift() != null)
            for (var fact : of.facts()) blocks.add(factBlock(of, fact, true).plan());
        var gaps = of.gaps();
        if (gaps != null) {
            var facts = blocks.stream().map(Block::rel).toList();
            blocks.add(new GapBlock(workshop, of, gaps, new Inner()).plan(facts));
        }
        planned.addAll(blocks);
        return blocks;
    }

    private FactBlock factBlock(ResolvedQuery of, Fact fact, boolean previous) {
        return new FactBlock(workshop, of, fact, new Inner(), previous);
    }

    /// Questions within the question.
    private final class Inner implements FactBlock.Parts {
        @Override
        public RelNode rows(String target) {
            var part = query.parts().get(target);
            if (part == null) throw new IllegalStateException("no such part: " + target);
            return answer(new Planner(part, workshop));
        }

        @Override
        public RelNode top() {
            var top = query.top();
            if (top == null) throw new IllegalStateException("nothing is ranked");
            if (kept != null) return kept;
            var inner = new Planner(top.ranking(), workshop);
            var count = workshop.rex().makeExactLiteral(BigDecimal.valueOf(top.count()));
            var first = LogicalSort.create(answer(inner), inner.collation(), null, count);
            var fields = List.of(
                    RexInputRef.of(0, first.getRowType()), workshop.rex().makeLiteral(true));
            var names = List.of(first.getRowType().getFieldNames().getFirst(), "found");
            kept = LogicalProject.create(first, List.of(), fields, names, Set.of());
            return kept;
        }

        private RelNode answer(Planner inner) {
            var rows = inner.answer(new Output());
            planned.addAll(inner.planned);
            return rows;
        }
    }

    /// @param totals values over all groups, for shares; null without
    private RelNode project(RelNode rows, Stitching stitching, @Nullable Values totals, Output output) {
        var values = new Values(workshop, stitching, rows);
        for (var axis : query.axes())
            output.add(
                    RexInputRef.of(output.names.size(), rows.getRowType()),
                    axis.alias(),
                    new Plan.Column(axis.column(), axis.type(), null));
        for (var metric : query.metrics()) {
            var own = new Plan.Column(
                    metric.id(),
                    metric.formula().type(),
                    metric.unit(),
                    workshop.model().metric(metric.id()).definition().format());
            var now = values.value(metric.formula(), false);
            output.add(workshop.cast(now, own.type()), own.name(), own);
            if (query.shift() != null) compared(metric, now, values, output, own);
            if (totals != null) {
                var share = new Plan.Column(own.name() + ResolvedQuery.SHARE, Simple.DOUBLE, null, Format.PERCENT);
                output.add(values.quotient(now, totals.value(metric.formula(), false)), share.name(), share);
            }
        }
        return output.over(rows);
    }

    private void compared(Asked metric, RexNode now, Values values, Output output, Plan.Column own) {
        var before = values.value(metric.formula(), true);
        var change = values.change(now, before);
        output.compared(workshop.cast(before, own.type()), own, "_previous");
        output.compared(workshop.cast(change, own.type()), own, "_change");
        var percent = new Plan.Column(own.name() + "_change_pct", Simple.DOUBLE, "%");
        output.add(values.percent(change, before), percent.name(), percent);
    }

    /// The columns of the answer as they are gathered.
    private static final class Output {
        private final List<RexNode> projected = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<Plan.Column> columns = new ArrayList<>();

        void add(RexNode value, String name, Plan.Column column) {
            projected.add(value);
            names.add(name);
            columns.add(column);
        }

        RelNode over(RelNode rows) {
            return LogicalProject.create(rows, List.of(), projected, names, Set.of());
        }

        void compared(RexNode value, Plan.Column own, String suffix) {
            var column = new Plan.Column(own.name() + suffix, own.type(), own.unit(), own.format());
            add(value, column.name(), column);
        }
    }

    /// NULL comes last in both directions.
    private RelNode sort(RelNode answer) {
        if (query.order().isEmpty() && !query.limited()) return answer;
        var limit = query.limited() ? workshop.parameter(new Slot.Limit()) : null;
        return LogicalSort.create(answer, collation(), null, limit);
    }

    private RelCollation collation() {
        return RelCollations.of(query.order().stream()
                .map(sort -> new RelFieldCollation(
                        sort.column(),
                        sort.descending() ? Direction.DESCENDING : Direction.ASCENDING,
                        NullDirection.LAST))
                .toList());
    }
}
