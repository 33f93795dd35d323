package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.read.operator.Operators;
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
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

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

    /// @param sorted the field by whose values a percentile ranks; negative for other functions
    /// @param type   null leaves it to the function
    private record Call(
            SqlAggFunction function,
            boolean distinct,
            List<Integer> arguments,
            int filter,
            int sorted,
            @Nullable RelDataType type,
            String name) {
        static Call plain(SqlAggFunction function, boolean distinct, List<Integer> arguments, int filter, String name) {
            return new Call(function, distinct, arguments, filter, NO_FILTER, null, name);
        }
    }

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
        measure(measure, measure.argument() == null ? null : joins.rex(measure.argument()));
    }

    /// @param argument over the rows that are aggregated
    void measure(BoundMeasure measure, @Nullable RexNode argument) {
        if (columns.containsKey(measure)) return;
        var own = measure.conversion() == null
                ? measure.filters().stream()
                        .filter(filter -> !alreadyHeld.contains(filter))
                        .map(joins::rex)
                        .toList()
                : List.<RexNode>of();
        var call = call(measure, argument);
        var filter = own.isEmpty()
                ? NO_FILTER
                : input(
                        workshop.call(SqlStdOperatorTable.IS_TRUE, RexUtil.composeConjunction(workshop.rex(), own)),
                        "held_" + names.size());
        columns.put(measure, axes + calls.size());
        calls.add(new Call(call.function, call.distinct, call.arguments, filter, call.sorted, call.type, call.name));
    }

    /// The smallest and largest of an expression's values.
    void extremes(RexNode value) {
        var field = List.of(input(value, "value_" + names.size()));
        calls.add(Call.plain(SqlStdOperatorTable.MIN, false, field, NO_FILTER, "least_" + calls.size()));
        calls.add(Call.plain(SqlStdOperatorTable.MAX, false, field, NO_FILTER, "most_" + calls.size()));
    }

    /// The field of each measure in the result of [#over].
    Map<BoundMeasure, Integer> columns() {
        return columns;
    }

    RelNode over(RelNode rows, boolean once) {
        var input = once ? distinct(rows) : LogicalProject.create(rows, List.of(), projected, names, Set.of());
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
                    call.sorted < 0 ? RelCollations.EMPTY : RelCollations.of(call.sorted),
                    axes == 0,
                    input,
                    call.type,
                    call.name));
        return LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(axes), null, aggregates);
    }

    /// Each row once. Constants are put beside them afterwards: a percentile's fraction may be nothing else.
    private RelNode distinct(RelNode rows) {
        List<RexNode> varying = new ArrayList<>();
        List<String> varyingNames = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < projected.size(); i++) {
            var constant = i >= axes && projected.get(i) instanceof RexLiteral;
            places.add(constant ? -1 : varying.size());
            if (constant) continue;
            varying.add(projected.get(i));
            varyingNames.add(names.get(i));
        }
        RelNode input = LogicalProject.create(rows, List.of(), varying, varyingNames, Set.of());
        var once = LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(varying.size()), null, List.of());
        if (varying.size() == projected.size()) return once;
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < projected.size(); i++)
            fields.add(places.get(i) < 0 ? projected.get(i) : RexInputRef.of(places.get(i), once.getRowType()));
        return LogicalProject.create(once, List.of(), fields, names, Set.of());
    }

    private Call call(BoundMeasure measure, @Nullable RexNode argument) {
        var how = measure.conversion() == null ? measure : measure.conversion().to();
        var statistic = how.statistic();
        var name = measure.name();
        if (argument == null) return Call.plain(SqlStdOperatorTable.COUNT, false, List.of(), NO_FILTER, name);
        return switch (statistic.aggregation()) {
            case SUM -> plain(SqlStdOperatorTable.SUM, argument, name);
            case COUNT -> plain(SqlStdOperatorTable.COUNT, argument, name);
            case COUNT_DISTINCT ->
                statistic.approximate()
                        ? plain(SqlStdOperatorTable.APPROX_COUNT_DISTINCT, argument, name)
                        : Call.plain(SqlStdOperatorTable.COUNT, true, List.of(value(argument)), NO_FILTER, name);
            case MIN -> plain(SqlStdOperatorTable.MIN, argument, name);
            case MAX -> plain(SqlStdOperatorTable.MAX, argument, name);
            case AVG -> plain(SqlStdOperatorTable.AVG, argument, name);
            case MEDIAN, PERCENTILE -> ranked(how, argument, name);
        };
    }

    private Call plain(SqlAggFunction function, RexNode argument, String name) {
        return Call.plain(function, false, List.of(value(argument)), NO_FILTER, name);
    }

    private Call ranked(BoundMeasure measure, RexNode argument, String name) {
        var statistic = measure.statistic();
        if (statistic.fraction() == null) throw new IllegalStateException("a percentile without fraction: " + name);
        var fraction = input(workshop.rex().makeExactLiteral(statistic.fraction()), "fraction_" + names.size());
        if (statistic.approximate()) {
            var doubled = value(workshop.cast(argument, Simple.DOUBLE));
            return new Call(Operators.APPROX_QUANTILE, false, List.of(doubled, fraction), NO_FILTER, -1, null, name);
        }
        var sorted = value(statistic.discrete() ? argument : workshop.cast(argument, Simple.DOUBLE));
        var function = statistic.discrete() ? SqlStdOperatorTable.PERCENTILE_DISC : SqlStdOperatorTable.PERCENTILE_CONT;
        return new Call(
                function,
                false,
                List.of(fraction),
                NO_FILTER,
                sorted,
                projected.get(sorted).getType(),
                name);
    }

    private int value(RexNode argument) {
        return input(argument, "value_" + names.size());
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
