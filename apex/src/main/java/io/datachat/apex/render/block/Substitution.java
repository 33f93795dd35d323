package io.datachat.apex.render.block;

import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/// Writes the expressions behind columns in the columns' place.
final class Substitution extends RexShuttle {
    private final List<RexNode> meaning;

    private Substitution(List<RexNode> meaning) {
        this.meaning = meaning;
    }

    static RexNode of(List<RexNode> meaning, RexNode expression) {
        return expression.accept(new Substitution(meaning));
    }

    static List<RexNode> of(List<RexNode> meaning, List<RexNode> expressions) {
        var substitution = new Substitution(meaning);
        return expressions.stream()
                .map(expression -> expression.accept(substitution))
                .toList();
    }

    @Override
    public RexNode visitInputRef(RexInputRef column) {
        return meaning.get(column.getIndex());
    }

    /// Columns of a join's right side, counted over both sides.
    static List<RexNode> shift(List<RexNode> expressions, int by) {
        if (by == 0) return expressions;
        var shift = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return new RexInputRef(column.getIndex() + by, column.getType());
            }
        };
        return expressions.stream().map(expression -> expression.accept(shift)).toList();
    }
}
