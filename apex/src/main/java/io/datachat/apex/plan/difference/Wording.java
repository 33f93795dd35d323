package io.datachat.apex.plan.difference;

import io.datachat.apex.read.parameter.Placeholder;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;

/// Bound expressions as text, in one spelling for what is the same: operands of what commutes are sorted, comparisons
/// look to the right, and nothing depends on names that a person gave.
///
/// @param exact whether columns are named by table and join, as the aggregate block does; else as a person would
public record Wording(Model model, BoundEntity entity, boolean exact) {
    /// Each condition that must hold by itself.
    List<String> conditions(List<BoundExpression> filters) {
        return filters.stream()
                .flatMap(filter -> RelOptUtil.conjunctions(filter.rex()).stream()
                        .map(condition -> text(condition, column(filter))))
                .distinct()
                .sorted()
                .toList();
    }

    String of(BoundExpression expression) {
        return text(expression.rex(), column(expression));
    }

    private IntFunction<String> column(BoundExpression expression) {
        return index -> column(expression.columns().get(index));
    }

    private String column(ColumnAt at) {
        if (!exact)
            return at.path().stream().map(step -> step.role() + ".").collect(Collectors.joining()) + at.column();
        return path(at.path()) + "." + at.column();
    }

    /// `shop.orders.customer_id>shop.customers.id`, as the leaves of an aggregate block are named.
    private String path(List<Step> steps) {
        var leaf = entity.table().name().toString();
        for (var step : steps) {
            var from = leaf;
            var target = model.entities().get(step.to());
            var name = target == null ? values(step) : target.table().name().toString();
            var valid = target == null || target.valid() == null
                    ? ""
                    : "[" + target.valid().from() + ".." + target.valid().to() + "]";
            leaf = step.on().stream()
                            .map(pair -> from + "." + pair.column() + ">" + name + "." + pair.target())
                            .sorted()
                            .collect(Collectors.joining("&"))
                    + valid;
        }
        return leaf;
    }

    /// The values of a metric per key: the same as long as the metric is.
    private String values(Step step) {
        var metric = step.metric() == null ? null : model.metrics().get(step.metric());
        return metric == null ? step.to() : "(" + new Formulas(model).digest(metric.formula()) + ")";
    }

    /// @param input how input reference `i` is written
    public static String text(RexNode rex, IntFunction<String> input) {
        return switch (rex) {
            case RexInputRef reference -> input.apply(reference.getIndex());
            case Placeholder placeholder -> "{" + placeholder.name() + "}";
            case RexDynamicParam parameter -> "?" + parameter.getIndex();
            case RexLiteral literal -> literal(literal);
            case RexCall call -> call(call, input);
            default -> rex.toString();
        };
    }

    /// Calcite tells the character set of a text beside it.
    private static String literal(RexLiteral literal) {
        var text = literal.toString();
        var from = text.startsWith("_UTF-8'") ? "_UTF-8".length() : 0;
        var end = text.lastIndexOf('\'') + 1;
        var rest = text.substring(end);
        return rest.startsWith(":CHAR(") || rest.startsWith(":VARCHAR")
                ? text.substring(from, end)
                : text.substring(from);
    }

    private static String call(RexCall call, IntFunction<String> input) {
        List<String> operands = new ArrayList<>();
        for (var operand : flat(call)) {
            var text = text(operand, input);
            operands.add(operand instanceof RexCall inner && infix(call) && infix(inner) ? "(" + text + ")" : text);
        }
        return switch (call.getKind()) {
            case AND, OR, EQUALS, NOT_EQUALS, PLUS, TIMES -> {
                operands.sort(CONSTANTS_LAST);
                yield String.join(
                        " " + call.getOperator().getName().toLowerCase(java.util.Locale.ROOT) + " ", operands);
            }
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> compared(call, operands, false);
            case LESS_THAN, LESS_THAN_OR_EQUAL -> compared(call, operands, true);
            case CAST, SAFE_CAST -> "cast(" + operands.getFirst() + " as " + call.getType() + ")";
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                operands.getFirst() + " " + call.getOperator().getName().toLowerCase(java.util.Locale.ROOT);
            default ->
                infix(call)
                        ? String.join(
                                " " + call.getOperator().getName().toLowerCase(java.util.Locale.ROOT) + " ", operands)
                        : call.getOperator().getName().toLowerCase(java.util.Locale.ROOT) + "("
                                + String.join(", ", operands) + ")";
        };
    }

    /// A person looks for the column first.
    private static final java.util.Comparator<String> CONSTANTS_LAST = java.util.Comparator.<String, Boolean>comparing(
                    text -> text.matches("['\\d-].*"))
            .thenComparing(text -> text);

    /// `10 < amount` is `amount > 10`.
    private static String compared(RexCall call, List<String> operands, boolean less) {
        var equal = call.getKind() == SqlKind.LESS_THAN_OR_EQUAL || call.getKind() == SqlKind.GREATER_THAN_OR_EQUAL;
        var sign = (less ? "<" : ">") + (equal ? "=" : "");
        var mirrored = (less ? ">" : "<") + (equal ? "=" : "");
        return CONSTANTS_LAST.compare(operands.get(0), operands.get(1)) <= 0
                ? operands.get(0) + " " + sign + " " + operands.get(1)
                : operands.get(1) + " " + mirrored + " " + operands.get(0);
    }

    private static boolean infix(RexCall call) {
        return call.getOperator().getSyntax() == SqlSyntax.BINARY;
    }

    /// `a and (b and c)` has three operands.
    private static List<RexNode> flat(RexCall call) {
        return switch (call.getKind()) {
            case AND -> RelOptUtil.conjunctions(call);
            case OR -> RelOptUtil.disjunctions(call);
            default -> call.getOperands();
        };
    }
}
