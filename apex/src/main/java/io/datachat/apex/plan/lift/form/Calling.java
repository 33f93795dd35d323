package io.datachat.apex.plan.lift.form;

import io.datachat.apex.plan.lift.form.Grouped.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// What is computed per group, in one spelling.
///
/// @param parts   gets the conditions of the calls by their text
/// @param held    what every row fulfils
/// @param grouped whether every group has a row
/// @param several whether a row may be there several times
public record Calling(
        Spelling spelling, Map<String, RexNode> parts, Set<String> held, boolean grouped, boolean several) {
    Call of(AggregateCall call, Flat flat) {
        if (call.isApproximate()
                || call.getArgList().size() > 1
                || !call.getCollation().getFieldCollations().isEmpty()
                || call.ignoreNulls()) throw new Unlike("'" + name(call) + "' is no aggregation of metrics");
        List<RexNode> own = new ArrayList<>();
        if (call.filterArg >= 0) own.addAll(Conjuncts.of(flat.fields().get(call.filterArg)));
        var argument = call.getArgList().isEmpty()
                ? null
                : flat.fields().get(call.getArgList().getFirst());
        return of(name(call), call.isDistinct(), argument, own);
    }

    private static String name(AggregateCall call) {
        var kind = call.getAggregation().getKind();
        return switch (kind) {
            case SUM, COUNT, MIN, MAX, AVG -> kind.lowerName;
            default -> call.getAggregation().getName().toLowerCase(Locale.ROOT);
        };
    }

    /// `sum(CASE WHEN c THEN x END)` takes the rows of `c`, and what has no value is not counted.
    public Call of(String function, boolean distinct, @Nullable RexNode argument, List<RexNode> own) {
        var strict = switch (function) {
            case "sum", "count", "min", "max", "avg" -> true;
            default -> false;
        };
        if (strict && chosen(argument) instanceof RexCall choice) {
            List<RexNode> more = new ArrayList<>(own);
            more.addAll(Conjuncts.of(choice.getOperands().get(0)));
            var otherwise = choice.getOperands().get(2);
            if (nothing(otherwise))
                return of(function, distinct, choice.getOperands().get(1), more);
            if (function.equals("sum") && zero(otherwise)) {
                var inner = choice.getOperands().get(1);
                // Every group has a row, and every row adds at least nothing.
                if (grouped && own.isEmpty() && one(inner)) return of("count", false, null, more);
                return plain(function, distinct, argument, own).nearly(of(function, distinct, inner, more));
            }
        }
        return plain(function, distinct, argument, own);
    }

    private Call plain(String said, boolean different, @Nullable RexNode value, List<RexNode> conditions) {
        var function = said;
        var distinct = different;
        var argument = value;
        var own = conditions;
        if (function.equals("count") && !distinct && argument != null) {
            if (!(argument instanceof RexLiteral literal && !literal.isNull()))
                own = with(own, Literals.call(SqlStdOperatorTable.IS_NOT_NULL, argument));
            argument = null;
        }
        if (function.equals("count") && distinct && argument instanceof RexInputRef ref && rowKey(ref)) {
            argument = null;
            distinct = false;
        }
        var spelledOwn = spelling.conditions(own);
        parts.putAll(spelledOwn);
        var rows = new TreeSet<>(held);
        rows.addAll(spelledOwn.keySet());
        var spelled = argument == null ? "" : spelling.of(argument);
        var plainly = distinct && (function.equals("min") || function.equals("max"));
        return new Call(function, distinct && !plainly, spelled, argument, rows, null);
    }

    private static @Nullable RexNode chosen(@Nullable RexNode argument) {
        return argument instanceof RexCall call
                        && call.getKind() == SqlKind.CASE
                        && call.getOperands().size() == 3
                ? call
                : null;
    }

    private static List<RexNode> with(List<RexNode> all, RexNode one) {
        List<RexNode> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    private static boolean nothing(RexNode node) {
        return node instanceof RexLiteral literal ? literal.isNull() : cast(node, Calling::nothing);
    }

    private static boolean zero(RexNode node) {
        return (node instanceof RexLiteral literal && !literal.isNull())
                ? Literals.spelled(literal).equals("n:0")
                : cast(node, Calling::zero);
    }

    private static boolean one(RexNode node) {
        return node instanceof RexLiteral literal && Literals.spelled(literal).equals("n:1");
    }

    private static boolean cast(RexNode node, Predicate<RexNode> inner) {
        return node instanceof RexCall call
                && call.getKind() == SqlKind.CAST
                && inner.test(call.getOperands().getFirst());
    }

    /// Whether no two of the aggregated rows have the same value, by what the database enforces.
    private boolean rowKey(RexInputRef ref) {
        var column = spelling.columns().apply(ref.getIndex());
        var table = column.way().table();
        return column.way().parent() == null
                && !several
                && !column.way().nullable(column.name())
                && (table.primaryKey().equals(List.of(column.name()))
                        || table.uniqueKeys().contains(List.of(column.name())));
    }
}
