package io.datachat.apex.plan;

import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// Builds `project` and `aggregate` over the filtered joins: axes, then one call per measure.
final class Aggregation {
    private static final int NO_FILTER = -1;
    private final Workshop workshop;
    private final JoinTree joins;
    private final Set<BoundExpression> alreadyHeld;
    private final List<RexNode> projected = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<BoundMeasure, Integer> columns = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private int axes;

    private record Call(SqlAggFunction function, boolean distinct, List<Integer> arguments, int filter, String name) {}

    /// @param alreadyHeld conditions that hold for every row here, so that no measure needs to test them
    Aggregation(Workshop workshop, JoinTree joins, Set<BoundExpression> alreadyHeld) {
        this.workshop = workshop;
        this.joins = joins;
        this.alreadyHeld = alreadyHeld;
    }

    void axis(RexNode value, String alias) {
        projected.add(value);
        names.add(alias);
        axes++;
    }

    /// Keeps one row per group and key: what [#over] does when groups overlap.
    void onceFor(List<RexNode> key) {
        for (var column : key) input(column, "key_" + names.size());
    }

    void measure(BoundMeasure measure) {
        if (columns.containsKey(measure)) return;
        var argument = measure.argument() == null
                ? List.<Integer>of()
                : List.of(input(joins.rex(measure.argument()), "value_" + names.size()));
        var own = measure.filters().stream()
                .filter(filter -> !alreadyHeld.contains(filter))
                .map(joins::rex)
                .toList();
        var filter = own.isEmpty()
                ? NO_FILTER
                : input(
                        workshop.call(SqlStdOperatorTable.IS_TRUE, RexUtil.composeConjunction(workshop.rex(), own)),
                        "held_" + names.size());
        columns.put(measure, axes + calls.size());
        calls.add(call(measure, argument, filter));
    }

    /// The field of each measure in the result of [#over].
    Map<BoundMeasure, Integer> columns() {
        return columns;
    }

    RelNode over(RelNode rows, boolean once) {
        RelNode input = LogicalProject.create(rows, List.of(), projected, names, Set.of());
        if (once)
            input = LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(projected.size()), null, List.of());
        List<AggregateCall> aggregates = new ArrayList<>();
        for (var call : calls)
            aggregates.add(AggregateCall.create(
                    SqlParserPos.ZERO,
                    call.function,
                    call.distinct,
                    false,
                    false,
                    List.of(),
                    call.arguments,
                    call.filter,
                    null,
                    RelCollations.EMPTY,
                    axes == 0,
                    input,
                    null,
                    call.name));
        return LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(axes), null, aggregates);
    }

    private static Call call(BoundMeasure measure, List<Integer> argument, int filter) {
        var name = measure.name();
        return switch (measure.aggregation()) {
            case SUM -> new Call(SqlStdOperatorTable.SUM, false, argument, filter, name);
            case COUNT -> new Call(SqlStdOperatorTable.COUNT, false, argument, filter, name);
            case COUNT_DISTINCT -> new Call(SqlStdOperatorTable.COUNT, true, argument, filter, name);
            case MIN -> new Call(SqlStdOperatorTable.MIN, false, argument, filter, name);
            case MAX -> new Call(SqlStdOperatorTable.MAX, false, argument, filter, name);
            case AVG -> new Call(SqlStdOperatorTable.AVG, false, argument, filter, name);
        };
    }

    /// The field of an expression, projected once however often it is used; axes are never shared, they keep their
    /// names.
    private int input(RexNode value, String name) {
        var known = projected.subList(axes, projected.size()).indexOf(value);
        if (known >= 0) return axes + known;
        projected.add(value);
        names.add(name);
        return projected.size() - 1;
    }
}
