package io.datachat.apex.route;

import io.datachat.apex.plan.block.AggregateBlock;
import io.datachat.apex.plan.block.AggregateBlock.Call;
import io.datachat.apex.plan.block.AggregateBlock.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// One block against one rollup: either the same rows from the rollup, or the reason why not. In doubt it says no.
final class Matching {
    private final AggregateBlock asked;
    private final Rollup rollup;
    private final Derivation derivation;

    Matching(AggregateBlock asked, Rollup rollup, Derivation derivation) {
        this.asked = asked;
        this.rollup = rollup;
        this.derivation = derivation;
    }

    sealed interface Outcome {
        record Read(RelNode rel) implements Outcome {}

        record Missed(String reason) implements Outcome {}
    }

    Outcome match(Aggregate aggregate) {
        if (!rollup.stale().isEmpty()) return new Outcome.Missed(rollup.stale());
        if (!asked.root().equals(rollup.block().root()))
            return new Outcome.Missed("it is about " + rollup.block().root() + ", not " + asked.root());
        var held = asked.held().stream().map(Term::digest).collect(Collectors.toSet());
        for (var kept : rollup.block().held())
            if (!held.contains(kept.digest()))
                return new Outcome.Missed(
                        "it holds only rows where " + kept.rex() + ", which the question does not ask for");
        List<RexNode> conditions = new ArrayList<>();
        var already = rollup.block().held().stream().map(Term::digest).collect(Collectors.toSet());
        for (var condition : asked.held()) {
            if (already.contains(condition.digest())) continue;
            var derived = derivation.derive(condition);
            if (derived == null)
                return new Outcome.Missed("it does not have what the condition on " + named(condition) + " needs");
            conditions.add(derived);
        }
        List<RexNode> groups = new ArrayList<>();
        for (var group : asked.groups()) {
            var derived = derivation.derive(group);
            if (derived == null) return new Outcome.Missed("it is not kept by " + named(group));
            groups.add(derived);
        }
        List<Integer> calls = new ArrayList<>();
        for (var call : asked.calls()) {
            var index = rollup.block().calls().indexOf(call);
            if (!additive(call)) return new Outcome.Missed("a " + word(call) + " cannot be added up from its parts");
            if (index < 0)
                return new Outcome.Missed("it does not keep the " + word(call) + " of " + shortened(call.argument()));
            calls.add(index);
        }
        return new Outcome.Read(read(aggregate, conditions, groups, calls));
    }

    private RelNode read(Aggregate aggregate, List<RexNode> conditions, List<RexNode> groups, List<Integer> calls) {
        var cluster = aggregate.getCluster();
        RexBuilder rex = cluster.getRexBuilder();
        RelNode rows = LogicalTableScan.create(cluster, rollup.table(), List.of());
        if (!conditions.isEmpty()) rows = LogicalFilter.create(rows, RexUtil.composeConjunction(rex, conditions));
        List<RexNode> projected = new ArrayList<>(groups);
        calls.forEach(
                call -> projected.add(derivation.column(rollup.block().groups().size() + call)));
        var names = aggregate.getRowType().getFieldNames();
        var input = LogicalProject.create(rows, List.of(), projected, names, Set.of());
        List<AggregateCall> again = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++)
            again.add(AggregateCall.create(
                    SqlParserPos.ZERO,
                    again(asked.calls().get(i)),
                    false,
                    false,
                    false,
                    List.of(),
                    List.of(groups.size() + i),
                    -1,
                    null,
                    RelCollations.EMPTY,
                    groups.isEmpty(),
                    input,
                    null,
                    names.get(groups.size() + i)));
        var added = LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(groups.size()), null, again);
        return typedAs(aggregate, added, rex);
    }

    /// The sum of counts over no rows is NULL where a count is 0.
    private RelNode typedAs(Aggregate aggregate, RelNode added, RexBuilder rex) {
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < added.getRowType().getFieldCount(); i++) {
            RexNode value = RexInputRef.of(i, added.getRowType());
            var call = i - asked.groups().size();
            if (call >= 0 && asked.calls().get(call).kind() == SqlKind.COUNT)
                value = rex.makeCall(
                        SqlStdOperatorTable.COALESCE, value, rex.makeExactLiteral(java.math.BigDecimal.ZERO));
            var wanted = aggregate.getRowType().getFieldList().get(i).getType();
            values.add(value.getType().equals(wanted) ? value : rex.makeAbstractCast(wanted, value, false));
        }
        return LogicalProject.create(
                added, List.of(), values, aggregate.getRowType().getFieldNames(), Set.of());
    }

    /// A finer answer can be added up to a coarser one. Means and distinct counts cannot: one person may be in two
    /// days.
    private static boolean additive(Call call) {
        return !call.distinct()
                && switch (call.kind()) {
                    case SUM, COUNT, MIN, MAX -> true;
                    default -> false;
                };
    }

    private static SqlAggFunction again(Call call) {
        return switch (call.kind()) {
            case MIN -> SqlStdOperatorTable.MIN;
            case MAX -> SqlStdOperatorTable.MAX;
            default -> SqlStdOperatorTable.SUM;
        };
    }

    private static String word(Call call) {
        return (call.distinct() ? "distinct " : "") + call.kind().lowerName;
    }

    private static String named(Term term) {
        var bucket = Buckets.read(term).orElse(null);
        if (bucket != null) return bucket.grain().word();
        return term.operands().isEmpty()
                ? shortened(term.digest())
                : named(term.operands().getFirst());
    }

    /// `shop.orders.customer_id>shop.customers.id.region` → `customers.region`, as a person says it.
    private static String shortened(String column) {
        var plain = column.substring(column.lastIndexOf('>') + 1);
        var schema = plain.indexOf('.');
        var table = plain.indexOf('.', schema + 1);
        return table < 0 ? column : plain.substring(schema + 1, table) + plain.substring(plain.lastIndexOf('.'));
    }
}
