package io.datachat.apex.plan.lift.form;

import io.datachat.apex.catalog.RelationalTypes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Expressions in one spelling: equal texts have equal values in every row. The other way round it need not hold; what
/// is spelled otherwise is only not recognised.
///
/// @param columns what a column is, by its number
public record Spelling(IntFunction<Column> columns) {
    public record Column(Way way, String name) {
        public String text() {
            return way.text() + "." + name;
        }
    }

    /// Each condition that must hold by itself; those that always do are left out.
    public Map<String, RexNode> conditions(Collection<RexNode> held) {
        Map<String, RexNode> all = new TreeMap<>();
        for (var condition : held) for (var part : Conjuncts.of(condition)) all.put(condition(part), part);
        all.remove("");
        return all;
    }

    /// A condition of which only TRUE matters; empty for one that is TRUE in every row.
    public String condition(RexNode part) {
        if (part.getKind() == SqlKind.IS_NOT_NULL
                && ((RexCall) part).getOperands().getFirst() instanceof RexInputRef ref) {
            var column = columns.apply(ref.getIndex());
            return column.way().nullable(column.name())
                    ? column.text() + " is not null"
                    : column.way().presence();
        }
        return of(part);
    }

    public String of(RexNode node) {
        return switch (node) {
            case RexInputRef ref -> columns.apply(ref.getIndex()).text();
            case RexLiteral literal -> Literals.spelled(literal);
            case RexCall call -> call(call);
            default -> node.toString();
        };
    }

    /// A value of which only the moment matters: a date is its midnight, and a bucket its first moment.
    public String moment(RexNode node) {
        if (!(node instanceof RexCall call)) return of(node);
        var inner = call.getOperands().isEmpty() ? call : call.getOperands().getFirst();
        if (call.getKind() == SqlKind.CAST && call.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP && day(inner))
            return moment(inner);
        if (call.getKind() == SqlKind.CAST && day(call) && day(inner)) return moment(inner);
        if (call.getKind() == SqlKind.CAST && day(call) && local(inner))
            return daily(inner) ? moment(inner) : bucket(TimeUnitRange.DAY, inner);
        var unit = unit(call);
        return unit == null ? of(node) : bucket(unit, inner);
    }

    private String bucket(TimeUnitRange unit, RexNode of) {
        return "start of " + unit.name().toLowerCase(Locale.ROOT) + " of " + moment(of);
    }

    /// Whether a local time is the first moment of a day.
    private static boolean daily(RexNode node) {
        if (day(node)) return true;
        if (!(node instanceof RexCall call)) return false;
        var unit = unit(call);
        return unit == null
                ? call.getKind() == SqlKind.CAST
                        && local(call)
                        && daily(call.getOperands().getFirst())
                : Buckets.grain(unit).filter(Buckets::daily).isPresent();
    }

    private static @Nullable TimeUnitRange unit(RexCall call) {
        return call.getKind() == SqlKind.FLOOR
                        && call.getOperands().size() == 2
                        && call.getOperands().get(1) instanceof RexLiteral flag
                ? flag.getValueAs(TimeUnitRange.class)
                : null;
    }

    static boolean day(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.DATE;
    }

    static boolean local(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }

    private String call(RexCall call) {
        return switch (call.getKind()) {
            case AND -> joined(RelOptUtil.conjunctions(call), " and ");
            case OR -> joined(RelOptUtil.disjunctions(call), " or ");
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                compared(call);
            case CAST -> cast(call);
            case FLOOR -> unit(call) == null ? function(call) : moment(call) + typed(call.getType());
            case IS_NULL, IS_NOT_NULL -> of(call.getOperands().getFirst()) + " " + lower(call);
            default -> function(call);
        };
    }

    /// What the operator gives may depend on the types of what it is given, so the type of the result is told.
    private String function(RexCall call) {
        var whole = whole(call);
        List<String> operands = new ArrayList<>();
        for (var operand : call.getOperands())
            operands.add(whole ? of(narrow(operand)) : of(operand) + numeric(operand));
        if (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.TIMES) operands.sort(null);
        return lower(call)
                + operands.stream().collect(Collectors.joining(", ", "(", ")"))
                + (whole ? ":whole" : typed(call.getType()));
    }

    /// Sums and products of whole numbers are the same in 32 bits and in 64, where 32 do not fail.
    private static boolean whole(RexCall call) {
        return switch (call.getKind()) {
            case PLUS, MINUS, TIMES, MINUS_PREFIX ->
                whole(call.getType()) && call.getOperands().stream().allMatch(operand -> whole(operand.getType()));
            default -> false;
        };
    }

    private static boolean whole(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.INTEGER || type.getSqlTypeName() == SqlTypeName.BIGINT;
    }

    private static RexNode narrow(RexNode operand) {
        return operand.getKind() == SqlKind.CAST
                        && whole(((RexCall) operand).getOperands().getFirst().getType())
                        && operand.getType().getSqlTypeName() == SqlTypeName.BIGINT
                ? ((RexCall) operand).getOperands().getFirst()
                : operand;
    }

    private static String numeric(RexNode operand) {
        return operand instanceof RexLiteral && SqlTypeUtil.isNumeric(operand.getType())
                ? ":" + operand.getType().getSqlTypeName()
                : "";
    }

    private static String typed(RelDataType type) {
        if (type.getSqlTypeName() == SqlTypeName.BOOLEAN) return "";
        return ":" + RelationalTypes.from(type);
    }

    private static String lower(RexCall call) {
        return call.getOperator().getName().toLowerCase(Locale.ROOT);
    }

    private String joined(List<RexNode> parts, String word) {
        return parts.stream().map(this::of).distinct().sorted().collect(Collectors.joining(word, "(", ")"));
    }

    private String compared(RexCall call) {
        var left = call.getOperands().get(0);
        var right = call.getOperands().get(1);
        var one = moment(left);
        var two = moment(right);
        var sign = lower(call);
        if (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.NOT_EQUALS)
            return one.compareTo(two) <= 0 ? one + " " + sign + " " + two : two + " " + sign + " " + one;
        if (constant(left) && !constant(right)) return limited(right, two, mirrored(sign), one);
        return limited(left, one, sign, two);
    }

    private static String mirrored(String sign) {
        return sign.startsWith("<") ? sign.replace('<', '>') : sign.replace('>', '<');
    }

    /// Up to a day is before the next one.
    private static String limited(RexNode tested, String text, String sign, String limit) {
        if (days(tested) && limit.matches("d:-?\\d+-\\d\\d-\\d\\d")) {
            var next = "d:" + LocalDate.parse(limit.substring(2)).plusDays(1);
            if (sign.equals("<=")) return text + " < " + next;
            if (sign.equals(">")) return text + " >= " + next;
        }
        return text + " " + sign + " " + limit;
    }

    private static boolean days(RexNode tested) {
        return day(tested)
                || (tested.getKind() == SqlKind.CAST
                        && local(tested)
                        && day(((RexCall) tested).getOperands().getFirst()));
    }

    private static boolean constant(RexNode node) {
        return node instanceof RexLiteral
                || (node.getKind() == SqlKind.CAST
                        && constant(((RexCall) node).getOperands().getFirst()));
    }

    private String cast(RexCall call) {
        var inner = call.getOperands().getFirst();
        var to = call.getType();
        if (same(inner.getType(), to)) return of(inner);
        if (inner instanceof RexLiteral literal && !literal.isNull()) {
            var known = Literals.cast(literal, to);
            if (known != null) return known;
        }
        return "cast(" + of(inner) + "):" + to.getFullTypeString().replace(" NOT NULL", "");
    }

    private static boolean same(RelDataType from, RelDataType to) {
        if (SqlTypeUtil.isCharacter(from) && SqlTypeUtil.isCharacter(to))
            return to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
        return RelationalTypes.from(from).equals(RelationalTypes.from(to))
                && from.getSqlTypeName() == to.getSqlTypeName()
                && from.getPrecision() <= to.getPrecision();
    }
}
