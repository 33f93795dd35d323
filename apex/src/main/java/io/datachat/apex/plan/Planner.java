package io.datachat.apex.plan;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.resolve.ResolvedQuery;
import io.datachat.apex.resolve.Slot;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/// Resolved question → relational algebra: a block per fact, stitched, then the metrics' formulas, order and limit.
public final class Planner {
    private final Model model;
    private final ResolvedQuery query;
    private final Workshop workshop;

    private Planner(Model model, ResolvedQuery query) {
        this.model = model;
        this.query = query;
        this.workshop = new Workshop(model.relations(query.database()));
    }

    public static Plan plan(Model model, ResolvedQuery query) {
        return new Planner(model, query).plan();
    }

    private Plan plan() {
        var blocks = blocks();
        var stitching = new Stitching(workshop, query.axes().size(), blocks);
        var rows = stitching.stitch();
        var output = new Output();
        var answer = project(rows, new Values(workshop, stitching, rows), output);
        Set<String> tables = new LinkedHashSet<>();
        Set<String> proofs = new LinkedHashSet<>();
        blocks.forEach(block -> {
            tables.addAll(block.tables());
            proofs.add(block.proof());
        });
        return new Plan(
                query.database(),
                sort(answer),
                workshop.slots(),
                output.columns,
                List.copyOf(proofs),
                List.copyOf(tables));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (var fact : query.facts()) blocks.add(new FactBlock(model, workshop, query, fact, false).plan());
        if (query.shift() != null)
            for (var fact : query.facts()) blocks.add(new FactBlock(model, workshop, query, fact, true).plan());
        return blocks;
    }

    private RelNode project(RelNode rows, Values values, Output output) {
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
                    model.metric(metric.id()).definition().format());
            var now = values.value(metric.formula(), false);
            output.add(workshop.cast(now, own.type()), own.name(), own);
            if (query.shift() == null) continue;
            var before = values.value(metric.formula(), true);
            var change = values.change(now, before);
            output.compared(workshop.cast(before, own.type()), own, "_previous");
            output.compared(workshop.cast(change, own.type()), own, "_change");
            var percent = new Plan.Column(own.name() + "_change_pct", Simple.DOUBLE, "%");
            output.add(values.percent(change, before), percent.name(), percent);
        }
        return LogicalProject.create(rows, List.of(), output.projected, output.names, Set.of());
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

        void compared(RexNode value, Plan.Column own, String suffix) {
            var column = new Plan.Column(own.name() + suffix, own.type(), own.unit(), own.format());
            add(value, column.name(), column);
        }
    }

    /// NULL comes last in both directions.
    private RelNode sort(RelNode answer) {
        if (query.order().isEmpty() && !query.limited()) return answer;
        var keys = query.order().stream()
                .map(sort -> new RelFieldCollation(
                        sort.column(),
                        sort.descending() ? Direction.DESCENDING : Direction.ASCENDING,
                        NullDirection.LAST))
                .toList();
        var limit = query.limited() ? workshop.parameter(new Slot.Limit()) : null;
        return LogicalSort.create(answer, RelCollations.of(keys), null, limit);
    }
}
