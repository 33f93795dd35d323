package io.datachat.apex.plan.template;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.TypeWords;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.read.VerbatimText;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.template.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;

/// A template in a vendor's own SQL, which cannot be read into algebra: it runs as it was written.
///
/// @param columns as declared: what it is asked by, then its value
public record VerbatimPlan(String text, List<Slot> slots, List<Plan.Column> columns) {
    public VerbatimPlan {
        slots = List.copyOf(slots);
        columns = List.copyOf(columns);
    }

    /// @param unreadable why it cannot be read
    /// @throws Rejection unless its result is declared, is asked for as it is, and the viewer is under no policy
    public static VerbatimPlan of(ResolvedTemplate asked, Viewer viewer, Rejection unreadable) {
        var declared = asked.block().template().result();
        if (declared.isEmpty() || !viewer.administrator()) throw unreadable;
        var names = declared.stream().map(Execution.ResultColumn::name).toList();
        var dimensions = names.subList(0, names.size() - 1);
        if (!asked.dimensions().equals(dimensions) || !asked.order().isEmpty() || asked.limited())
            throw new Rejection(Problem.of(
                            ResolveCode.TEMPLATE_ALONE,
                            "metric '" + asked.block().metric()
                                    + "' runs as it was written: its rows cannot be cut, sorted or limited")
                    .hint(
                            dimensions.isEmpty()
                                    ? "ask for it alone"
                                    : "ask for it by " + String.join(", ", dimensions)));
        var filled = VerbatimText.fill(asked.text(), asked.values());
        List<Plan.Column> columns = new ArrayList<>();
        for (var column : declared) {
            var last = columns.size() == declared.size() - 1;
            columns.add(new Plan.Column(
                    last ? asked.block().metric() : column.name(),
                    type(column),
                    last ? asked.unit() : null,
                    last ? asked.format() : null));
        }
        List<Slot> slots = new ArrayList<>();
        filled.binds().forEach(bind -> slots.add(new Slot.Parameter(bind.parameter(), bind.item(), bind.type())));
        return new VerbatimPlan(filled.sql(), slots, columns);
    }

    private static DataType type(Execution.ResultColumn column) {
        return TypeWords.read(column.type())
                .orElseThrow(() -> new Rejection(Problem.of(
                        ResolveCode.BAD_EXPRESSION,
                        "result column '" + column.name() + "' has the unknown type '" + column.type() + "'")));
    }
}
