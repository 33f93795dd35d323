package io.datachat.apex.read.open;

import io.datachat.apex.catalog.RelationalTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// The input of an aggregate, flat: tables side by side, the edges that join them, conditions and columns over all
/// their columns.
///
/// @param columns what the input puts out, as expressions over the tables' columns, numbered through
record Block(List<Leaf> leaves, List<Edge> edges, List<RexNode> filters, List<RexNode> columns) {
    /// @param offset the number of its first column
    record Leaf(RelOptTable table, int offset) {
        int width() {
            return table.getRowType().getFieldCount();
        }

        boolean owns(int column) {
            return column >= offset && column < offset + width();
        }

        String column(int number) {
            return table.getRowType().getFieldNames().get(number - offset);
        }
    }

    /// Two columns that a join sets equal.
    ///
    /// @param outer whether the right side may be missing
    record Edge(int left, int right, boolean outer) {}

    static Block of(RelNode node) {
        return of(node, 0);
    }

    private static Block of(RelNode node, int offset) {
        return switch (node) {
            case TableScan scan -> scan(scan, offset);
            case Filter filter -> filter(filter, of(filter.getInput(), offset));
            case Project project -> project(project, of(project.getInput(), offset));
            case Join join -> join(join, offset);
            default -> throw new Shut("it reads from more than joined tables (" + kind(node) + ")");
        };
    }

    private static String kind(RelNode node) {
        return node.getRelTypeName().replace("Logical", "").toLowerCase(Locale.ROOT);
    }

    private static Block scan(TableScan scan, int offset) {
        var leaf = new Leaf(scan.getTable(), offset);
        List<RexNode> columns = new ArrayList<>();
        for (var field : scan.getRowType().getFieldList())
            columns.add(new RexInputRef(offset + field.getIndex(), field.getType()));
        return new Block(List.of(leaf), List.of(), List.of(), columns);
    }

    private static Block filter(Filter filter, Block input) {
        var filters = new ArrayList<>(input.filters);
        filters.addAll(conjuncts(input.over(filter.getCondition())));
        return new Block(input.leaves, input.edges, filters, input.columns);
    }

    private static Block project(Project project, Block input) {
        if (project.containsOver()) throw new Shut("it aggregates over a window");
        return new Block(
                input.leaves,
                input.edges,
                input.filters,
                project.getProjects().stream().map(input::over).toList());
    }

    private static Block join(Join join, int offset) {
        if (join.getJoinType() != JoinRelType.INNER && join.getJoinType() != JoinRelType.LEFT)
            throw new Shut("it has a " + join.getJoinType() + " join");
        var outer = join.getJoinType() == JoinRelType.LEFT;
        var left = of(join.getLeft(), offset);
        var plain = of(join.getRight(), offset + left.width());
        var right = outer ? plain.absent() : plain;
        if (outer && (right.leaves.size() > 1 || !right.filters.isEmpty()))
            throw new Shut("it has a LEFT JOIN to more than one plain table");
        var both = new Block(
                concat(left.leaves, right.leaves),
                concat(left.edges, right.edges),
                concat(left.filters, right.filters),
                concat(left.columns, right.columns));
        List<Edge> edges = new ArrayList<>(both.edges);
        List<RexNode> filters = new ArrayList<>(both.filters);
        for (var condition : conjuncts(both.over(join.getCondition()))) {
            var edge = edge(condition, offset + left.width(), outer);
            if (edge != null) edges.add(edge);
            else if (outer) throw new Shut("a LEFT JOIN has a condition other than equal columns");
            else if (!condition.isAlwaysTrue()) filters.add(condition);
        }
        return new Block(both.leaves, edges, filters, both.columns);
    }

    /// @param border the first column of the right side
    private static @Nullable Edge edge(RexNode condition, int border, boolean outer) {
        if (!(condition instanceof RexCall call) || call.getKind() != SqlKind.EQUALS) return null;
        if (!(call.getOperands().get(0) instanceof RexInputRef one)
                || !(call.getOperands().get(1) instanceof RexInputRef two)) return null;
        var left = Math.min(one.getIndex(), two.getIndex());
        var right = Math.max(one.getIndex(), two.getIndex());
        return left < border && right >= border ? new Edge(left, right, outer) : null;
    }

    /// Right of a left join every column may be NULL. Were it typed otherwise, Calcite would take `IS NOT NULL` for
    /// always true and drop it.
    private Block absent() {
        var nullable = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(
                        ref.getIndex(), RelationalTypes.FACTORY.createTypeWithNullability(ref.getType(), true));
            }
        };
        return new Block(
                leaves,
                edges,
                filters,
                columns.stream().map(column -> column.accept(nullable)).toList());
    }

    private int width() {
        return leaves.stream().mapToInt(Leaf::width).sum();
    }

    Leaf leaf(int column) {
        return leaves.stream().filter(leaf -> leaf.owns(column)).findFirst().orElseThrow();
    }

    /// An expression over the input's output, told over the tables' columns.
    RexNode over(RexNode expression) {
        if (RexUtil.SubQueryFinder.find(expression) != null) throw new Shut("it has a sub-query");
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return columns.get(ref.getIndex());
            }
        });
    }

    private static List<RexNode> conjuncts(RexNode condition) {
        return RelOptUtil.conjunctions(condition);
    }

    private static <T> List<T> concat(List<T> left, List<T> right) {
        List<T> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }
}
