package io.datachat.apex.plan.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// The tables below an aggregate, each named by how it is reached: `shop.orders`,
/// `shop.orders.customer_id>shop.customers.id`.
///
/// Two plans name the same column alike, whatever their aliases and the order of their joins.
final class Leaves {
    private final List<String> columns = new ArrayList<>();
    private final String root;

    private Leaves(String root) {
        this.root = root;
    }

    /// @return empty unless the rows are one table, left-joined on equal columns to others
    static Optional<Leaves> of(RelNode rows) {
        return switch (rows) {
            case TableScan scan -> {
                var leaves = new Leaves(name(scan));
                leaves.add(name(scan), scan);
                yield Optional.of(leaves);
            }
            case Join join
            when join.getJoinType() == JoinRelType.LEFT && join.getRight() instanceof TableScan right ->
                of(join.getLeft()).filter(leaves -> leaves.join(join, right));
            default -> Optional.empty();
        };
    }

    String root() {
        return root;
    }

    String column(int field) {
        return columns.get(field);
    }

    private boolean join(Join join, TableScan right) {
        List<String> edge = new ArrayList<>();
        for (var equal : RelOptUtil.conjunctions(join.getCondition())) {
            var pair = pair(equal, columns.size(), right);
            if (pair.isEmpty()) return false;
            edge.add(pair.get());
        }
        edge.sort(null);
        add(String.join("&", edge), right);
        return true;
    }

    private Optional<String> pair(RexNode equal, int offset, TableScan right) {
        if (equal.getKind() != SqlKind.EQUALS
                || !(equal instanceof RexCall call)
                || !(call.operands.get(0) instanceof RexInputRef own)
                || !(call.operands.get(1) instanceof RexInputRef other)
                || own.getIndex() >= offset
                || other.getIndex() < offset) return Optional.empty();
        var target = right.getRowType().getFieldNames().get(other.getIndex() - offset);
        return Optional.of(columns.get(own.getIndex()) + ">" + name(right) + "." + target);
    }

    private void add(String leaf, TableScan scan) {
        scan.getRowType().getFieldNames().forEach(field -> columns.add(leaf + "." + field));
    }

    private static String name(TableScan scan) {
        return String.join(".", scan.getTable().getQualifiedName());
    }
}
