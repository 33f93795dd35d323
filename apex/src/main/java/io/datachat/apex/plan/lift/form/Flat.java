package io.datachat.apex.plan.lift.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/// The rows below an aggregate, laid flat: tables side by side, everything else told over their columns.
///
/// @param outer  the tables whose rows may be missing, each with what an outer join compares; no other condition
/// belongs to one table alone
/// @param held   conditions that every row fulfils, those of inner joins among them
/// @param fields what the rows have, told over the tables' columns
public record Flat(List<Leaf> leaves, List<Outer> outer, List<RexNode> held, List<RexNode> fields) {
    /// @param offset the number of its first column
    public record Leaf(RelOptTable table, int offset) {
        int width() {
            return table.getRowType().getFieldCount();
        }

        boolean owns(int column) {
            return column >= offset && column < offset + width();
        }

        String column(int number) {
            return table.getRowType().getFieldNames().get(number - offset);
        }

        public String name() {
            return String.join(".", table.getQualifiedName());
        }
    }

    public record Outer(Leaf leaf, List<RexNode> on) {}

    public static Flat of(RelNode rows) {
        return of(rows, 0);
    }

    private static Flat of(RelNode node, int offset) {
        return switch (node) {
            case TableScan scan -> scan(scan, offset);
            case Filter filter -> {
                var input = of(filter.getInput(), offset);
                yield input.holding(Conjuncts.of(input.over(filter.getCondition())));
            }
            case Project project -> {
                if (project.containsOver()) throw new Unlike("it aggregates what a window function gives");
                var input = of(project.getInput(), offset);
                var fields = project.getProjects().stream().map(input::over).toList();
                yield new Flat(input.leaves, input.outer, input.held, fields);
            }
            case Join join -> join(join, offset);
            case Aggregate _ -> throw new Unlike("it aggregates rows that are aggregates already");
            default ->
                throw new Unlike("it reads more than joined tables: "
                        + node.getRelTypeName().replace("Logical", "").toLowerCase(Locale.ROOT));
        };
    }

    private static Flat scan(TableScan scan, int offset) {
        List<RexNode> fields = new ArrayList<>();
        for (var field : scan.getRowType().getFieldList())
            fields.add(new RexInputRef(offset + field.getIndex(), field.getType()));
        return new Flat(List.of(new Leaf(scan.getTable(), offset)), List.of(), List.of(), fields);
    }

    private static Flat join(Join join, int offset) {
        var left = of(join.getLeft(), offset);
        var right = of(join.getRight(), offset + left.width());
        var both = left.beside(right);
        var on = Conjuncts.of(both.over(join.getCondition()));
        return switch (join.getJoinType()) {
            case INNER -> both.holding(on);
            case LEFT -> both.missing(right, on);
            case RIGHT -> both.missing(left, on);
            default -> throw new Unlike("it has a " + join.getJoinType().name().toLowerCase(Locale.ROOT) + " join");
        };
    }

    private Flat beside(Flat right) {
        return new Flat(
                both(leaves, right.leaves),
                both(outer, right.outer),
                both(held, right.held),
                both(fields, right.fields));
    }

    private Flat holding(List<RexNode> more) {
        return new Flat(leaves, outer, both(held, more), fields);
    }

    private Flat missing(Flat side, List<RexNode> on) {
        if (side.leaves.size() != 1 || !side.held.isEmpty())
            throw new Unlike("an outer join is made with more than one plain table");
        if (!side.fields.stream().allMatch(RexInputRef.class::isInstance))
            throw new Unlike("an outer join is made with calculated columns");
        return new Flat(leaves, both(outer, List.of(new Outer(side.leaves.getFirst(), on))), held, fields);
    }

    private int width() {
        return leaves.stream().mapToInt(Leaf::width).sum();
    }

    Leaf leaf(int column) {
        return leaves.stream().filter(leaf -> leaf.owns(column)).findFirst().orElseThrow();
    }

    /// An expression over the fields, told over the tables' columns.
    RexNode over(RexNode expression) {
        if (RexUtil.SubQueryFinder.find(expression) != null) throw new Unlike("it has a query within a condition");
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return fields.get(ref.getIndex());
            }
        });
    }

    private static <T> List<T> both(List<T> left, List<T> right) {
        List<T> both = new ArrayList<>(left);
        both.addAll(right);
        return List.copyOf(both);
    }
}
