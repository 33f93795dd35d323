package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Block.Call;
import io.datachat.apex.render.block.Block.Grouping;
import io.datachat.apex.render.block.Unspellable;
import io.datachat.apex.render.dialect.Dialect;
import io.datachat.apex.render.dialect.Literals;
import io.datachat.apex.render.dialect.Script;
import io.datachat.apex.render.dialect.Types;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/// Writes expressions of one query level: over its rows, or over its groups.
final class Expressions {
    private final Statement statement;
    private final Script out;
    private final Scope scope;
    private final @Nullable Grouping grouping;
    private final Expressions rows;

    /// @param grouping when columns mean the outputs of a grouping
    Expressions(Statement statement, Script out, Scope scope, @Nullable Grouping grouping) {
        this.statement = statement;
        this.out = out;
        this.scope = scope;
        this.grouping = grouping;
        this.rows = grouping == null ? this : new Expressions(statement, out, scope, null);
    }

    Script out() {
        return out;
    }

    Dialect dialect() {
        return statement.dialect();
    }

    /// The name under which a database returns the expression if nothing is said.
    @Nullable
    String column(RexNode expression) {
        if (!(expression instanceof RexInputRef reference)) return null;
        if (grouping == null) return scope.column(reference.getIndex());
        return reference.getIndex() < grouping.keys().size()
                ? rows.column(grouping.keys().get(reference.getIndex()))
                : null;
    }

    /// As an item of SELECT: nothing around it tells the database its type.
    void selected(RexNode expression) {
        write(expression, Precedence.NONE);
    }

    /// As a condition among others: `x IS TRUE` is `x` here.
    void condition(RexNode expression) {
        var meant = expression.getKind() == SqlKind.IS_TRUE && expression instanceof RexCall call
                ? call.operands.getFirst()
                : expression;
        write(meant, Precedence.AND);
    }

    /// Where the neighbours tell the type of a placeholder or NULL.
    void bare(RexNode expression) {
        bare(expression, Precedence.COMPARISON);
    }

    void bare(RexNode expression, Precedence around) {
        switch (expression) {
            case RexDynamicParam parameter -> out.parameter(parameter.getIndex());
            case RexLiteral constant when constant.isNull() -> out.add("NULL");
            default -> write(expression, around);
        }
    }

    void typed(RexNode expression) {
        out.add("CAST(");
        bare(expression, Precedence.NONE);
        out.add(" AS ").add(dialect().type(expression.getType())).add(")");
    }

    /// @param around what the expression stands in; it gets parentheses when it binds less
    void write(RexNode expression, Precedence around) {
        switch (expression) {
            case RexInputRef reference -> column(reference, around);
            case RexLiteral constant -> constant(constant, around);
            case RexDynamicParam parameter -> typed(parameter);
            case RexFieldAccess access
            when access.getReferenceExpr() instanceof RexCorrelVariable variable -> outer(access, variable, around);
            case RexOver over -> new Windows(this).write(over);
            case RexSubQuery query -> new SubQueries(statement, this, scope).write(query, around);
            case RexCall call -> new Calls(this).write(call, around);
            default -> throw Unspellable.expression(expression.toString());
        }
    }

    private void column(RexInputRef reference, Precedence around) {
        if (grouping == null) {
            var labelled = scope.labelled(reference.getIndex());
            if (labelled) out.add("CAST(");
            scope.column(out, reference.getIndex());
            if (labelled)
                out.add(" AS ").add(dialect().type(reference.getType())).add(")");
        } else if (reference.getIndex() < grouping.keys().size())
            rows.write(grouping.keys().get(reference.getIndex()), around);
        else new Aggregates(rows).write(call(grouping, reference));
    }

    private static Call call(Grouping grouping, RexInputRef reference) {
        return grouping.calls().get(reference.getIndex() - grouping.keys().size());
    }

    private void outer(RexFieldAccess access, RexCorrelVariable variable, Precedence around) {
        for (var at = scope.outer(); at != null; at = at.outer()) {
            var row = at.row(variable.id);
            if (row == null) continue;
            new Expressions(statement, out, at, null)
                    .write(row.get(access.getField().getIndex()), around);
            return;
        }
        throw Unspellable.expression(access.toString());
    }

    private void constant(RexLiteral constant, Precedence around) {
        var type = constant.getType();
        if (constant.isNull()) {
            if (type.getSqlTypeName() == SqlTypeName.NULL) out.add("NULL");
            else typed(constant);
            return;
        }
        var value = exact(constant);
        if (value == null) throw Unspellable.expression(constant.toString());
        value(value, type, around);
    }

    /// Calcite's plain value of a time has milliseconds only; a bound of `…59.999999` would lose rows.
    private static @Nullable Comparable<?> exact(RexLiteral constant) {
        return switch (constant.getType().getSqlTypeName()) {
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> constant.getValueAs(TimestampString.class);
            case TIME -> constant.getValueAs(TimeString.class);
            default -> constant.getValue4();
        };
    }

    void value(Comparable<?> value, RelDataType type, Precedence around) {
        var text = Literals.of(value, type, dialect().floating(), dialect().backslashMayEscape());
        var negative = text.startsWith("-") && around.compareTo(Precedence.ADDITIVE) > 0;
        out.add(negative ? "(" + text + ")" : text);
    }

    /// As a double; PostgreSQL would calculate exact numbers in NUMERIC.
    void floating(RexNode expression) {
        if (Types.floating(expression.getType())) {
            write(expression, Precedence.NONE);
            return;
        }
        out.add("CAST(");
        bare(expression, Precedence.NONE);
        out.add(" AS ").add(dialect().floating()).add(")");
    }

    void list(List<? extends RexNode> expressions) {
        var separator = "";
        for (var expression : expressions) {
            out.add(separator);
            write(expression, Precedence.NONE);
            separator = ", ";
        }
    }

    /// For an order: text by code point, then the direction, and NULLS only where the database would do otherwise.
    void ordered(RexNode expression, Direction direction, NullDirection nulls) {
        if (Types.text(expression.getType()) && !dialect().byCodePoint().isEmpty()) {
            write(expression, Precedence.PRIMARY);
            out.add(dialect().byCodePoint());
        } else write(expression, Precedence.NONE);
        direction(direction, nulls);
    }

    void direction(Direction direction, NullDirection nulls) {
        var descending = direction.isDescending();
        if (descending) out.add(" DESC");
        var first = nulls == NullDirection.FIRST;
        if (nulls != NullDirection.UNSPECIFIED
                && first != (descending && dialect().descendingNullsFirst()))
            out.add(first ? " NULLS FIRST" : " NULLS LAST");
    }

    /// What a group's key or measure is made of; itself for other expressions.
    @Nullable
    Call aggregate(RexNode expression) {
        return grouping != null
                        && expression instanceof RexInputRef reference
                        && reference.getIndex() >= grouping.keys().size()
                ? call(grouping, reference)
                : null;
    }

    void uncast(Call call) {
        new Aggregates(rows).plain(call);
    }

    static String word(SqlKind kind) {
        return kind.sql.toUpperCase(Locale.ROOT);
    }
}
