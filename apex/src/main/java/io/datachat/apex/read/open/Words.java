package io.datachat.apex.read.open;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.lex.Holes;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/// Expressions of a block as texts over paths. Each text is read back; unless that gives the same expression, it is not
/// used.
final class Words implements Scope {
    private final Block block;
    private final Paths paths;
    private final ReadQuery query;
    private final List<Parameter> parameters;
    private final Map<String, Integer> columns = new HashMap<>();

    Words(Block block, Paths paths, ReadQuery query, List<Parameter> parameters) {
        this.block = block;
        this.paths = paths;
        this.query = query;
        this.parameters = parameters;
    }

    String value(RexNode written) {
        var expression = written.accept(new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                return new RexDynamicParam(parameter.getType(), parameter(parameter.getIndex()));
            }
        });
        var text = new Wording(this::path, index -> parameters.get(index).name()).of(expression);
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

    /// Which parameter a bind of the query takes its value from. One time apart from a range of it has no period to
    /// be replaced by, and a list decides how long the text is.
    private int parameter(int bind) {
        var name = query.binds().get(bind).parameter();
        for (var index = 0; index < parameters.size(); index++) {
            var parameter = parameters.get(index);
            if (!parameter.name().equals(name)) continue;
            return switch (parameter.type()) {
                case STRING, INT, DECIMAL, BOOLEAN -> index;
                case DATE, TIMESTAMP ->
                    throw new Shut("the parameter '" + name + "' restricts more than a range of time");
                case ENUM, LIST ->
                    throw new Shut("the parameter '" + name + "' is a list, whose length changes the SQL");
            };
        }
        throw new IllegalStateException("an undeclared parameter: " + name);
    }

    @Override
    public Holes holes() {
        return ParameterValues.representative(parameters, Map.of()).holes();
    }

    @Override
    public RexNode placeholder(String name, RelDataType type) {
        for (var index = 0; index < parameters.size(); index++)
            if (parameters.get(index).name().equals(name)) return new RexDynamicParam(type, index);
        throw new IllegalStateException("an undeclared parameter: " + name);
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
