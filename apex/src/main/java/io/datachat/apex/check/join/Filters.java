package io.datachat.apex.check.join;

import io.datachat.apex.check.join.known.Conditions;
import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.check.join.known.Terms;
import io.datachat.apex.workspace.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/// The conditions of a query that are no joins, in words.
final class Filters {
    private final Workspace workspace;
    private final Set<String> noted = new LinkedHashSet<>();

    Filters(Workspace workspace) {
        this.workspace = workspace;
    }

    List<String> explained() {
        return List.copyOf(noted);
    }

    void note(RexNode condition, Terms terms) {
        for (var conjunct : RelOptUtil.conjunctions(condition)) {
            if (conjunct.isAlwaysTrue()
                    || Conditions.of(conjunct, terms::of).facts().stream()
                            .anyMatch(fact -> fact.one() instanceof Cell && fact.other() instanceof Cell)) continue;
            noted.add("filter: " + said(conjunct, terms));
        }
    }

    private String said(RexNode node, Terms terms) {
        if (node instanceof RexCall call && call.getOperands().size() == 2 && simple(call, terms)) {
            return said(call.getOperands().get(0), terms) + " "
                    + call.getOperator().getName() + " "
                    + said(call.getOperands().get(1), terms);
        }
        if (terms.of(node) instanceof Cell cell) return called(cell);
        if (node instanceof RexDynamicParam) {
            var text = String.valueOf(terms.of(node));
            return text.isEmpty() ? "a value" : "a given value";
        }
        if (node instanceof RexLiteral literal) return literal(literal);
        return "a condition on " + columns(node, terms);
    }

    private boolean simple(RexCall call, Terms terms) {
        return call.getOperands().stream()
                .allMatch(operand -> terms.of(operand) != null || operand instanceof RexLiteral);
    }

    private static String literal(RexLiteral literal) {
        return literal.getValue2() instanceof String text ? "'" + text + "'" : String.valueOf(literal);
    }

    private String columns(RexNode node, Terms terms) {
        Set<String> columns = new LinkedHashSet<>();
        node.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitInputRef(RexInputRef reference) {
                columns.add(terms.of(reference) instanceof Cell cell ? called(cell) : "a calculated value");
                return null;
            }
        });
        return columns.isEmpty() ? "other rows" : columns.stream().collect(Collectors.joining(", "));
    }

    private String called(Cell cell) {
        return workspace.called(cell.instance().table()) + "." + cell.column();
    }
}
