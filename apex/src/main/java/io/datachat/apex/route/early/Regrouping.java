package io.datachat.apex.route.early;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// Writes a split anew: the fact by its keys and own axes, then the joins, then the groups that were asked for.
final class Regrouping {
    private static final int UNCONDITIONAL = -1;

    private final Split split;
    private final RexBuilder rex;
    private final List<RexNode> fields = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<RexNode, Integer> places = new HashMap<>();
    private int groups;

    private Regrouping(Split split) {
        this.split = split;
        this.rex = split.aggregate().getCluster().getRexBuilder();
    }

    static RelNode of(Split split) {
        return new Regrouping(split).regroup();
    }

    private RelNode regroup() {
        var early = early();
        var moved = new Moved(early);
        RelNode rows = early;
        for (var join : split.joins())
            rows = LogicalJoin.create(
                    rows,
                    join.getRight(),
                    join.getHints(),
                    join.getCondition().accept(moved),
                    Set.of(),
                    join.getJoinType());
        if (!split.beyond().isEmpty())
            rows = LogicalFilter.create(
                    rows, RexUtil.composeConjunction(rex, split.beyond()).accept(moved));
        return finished(rows, moved);
    }

    private RelNode early() {
        var own = split.fact().getRowType();
        for (var key : split.keys())
            add(RexInputRef.of(key, own), own.getFieldNames().get(key));
        for (int i = 0; i < split.axes(); i++) {
            var axis = split.project().getProjects().get(i);
            if (Split.own(axis, split.width()))
                add(axis, split.project().getRowType().getFieldNames().get(i));
        }
        groups = fields.size();
        List<AggregateCall> calls = new ArrayList<>();
        var read = split.project();
        for (var call : split.aggregate().getAggCallList()) {
            var arguments = call.getArgList().stream()
                    .map(field -> add(
                            read.getProjects().get(field),
                            read.getRowType().getFieldNames().get(field)))
                    .toList();
            var filter = call.filterArg < 0
                    ? UNCONDITIONAL
                    : add(
                            read.getProjects().get(call.filterArg),
                            read.getRowType().getFieldNames().get(call.filterArg));
            calls.add(call.withArgList(arguments).withFilter(filter));
        }
        var held = split.held().isEmpty()
                ? split.fact()
                : LogicalFilter.create(split.fact(), RexUtil.composeConjunction(rex, split.held()));
        var input = LogicalProject.create(held, List.of(), fields, names, Set.of());
        List<AggregateCall> partial = new ArrayList<>();
        for (var call : calls) partial.add(over(input, call.getAggregation(), call, groups));
        return LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(groups), null, partial);
    }

    /// The field of an expression; one place however often it is read.
    private int add(RexNode expression, String name) {
        return places.computeIfAbsent(expression, added -> {
            fields.add(added);
            names.add(name);
            return fields.size() - 1;
        });
    }

    private RelNode finished(RelNode rows, Moved moved) {
        List<RexNode> outer = new ArrayList<>();
        for (var axis : split.project().getProjects().subList(0, split.axes())) {
            var place = Split.own(axis, split.width()) ? places.get(axis) : null;
            outer.add(place == null ? axis.accept(moved) : RexInputRef.of(place, rows.getRowType()));
        }
        var calls = split.aggregate().getAggCallList();
        for (int i = 0; i < calls.size(); i++) outer.add(RexInputRef.of(groups + i, rows.getRowType()));
        var wanted = split.aggregate().getRowType();
        var input = LogicalProject.create(rows, List.of(), outer, wanted.getFieldNames(), Set.of());
        List<AggregateCall> whole = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++)
            whole.add(over(
                    input,
                    finisher(calls.get(i)),
                    calls.get(i).withArgList(List.of(split.axes() + i)).withFilter(UNCONDITIONAL),
                    split.axes()));
        var regrouped = LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(split.axes()), null, whole);
        return RelOptUtil.createCastRel(split.axes() == 0 ? zeros(regrouped) : regrouped, wanted, true);
    }

    /// A count of nothing is 0, and the sum of no counts is NULL.
    private RelNode zeros(RelNode one) {
        List<RexNode> values = new ArrayList<>();
        var calls = split.aggregate().getAggCallList();
        for (int i = 0; i < calls.size(); i++) {
            var value = RexInputRef.of(i, one.getRowType());
            values.add(
                    calls.get(i).getAggregation().getKind() == SqlKind.COUNT
                            ? rex.makeCall(SqlStdOperatorTable.COALESCE, value, rex.makeExactLiteral(BigDecimal.ZERO))
                            : value);
        }
        return LogicalProject.create(one, List.of(), values, one.getRowType().getFieldNames(), Set.of());
    }

    private static SqlAggFunction finisher(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.COUNT ? SqlStdOperatorTable.SUM : call.getAggregation();
    }

    /// A call with the type that its function has over these rows.
    private static AggregateCall over(RelNode rows, SqlAggFunction function, AggregateCall like, int groups) {
        return AggregateCall.create(
                SqlParserPos.ZERO,
                function,
                false,
                false,
                false,
                List.of(),
                like.getArgList(),
                like.filterArg,
                null,
                RelCollations.EMPTY,
                groups == 0,
                rows,
                null,
                like.name);
    }

    /// Fields of the joined rows where the early groups stand in the fact's place.
    private final class Moved extends RexShuttle {
        private final RelNode early;

        Moved(RelNode early) {
            this.early = early;
        }

        @Override
        public RexNode visitInputRef(RexInputRef field) {
            var width = split.width();
            var index = field.getIndex() < width
                    ? split.keys().indexOf(field.getIndex())
                    : field.getIndex() - width + early.getRowType().getFieldCount();
            return new RexInputRef(index, field.getType());
        }
    }
}
