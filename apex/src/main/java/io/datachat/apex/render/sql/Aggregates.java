package io.datachat.apex.render.sql;

import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.render.block.Block.Call;
import io.datachat.apex.render.dialect.Script;
import io.datachat.apex.render.dialect.Types;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Writes aggregate calls, in the type that the plan declares.
final class Aggregates {
    private final Expressions rows;
    private final Script out;

    Aggregates(Expressions rows) {
        this.rows = rows;
        this.out = rows.out();
    }

    void write(Call call) {
        var declared = call.aggregate().getType();
        if (recasts(call)) {
            out.add("CAST(");
            plain(call);
            out.add(" AS ").add(rows.dialect().type(declared)).add(")");
        } else plain(call);
    }

    private boolean recasts(Call call) {
        var kind = call.aggregate().getAggregation().getKind();
        return !call.arguments().isEmpty()
                && !SqlTypeUtil.isInterval(argument(call))
                && rows.dialect().recasts(kind, argument(call), call.aggregate().getType());
    }

    private static RelDataType argument(Call call) {
        return call.arguments().getFirst().getType();
    }

    /// Without the cast, for where another cast follows.
    void plain(Call call) {
        var aggregate = call.aggregate();
        if (aggregate.getAggregation().getKind() == SqlKind.SUM && SqlTypeUtil.isInterval(aggregate.getType()))
            rows.dialect().requireSumsOfIntervals();
        switch (aggregate.getAggregation().getKind()) {
            case SUM0 -> {
                out.add("COALESCE(");
                function(call, "SUM");
                out.add(", 0)");
            }
            case PERCENTILE_CONT, PERCENTILE_DISC -> percentile(call);
            case MIN, MAX ->
                function(call, rows.dialect().extreme(aggregate.getAggregation().getKind(), argument(call)));
            case LITERAL_AGG -> rows.write(aggregate.rexList.getFirst(), Precedence.PRIMARY);
            case SINGLE_VALUE -> rows.write(call.arguments().getFirst(), Precedence.PRIMARY);
            case LISTAGG -> function(call, "STRING_AGG");
            default ->
                function(
                        call,
                        rows.dialect()
                                .function(aggregate.getAggregation().getName().toUpperCase(Locale.ROOT)));
        }
    }

    /// The continuous one is calculated between two values, in doubles; the discrete one is one of the values.
    private void percentile(Call call) {
        var kind = call.aggregate().getAggregation().getKind();
        var value = call.within().getFirst();
        out.add(kind.name()).add("(");
        rows.list(call.arguments());
        out.add(") WITHIN GROUP (ORDER BY ");
        if (kind == SqlKind.PERCENTILE_DISC)
            rows.ordered(value.expression(), value.direction(), NullDirection.UNSPECIFIED);
        else {
            rows.floating(value.expression());
            rows.direction(value.direction(), NullDirection.UNSPECIFIED);
        }
        out.add(")");
        filter(call);
    }

    private void function(Call call, String name) {
        out.add(name).add("(");
        if (call.aggregate().isDistinct()) out.add("DISTINCT ");
        if (call.arguments().isEmpty()) out.add("*");
        arguments(call.aggregate().getAggregation(), call.arguments());
        for (var i = 0; i < call.within().size(); i++) {
            out.add(i == 0 ? " ORDER BY " : ", ");
            var key = call.within().get(i);
            rows.ordered(key.expression(), key.direction(), key.nulls());
        }
        out.add(")");
        filter(call);
    }

    /// What a call is about, for groups and windows.
    void arguments(SqlAggFunction function, List<RexNode> arguments) {
        var separator = "";
        for (var argument : arguments) {
            out.add(separator);
            if (function.equals(Operators.APPROX_QUANTILE) && separator.isEmpty()) rows.floating(argument);
            else argument(function.getKind(), argument);
            separator = ", ";
        }
    }

    /// The smallest text is the smallest by code point.
    private void argument(SqlKind kind, RexNode argument) {
        var extreme = (kind == SqlKind.MIN || kind == SqlKind.MAX) && Types.text(argument.getType());
        var order = extreme ? rows.dialect().byCodePoint() : "";
        rows.write(argument, order.isEmpty() ? Precedence.NONE : Precedence.PRIMARY);
        out.add(order);
    }

    private void filter(Call call) {
        if (call.filter() == null) return;
        out.add(" FILTER (WHERE ");
        var separator = "";
        for (var condition : io.datachat.apex.render.block.Conditions.split(call.filter())) {
            out.add(separator);
            rows.condition(condition);
            separator = " AND ";
        }
        if (separator.isEmpty()) out.add("TRUE");
        out.add(")");
    }
}
