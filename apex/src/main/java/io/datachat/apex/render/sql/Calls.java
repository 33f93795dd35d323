package io.datachat.apex.render.sql;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.render.block.Conditions;
import io.datachat.apex.render.dialect.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.util.Sarg;

/// Writes operators: logic, comparison, arithmetic, CASE and CAST.
final class Calls {
    private final Expressions to;

    Calls(Expressions to) {
        this.to = to;
    }

    void write(RexCall call, Precedence around) {
        switch (call.getKind()) {
            case AND -> chain(Conditions.flat(call, SqlKind.AND), " AND ", Precedence.AND, around);
            case OR -> or(call, around);
            case NOT -> not(call, around);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE, IS_UNKNOWN -> is(call, around);
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> compare(call, around);
            case SEARCH -> search(call, false, around);
            case LIKE -> like(call, around);
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> new Arithmetic(to).write(call, around);
            case PLUS_PREFIX -> to.write(call.operands.getFirst(), around);
            case MINUS_PREFIX -> {
                to.out().add("(-");
                to.write(call.operands.getFirst(), Precedence.PRIMARY);
                to.out().add(")");
            }
            case CASE -> choice(call);
            case CAST, SAFE_CAST -> cast(call, around);
            default -> new Functions(to).write(call, around);
        }
    }

    private void chain(List<RexNode> parts, String word, Precedence own, Precedence around) {
        var parentheses = around.compareTo(own) > 0;
        open(parentheses);
        var separator = "";
        for (var part : parts) {
            to.out().add(separator);
            // The other of AND and OR gets parentheses too: nobody should have to know which binds more.
            to.write(part, Precedence.NOT);
            separator = word;
        }
        close(parentheses);
    }

    /// `a = 1 OR a = 2` as `a IN (1, 2)`, in one walk: a list of a thousand values is common.
    private void or(RexCall call, Precedence around) {
        Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
        for (var part : Conditions.flat(call, SqlKind.OR)) {
            if (part instanceof RexCall equal
                    && equal.getKind() == SqlKind.EQUALS
                    && constant(equal.operands.get(1))
                    && !constant(equal.operands.get(0)))
                lists.computeIfAbsent(equal.operands.get(0), _ -> new ArrayList<>())
                        .add(equal.operands.get(1));
            else lists.put(part, List.of());
        }
        var parentheses = lists.size() > 1 && around.compareTo(Precedence.OR) > 0;
        open(parentheses);
        var separator = "";
        for (var entry : lists.entrySet()) {
            to.out().add(separator);
            separator = " OR ";
            if (entry.getValue().isEmpty()) to.write(entry.getKey(), Precedence.NOT);
            else in(entry.getKey(), entry.getValue(), false, lists.size() > 1 ? Precedence.NOT : around);
        }
        close(parentheses);
    }

    private static boolean constant(RexNode node) {
        return node instanceof RexDynamicParam || (node instanceof RexLiteral literal && !literal.isNull());
    }

    private void in(RexNode value, List<RexNode> list, boolean negated, Precedence around) {
        var parentheses = around.compareTo(Precedence.COMPARISON) >= 0;
        open(parentheses);
        to.write(value, Precedence.OTHER);
        if (list.size() == 1) {
            to.out().add(negated ? " <> " : " = ");
            to.bare(list.getFirst());
        } else {
            to.out().add(negated ? " NOT IN (" : " IN (");
            var separator = "";
            for (var element : list) {
                to.out().add(separator);
                to.bare(element);
                separator = ", ";
            }
            to.out().add(")");
        }
        close(parentheses);
    }

    private void not(RexCall call, Precedence around) {
        var inner = call.operands.getFirst();
        var parentheses = around.compareTo(Precedence.NOT) > 0;
        open(parentheses);
        var list = inner.getKind() == SqlKind.OR ? equalities(inner) : List.<RexCall>of();
        if (inner.getKind() == SqlKind.LIKE && inner instanceof RexCall like) like(like, true, Precedence.NONE);
        else if (inner.getKind() == SqlKind.SEARCH && inner instanceof RexCall search)
            search(search, true, Precedence.NONE);
        else if (!list.isEmpty()) {
            var values = list.stream().map(equal -> equal.operands.get(1)).toList();
            in(list.getFirst().operands.getFirst(), values, true, Precedence.NONE);
        } else {
            to.out().add("NOT ");
            to.write(inner, Precedence.IS);
        }
        close(parentheses);
    }

    /// The parts when all of them compare one thing with constants, else none.
    private static List<RexCall> equalities(RexNode any) {
        var list = new ArrayList<RexCall>();
        for (var part : Conditions.flat(any, SqlKind.OR)) {
            if (!(part instanceof RexCall equal)
                    || equal.getKind() != SqlKind.EQUALS
                    || !constant(equal.operands.get(1))) return List.of();
            if (!list.isEmpty() && !list.getFirst().operands.getFirst().equals(equal.operands.getFirst()))
                return List.of();
            list.add(equal);
        }
        return list;
    }

    private void is(RexCall call, Precedence around) {
        var parentheses = around.compareTo(Precedence.IS) >= 0;
        open(parentheses);
        to.write(call.operands.getFirst(), Precedence.COMPARISON);
        to.out().add(" ").add(call.getKind().name().replace('_', ' '));
        close(parentheses);
    }

    private void compare(RexCall call, Precedence around) {
        var left = call.operands.get(0);
        var right = call.operands.get(1);
        var parentheses = around.compareTo(Precedence.COMPARISON) >= 0;
        open(parentheses);
        operand(left, right);
        if (Types.text(left.getType()) && ranged(call.getKind()))
            to.out().add(to.dialect().byCodePoint());
        to.out().add(" ").add(symbol(call.getKind())).add(" ");
        operand(right, left);
        close(parentheses);
    }

    /// A placeholder takes its type from the other side, unless that has none either.
    private void operand(RexNode operand, RexNode other) {
        if (constant(other)) to.write(operand, Precedence.OTHER);
        else to.bare(operand, Precedence.OTHER);
    }

    private static String symbol(SqlKind kind) {
        return switch (kind) {
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> kind.name().replace('_', ' ');
            default -> kind.sql;
        };
    }

    private static boolean ranged(SqlKind kind) {
        return switch (kind) {
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
            default -> false;
        };
    }

    /// Values out of ranges: IN and NOT IN where they are single ones.
    private void search(RexCall call, boolean inverted, Precedence around) {
        var value = call.operands.get(0);
        var list = (RexLiteral) call.operands.get(1);
        var sarg = list.getValueAs(Sarg.class);
        if (sarg == null) throw new IllegalStateException("SEARCH without a range");
        var points = sarg.nullAs == org.apache.calcite.rex.RexUnknownAs.UNKNOWN
                && (sarg.isPoints() || sarg.isComplementedPoints());
        if (points && sarg.isPoints()) points(value, sarg, inverted, around);
        else if (points) points(value, sarg.negate(), !inverted, around);
        else {
            var build = new RexBuilder(RelationalTypes.FACTORY);
            var expanded = RexUtil.expandSearch(build, null, call);
            if (inverted) to.out().add("NOT ");
            to.write(expanded, inverted ? Precedence.PRIMARY : around);
        }
    }

    private void points(RexNode value, Sarg<?> sarg, boolean negated, Precedence around) {
        var parentheses = around.compareTo(Precedence.COMPARISON) >= 0;
        open(parentheses);
        to.write(value, Precedence.OTHER);
        var ranges = sarg.rangeSet.asRanges();
        to.out().add(ranges.size() == 1 ? (negated ? " <> " : " = ") : negated ? " NOT IN (" : " IN (");
        var separator = "";
        for (var range : ranges) {
            to.out().add(separator);
            to.value((Comparable<?>) range.lowerEndpoint(), value.getType(), Precedence.OTHER);
            separator = ", ";
        }
        if (ranges.size() > 1) to.out().add(")");
        close(parentheses);
    }

    private void like(RexCall call, Precedence around) {
        like(call, false, around);
    }

    /// Where a backslash is no escape by itself, it is said to be one, unless the pattern is known to have none.
    private void like(RexCall call, boolean inverted, Precedence around) {
        var parentheses = around.compareTo(Precedence.COMPARISON) >= 0;
        open(parentheses);
        var pattern = call.operands.get(1);
        to.bare(call.operands.get(0), Precedence.OTHER);
        to.out()
                .add(negated(call.getOperator()) != inverted ? " NOT " : " ")
                .add(insensitive(call.getOperator()) ? "ILIKE " : "LIKE ");
        to.bare(pattern, Precedence.OTHER);
        if (call.operands.size() > 2) {
            to.out().add(" ESCAPE ");
            to.bare(call.operands.get(2), Precedence.OTHER);
        } else if (!to.dialect().likeEscapes()
                && !(pattern instanceof RexLiteral constant
                        && !String.valueOf(constant.getValue2()).contains("\\")))
            to.out().add(" ESCAPE '\\'");
        close(parentheses);
    }

    private static boolean negated(SqlOperator operator) {
        return operator instanceof SqlLikeOperator like && like.isNegated();
    }

    private static boolean insensitive(SqlOperator operator) {
        return operator instanceof SqlLikeOperator like && !like.isCaseSensitive();
    }

    private void choice(RexCall call) {
        var out = to.out();
        out.add("CASE");
        var last = call.operands.size() - 1;
        for (var i = 0; i < last; i += 2) {
            out.add(" WHEN ");
            to.condition(call.operands.get(i));
            out.add(" THEN ");
            branch(call.operands.get(i + 1));
        }
        if (!RexLiteral.isNullLiteral(call.operands.get(last))) {
            out.add(" ELSE ");
            branch(call.operands.get(last));
        }
        out.add(" END");
    }

    private void branch(RexNode value) {
        to.write(value, Precedence.NONE);
    }

    private void cast(RexCall call, Precedence around) {
        var operand = call.operands.getFirst();
        if (Types.same(operand.getType(), call.getType()) && !(operand instanceof RexDynamicParam)) {
            to.write(operand, around);
            return;
        }
        var out = to.out();
        out.add(call.getKind() == SqlKind.SAFE_CAST ? "TRY_CAST(" : "CAST(");
        var aggregate = Types.floating(call.getType()) ? to.aggregate(operand) : null;
        if (aggregate != null) to.uncast(aggregate);
        else to.bare(operand, Precedence.NONE);
        out.add(" AS ").add(to.dialect().type(call.getType())).add(")");
    }

    private void open(boolean parentheses) {
        if (parentheses) to.out().add("(");
    }

    private void close(boolean parentheses) {
        if (parentheses) to.out().add(")");
    }
}
