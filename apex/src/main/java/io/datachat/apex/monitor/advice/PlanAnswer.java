package io.datachat.apex.monitor.advice;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.render.Executable.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan as an answer: a row for each step, advice among the notes of the receipt.
final class PlanAnswer {
    private static final String INDENT = "  ";
    private static final List<Column> COLUMNS = List.of(
            new Column("step", Simple.TEXT, null),
            new Column("table", Simple.TEXT, null),
            new Column("rows", Simple.BIGINT, null),
            new Column("cost", Simple.DOUBLE, null),
            new Column("condition", Simple.TEXT, null));

    private PlanAnswer() {}

    static Answer of(QueryPlan plan, DatabaseCatalog catalog, Receipt receipt) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (var step : plan.steps())
            rows.add(Collections.unmodifiableList(Arrays.asList(
                    INDENT.repeat(step.depth()) + step.operation(),
                    step.table() == null ? null : step.table().toString(),
                    Math.round(step.rows()),
                    step.cost(),
                    step.condition())));
        List<String> notes = new ArrayList<>(List.of("estimated cost: " + Costs.words(plan.cost(), catalog.backend())));
        if (catalog.backend() == Backend.POSTGRESQL) notes.addAll(Indexes.missing(plan, catalog));
        return new Answer(COLUMNS, rows, false, receipt.noting(notes));
    }
}
