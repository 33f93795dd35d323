package io.datachat.apex.plan;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.ResolvedQuery;
import io.datachat.apex.resolve.Slot;
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
import org.jspecify.annotations.Nullable;

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
        List<Plan.Column> columns = new ArrayList<>();
        var answer = project(rows, new Values(workshop, stitching, rows), columns);
        Set<String> tables = new LinkedHashSet<>();
        Set<String> proofs = new LinkedHashSet<>();
        blocks.forEach(block -> {
            tables.addAll(block.tables());
            proofs.add(block.proof());
        });
        return new Plan(
                query.database(), sort(answer), workshop.slots(), columns, List.copyOf(proofs), List.copyOf(tables));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (var fact : query.facts()) blocks.add(new FactBlock(model, workshop, query, fact, false).plan());
        if (query.shift() != null)
            for (var fact : query.facts()) blocks.add(new FactBlock(model, workshop, query, fact, true).plan());
        return blocks;
    }

    private RelNode project(RelNode rows, Values values, List<Plan.Column> columns) {
        List<RexNode> projected = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (var axis : query.axes()) {
            projected.add(RexInputRef.of(projected.size(), rows.getRowType()));
            names.add(axis.alias());
            columns.add(new Plan.Column(axis.column(), axis.type(), null));
        }
        for (var metric : query.metrics()) {
            var type = metric.formula().type();
            var now = values.value(metric.formula(), false);
            add(projected, names, columns, workshop.cast(now, type), metric.id(), type, metric.unit());
            if (query.shift() == null) continue;
            var before = values.value(metric.formula(), true);
            var change = values.change(now, before);
            add(projected, names, columns, workshop.cast(before, type), metric.id() + "_previous", type, metric.unit());
            add(projected, names, columns, workshop.cast(change, type), metric.id() + "_change", type, metric.unit());
            add(projected, names, columns, values.percent(change, before), metric.id() + "_change_pct", Simple.DOUBLE, "%");
        }
        return LogicalProject.create(rows, List.of(), projected, names, Set.of());
    }

    private static void add(
            List<RexNode> projected, List<String> names, List<Plan.Column> columns, RexNode value, String name, DataType type, @Nullable String unit) {
        projected.add(value);
        names.add(name);
        columns.add(new Plan.Column(name, type, unit));
    }

    /// NULL comes last in both directions.
    private RelNode sort(RelNode answer) {
        if (query.order().isEmpty() && !query.limited()) return answer;
        var keys = query.order().stream()
                .map(sort -> new RelFieldCollation(
                        sort.column(), sort.descending() ? Direction.DESCENDING : Direction.ASCENDING, NullDirection.LAST))
                .toList();
        var limit = query.limited() ? workshop.parameter(new Slot.Limit()) : null;
        return LogicalSort.create(answer, RelCollations.of(keys), null, limit);
    }
}
