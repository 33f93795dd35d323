package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Block.Call;
import io.datachat.apex.render.block.Unspellable;
import io.datachat.apex.render.dialect.Script;
import io.datachat.apex.render.dialect.Types;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

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
                && rows.dialect().recasts(kind, argument(call), call.aggregate().getType());
    }

    private static RelDataType argument(Call call) {
        return call.arguments().getFirst().getType();
    }

    /// Without the cast, for where another cast follows.
    void plain(Call call) {
        var aggregate = call.aggregate();
        switch (aggregate.getAggregation().getKind()) {
            case SUM0 -> {
                out.add("COALESCE(");
                function(call, "SUM");
                out.add(", 0)");
            }
            case PERCENTILE_CONT -> {
                var value = call.within().getFirst();
                if (value.direction().isDescending())
                    throw Unspellable.expression("percentile_cont in descending order");
                rows.dialect()
                        .percentile(
                                out,
                                () -> rows.write(call.arguments().getFirst(), Precedence.NONE),
                                () -> rows.write(value.expression(), Precedence.NONE));
                filter(call);
            }
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

    private void function(Call call, String name) {
        out.add(name).add("(");
        if (call.aggregate().isDistinct()) out.add("DISTINCT ");
        if (call.arguments().isEmpty()) out.add("*");
        var separator = "";
        for (var argument : call.arguments()) {
            out.add(separator);
            argument(call.aggregate().getAggregation().getKind(), argument);
            separator = ", ";
        }
        for (var i = 0; i < call.within().size(); i++) {
            out.add(i == 0 ? " ORDER BY " : ", ");
            var key = call.within().get(i);
            rows.ordered(key.expression(), key.direction(), key.nulls());
        }
        out.add(")");
        filter(call);
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
