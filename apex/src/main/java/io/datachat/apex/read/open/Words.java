package io.datachat.apex.read.open;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.text.SqlText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/// Expressions of a block as texts over paths. Each text is read back; unless that gives the same expression, it is not
/// used.
final class Words implements Scope {
    private final Block block;
    private final Paths paths;
    private final Map<String, Integer> columns = new HashMap<>();

    Words(Block block, Paths paths) {
        this.block = block;
        this.paths = paths;
    }

    String value(RexNode expression) {
        var text = new Wording(this::path).of(expression);
        Expression read;
        try {
            read = Expressions.read(SqlText.of("template", text), this);
        } catch (Rejection rejection) {
            throw new Shut("'" + text + "' cannot be written as an expression");
        }
        if (!same(expression, read)) throw new Shut("'" + text + "' does not mean the same as an expression");
        return text;
    }

    String condition(RexNode condition) {
        return value(condition);
    }

    private boolean same(RexNode expression, Expression read) {
        var back = read.rex().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                var path = read.references().get(ref.getIndex()).path();
                return new RexInputRef(columns.getOrDefault(path, 0), ref.getType());
            }
        });
        return back.toString().equals(expression.toString());
    }

    private String path(int column) {
        var path = paths.path(block, column);
        columns.put(path, column);
        return path;
    }

    @Override
    public Optional<Field> find(List<String> segments) {
        var column = columns.get(String.join(".", segments));
        if (column == null) return Optional.empty();
        RelDataType type = block.leaf(column)
                .table()
                .getRowType()
                .getFieldList()
                .get(column - block.leaf(column).offset())
                .getType();
        return Optional.of(new Field(RelationalTypes.from(type), type.isNullable()));
    }

    @Override
    public Collection<String> names() {
        return columns.keySet();
    }
}
