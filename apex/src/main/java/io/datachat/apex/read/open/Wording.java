package io.datachat.apex.read.open;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/// Writes an expression in the language of DataPoints. What it writes is read back and compared, so a gap here can only
/// keep a template closed.
public final class Wording {
    private final IntFunction<String> path;
    private final IntFunction<String> parameter;

    /// @param path of a column, by its number
    /// @param parameter the name of a parameter, by its index
    Wording(IntFunction<String> path, IntFunction<String> parameter) {
        this.path = path;
        this.parameter = parameter;
    }

    /// Writes a condition without parameters, or says why it cannot be.
    ///
    /// @throws IllegalArgumentException with the reason
    public static String write(RexNode node, IntFunction<String> path) {
        try {
            return new Wording(path, _ -> {
                        throw new Shut("it has a parameter");
                    })
                    .of(node);
        } catch (Shut shut) {
            throw new IllegalArgumentException(shut.reason(), shut);
        }
    }

    String of(RexNode node) {
        return switch (node) {
            case RexInputRef ref -> path.apply(ref.getIndex());
            case RexLiteral literal -> literal(literal);
            case RexDynamicParam value -> "{" + parameter.apply(value.getIndex()) + "}";
            case RexCall call -> call(call);
            default -> throw unwritten(node);
        };
    }

    private String call(RexCall call) {
        return switch (call.getKind()) {
            case AND,
                    OR,
                    PLUS,
                    MINUS,
                    TIMES,
                    DIVIDE,
                    EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL -> infix(call);
            case NOT -> "NOT (" + of(call.getOperands().getFirst()) + ")";
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
                operand(call.getOperands().getFirst()) + " "
                        + call.getOperator().getName();
            case CASE -> choice(call.getOperands());
            case CAST -> "CAST(" + of(call.getOperands().getFirst()) + " AS " + type(call) + ")";
            case FLOOR -> call.getOperands().size() == 2 ? truncated(call) : function(call);
            case LIKE -> infix(call);
            default -> {
                if (call.getOperator().getName().equals("||")) yield infix(call);
                if (call.getOperator() instanceof SqlFunction) yield function(call);
                throw unwritten(call);
            }
        };
    }

    private String infix(RexCall call) {
        return call.getOperands().stream()
                .map(this::operand)
                .collect(Collectors.joining(" " + call.getOperator().getName() + " "));
    }

    private String operand(RexNode node) {
        return node instanceof RexCall call && !(call.getOperator() instanceof SqlFunction)
                ? "(" + of(node) + ")"
                : of(node);
    }

    private String function(RexCall call) {
        return call.getOperator().getName().toLowerCase(Locale.ROOT)
                + call.getOperands().stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private String truncated(RexCall call) {
        if (!(call.getOperands().get(1) instanceof RexLiteral unit)) throw unwritten(call);
        var range = unit.getValueAs(TimeUnitRange.class);
        if (range == null) throw unwritten(call);
        return "date_trunc('" + range.name().toLowerCase(Locale.ROOT) + "', "
                + of(call.getOperands().getFirst()) + ")";
    }

    private String choice(List<RexNode> operands) {
        List<String> words = new ArrayList<>(List.of("CASE"));
        for (var index = 0; index + 1 < operands.size(); index += 2)
            words.add("WHEN " + of(operands.get(index)) + " THEN " + of(operands.get(index + 1)));
        words.add("ELSE " + of(operands.getLast()) + " END");
        return String.join(" ", words);
    }

    private static String type(RexCall cast) {
        var type = cast.getType();
        return switch (type.getSqlTypeName()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE ->
                type.getSqlTypeName().getName();
            case VARCHAR -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMP(" + type.getPrecision() + ")";
            case DECIMAL -> "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
            default -> throw unwritten(cast);
        };
    }

    private static String literal(RexLiteral literal) {
        if (literal.isNull()) return "NULL";
        return switch (literal.getType().getSqlTypeName()) {
            case BOOLEAN -> literal.isAlwaysTrue() ? "TRUE" : "FALSE";
            case INTEGER, BIGINT, DECIMAL -> plain(literal);
            case CHAR, VARCHAR ->
                "'" + String.valueOf(literal.getValueAs(String.class)).replace("'", "''") + "'";
            case DATE -> "DATE '" + literal.getValueAs(DateString.class) + "'";
            case TIMESTAMP -> "TIMESTAMP '" + literal.getValueAs(TimestampString.class) + "'";
            default -> throw unwritten(literal);
        };
    }

    private static String plain(RexLiteral literal) {
        var value = literal.getValueAs(BigDecimal.class);
        if (value == null) throw unwritten(literal);
        return value.toPlainString();
    }

    private static Shut unwritten(RexNode node) {
        return new Shut("'" + node.getKind().name().toLowerCase(Locale.ROOT) + "' cannot be written as an expression");
    }
}
