package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Unspellable;
import io.datachat.apex.render.dialect.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Writes function calls. What both databases call alike is written as it is; the rest has a case here.
final class Functions {
    private static final Set<TimeUnitRange> CLOCK =
            Set.of(TimeUnitRange.HOUR, TimeUnitRange.MINUTE, TimeUnitRange.SECOND);
    private static final Set<TimeUnitRange> CUTS = Set.of(
            TimeUnitRange.YEAR,
            TimeUnitRange.QUARTER,
            TimeUnitRange.MONTH,
            TimeUnitRange.WEEK,
            TimeUnitRange.DAY,
            TimeUnitRange.HOUR,
            TimeUnitRange.MINUTE,
            TimeUnitRange.SECOND,
            TimeUnitRange.MILLISECOND);
    private static final Set<TimeUnitRange> PARTS = Set.of(
            TimeUnitRange.YEAR,
            TimeUnitRange.QUARTER,
            TimeUnitRange.MONTH,
            TimeUnitRange.WEEK,
            TimeUnitRange.DAY,
            TimeUnitRange.HOUR,
            TimeUnitRange.MINUTE,
            TimeUnitRange.SECOND,
            TimeUnitRange.DOW,
            TimeUnitRange.ISODOW,
            TimeUnitRange.DOY,
            TimeUnitRange.EPOCH,
            TimeUnitRange.ISOYEAR);
    private final Expressions to;

    Functions(Expressions to) {
        this.to = to;
    }

    void write(RexCall call, Precedence around) {
        var name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        switch (call.getKind()) {
            case FLOOR -> floor(call);
            case EXTRACT -> extract(call);
            case POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE -> matches(call, around);
            case ARRAY_VALUE_CONSTRUCTOR -> {
                to.out().add("ARRAY[");
                to.list(call.operands);
                to.out().add("]");
            }
            default -> {
                switch (name) {
                    case "||" -> infix(call.operands, " || ", around);
                    case "ROUND" -> round(call);
                    case "POSITION" -> position(call);
                    case "SUBSTRING", "SUBSTR" -> function("SUBSTR", call.operands);
                    case "JSON_GET" -> member(call, " -> ", around);
                    case "JSON_GET_TEXT" -> member(call, " ->> ", around);
                    case "ARRAY_OVERLAPS" ->
                        enclosed(around, () -> to.dialect().overlap(to.out(), operand(call, 0), operand(call, 1)));
                    case "ARRAY_CONTAINS_ALL" ->
                        enclosed(around, () -> to.dialect().containAll(to.out(), operand(call, 0), operand(call, 1)));
                    case "ARRAY_HAS" ->
                        enclosed(around, () -> to.dialect().contain(to.out(), operand(call, 0), operand(call, 1)));
                    case "AT_TIME_ZONE" -> zoned(call, around);
                    case "DATE_DIFF_DAYS" -> infix(call.operands, " - ", around);
                    case "TIMES_APART" -> apart(call, around);
                    case "AGE" -> {
                        to.out().add("AGE(");
                        moment(call, 0);
                        to.out().add(", ");
                        moment(call, 1);
                        to.out().add(")");
                    }
                    case "TO_CHAR" -> format(call);
                    case "TO_DATE" -> parse(call, "DATE");
                    case "TO_TIMESTAMP" -> {
                        if (call.operands.size() == 1) function(name, call.operands);
                        else parse(call, "TIMESTAMPTZ");
                    }
                    case "POWER", "LN", "EXP", "SQRT", "LOG10", "CBRT" -> real(name, call.operands);
                    case "CHAR_LENGTH", "CHARACTER_LENGTH" -> function("LENGTH", call.operands);
                    case "TRIM" -> trim(call);
                    case "GENERATE_SERIES" -> series(call);
                    case "CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" ->
                        to.out().add(name);
                    default -> other(call, name);
                }
            }
        }
    }

    private Runnable operand(RexCall call, int index) {
        return () -> to.write(call.operands.get(index), Precedence.PRIMARY);
    }

    private static String text(RexNode node) {
        var text = node instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
        if (text == null) throw Unspellable.expression("a format or member that is not a constant text");
        return text;
    }

    private void matches(RexCall call, Precedence around) {
        var operator = (SqlPosixRegexOperator) call.getOperator();
        if (operator.isNegated()) to.out().add("NOT (");
        enclosed(
                operator.isNegated() ? Precedence.NONE : around,
                () -> to.dialect().matches(to.out(), operator.isCaseSensitive(), operand(call, 0), operand(call, 1)));
        if (operator.isNegated()) to.out().add(")");
    }

    private void member(RexCall call, String arrow, Precedence around) {
        var key = call.operands.get(1);
        enclosed(around, () -> {
            to.write(call.operands.getFirst(), Precedence.PRIMARY);
            to.out().add(arrow);
            if (Types.text(key.getType())) to.out().add(to.dialect().member(text(key)));
            else to.write(key, Precedence.PRIMARY);
        });
    }

    /// A date would become an instant by the session's zone.
    private void zoned(RexCall call, Precedence around) {
        var moment = call.operands.getFirst();
        enclosed(around, () -> {
            if (Types.date(moment.getType())) moment(moment);
            else to.write(moment, Precedence.PRIMARY);
            to.out().add(" AT TIME ZONE ");
            to.write(call.operands.get(1), Precedence.PRIMARY);
        });
    }

    /// A date less an instant would not be what PostgreSQL calculates: it takes the first moment of the date.
    private void apart(RexCall call, Precedence around) {
        enclosed(around, () -> {
            moment(call, 0);
            to.out().add(" - ");
            moment(call, 1);
        });
    }

    private void moment(RexCall call, int index) {
        var operand = call.operands.get(index);
        if (Types.date(operand.getType())) moment(operand);
        else to.write(operand, Precedence.PRIMARY);
    }

    private void format(RexCall call) {
        var type = call.operands.getFirst().getType();
        var format = text(call.operands.get(1));
        if (SqlTypeUtil.isDatetime(type)) to.dialect().format(to.out(), operand(call, 0), format);
        else to.dialect().formatNumber(to.out(), operand(call, 0), format);
    }

    private void parse(RexCall call, String type) {
        to.dialect().moment(to.out(), operand(call, 0), text(call.operands.get(1)), type);
    }

    /// The first moment of a date.
    private void moment(RexNode date) {
        to.out().add("CAST(");
        to.bare(date, Precedence.NONE);
        to.out().add(" AS TIMESTAMP)");
    }

    /// PostgreSQL counts dates in instants, and small integers in 32 bits.
    private void series(RexCall call) {
        to.out().add("GENERATE_SERIES(");
        for (var i = 0; i < call.operands.size(); i++) {
            var operand = call.operands.get(i);
            if (i > 0) to.out().add(", ");
            if (Types.date(operand.getType())) moment(operand);
            else if (i == 0 && Types.whole(operand.getType())) {
                to.out().add("CAST(");
                to.bare(operand, Precedence.NONE);
                to.out().add(" AS BIGINT)");
            } else to.write(operand, Precedence.NONE);
        }
        to.out().add(")");
    }

    private void real(String name, List<RexNode> operands) {
        to.out().add(name).add("(");
        var separator = "";
        for (var operand : operands) {
            to.out().add(separator);
            separator = ", ";
            to.floating(operand);
        }
        to.out().add(")");
    }

    private void other(RexCall call, String name) {
        if (!(call.getOperator() instanceof SqlFunction) || !word(name))
            throw Unspellable.expression(call.getOperator().getName());
        if (call.getKind() == SqlKind.CEIL && call.operands.size() > 1)
            throw Unspellable.expression("ceil to a unit of time");
        function(to.dialect().function(name), call.operands);
    }

    private static boolean word(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(character -> (character >= 'A' && character <= 'Z')
                                || character == '_'
                                || (character >= '0' && character <= '9'));
    }

    private void function(String name, List<RexNode> arguments) {
        to.out().add(name).add("(");
        to.list(arguments);
        to.out().add(")");
    }

    private void infix(List<RexNode> operands, String symbol, Precedence around) {
        enclosed(around, () -> {
            for (var i = 0; i < operands.size(); i++) {
                if (i > 0) to.out().add(symbol);
                to.write(operands.get(i), Precedence.PRIMARY);
            }
        });
    }

    private void enclosed(Precedence around, Runnable inner) {
        var parentheses = around.compareTo(Precedence.OTHER) >= 0;
        if (parentheses) to.out().add("(");
        inner.run();
        if (parentheses) to.out().add(")");
    }

    /// Cutting a date gives a timestamp in both databases.
    private void floor(RexCall call) {
        if (call.operands.size() == 1) {
            function("FLOOR", call.operands);
            return;
        }
        var unit = unit(call.operands.get(1), CUTS);
        var value = call.operands.getFirst();
        var date = Types.date(call.getType());
        if (date && unit == TimeUnitRange.DAY) {
            to.write(value, Precedence.NONE);
            return;
        }
        to.out()
                .add(date ? "CAST(DATE_TRUNC('" : "DATE_TRUNC('")
                .add(unit.name().toLowerCase(Locale.ROOT))
                .add("', ");
        to.write(value, Precedence.NONE);
        to.out().add(date ? ") AS DATE)" : ")");
    }

    private static TimeUnitRange unit(RexNode flag, Set<TimeUnitRange> known) {
        var unit = flag instanceof RexLiteral literal ? named(literal) : null;
        if (unit == null) throw Unspellable.expression("a time unit that is not a word");
        if (!known.contains(unit)) throw Unspellable.expression("the time unit " + unit);
        return unit;
    }

    /// A keyword, or the text that `date_part` takes.
    private static @Nullable TimeUnitRange named(RexLiteral literal) {
        if (!Types.text(literal.getType())) return literal.getValueAs(TimeUnitRange.class);
        var word = String.valueOf(literal.getValueAs(String.class)).strip().toUpperCase(Locale.ROOT);
        return Stream.of(TimeUnitRange.values())
                .filter(unit -> unit.name().equals(word))
                .findFirst()
                .orElse(null);
    }

    /// EXTRACT as a whole number, but for seconds and the epoch where the plan wants their fraction: PostgreSQL
    /// gives NUMERIC.
    private void extract(RexCall call) {
        var unit = unit(call.operands.getFirst(), PARTS);
        var value = call.operands.get(1);
        var fraction = unit == TimeUnitRange.SECOND || unit == TimeUnitRange.EPOCH;
        var out = to.out();
        var cast = to.dialect().extractsDecimals() || fraction;
        Runnable of = () -> {
            if (Types.date(value.getType())
                    && CLOCK.contains(unit)
                    && !to.dialect().hoursOfDates()) moment(value);
            else to.write(value, Precedence.NONE);
        };
        var whole = Types.whole(call.getType());
        if (cast) out.add(fraction && whole ? "CAST(FLOOR(" : "CAST(");
        if (unit == TimeUnitRange.SECOND && !whole) to.dialect().seconds(out, of);
        else {
            out.add("EXTRACT(").add(unit.name()).add(" FROM ");
            of.run();
            out.add(")");
        }
        if (cast) out.add(fraction && whole ? ") AS BIGINT)" : fraction ? " AS DECIMAL(18, 6))" : " AS BIGINT)");
    }

    /// Half away from zero: PostgreSQL rounds doubles half to even, and only to whole numbers.
    private void round(RexCall call) {
        var value = call.operands.getFirst();
        if (!Types.floating(value.getType()) || !to.dialect().roundsDecimalsOnly()) {
            function("ROUND", call.operands);
            return;
        }
        var out = to.out();
        out.add("CAST(ROUND(CAST(");
        to.bare(value);
        out.add(" AS NUMERIC)");
        if (call.operands.size() > 1) {
            out.add(", ");
            to.write(call.operands.get(1), Precedence.NONE);
        }
        out.add(") AS ").add(to.dialect().type(call.getType())).add(")");
    }

    private void position(RexCall call) {
        var out = to.out();
        out.add("POSITION(");
        to.write(call.operands.get(0), Precedence.PRIMARY);
        out.add(" IN ");
        to.write(call.operands.get(1), Precedence.PRIMARY);
        out.add(")");
    }

    /// Both sides by default; one letter or several.
    private void trim(RexCall call) {
        var side = call.operands.getFirst().toString();
        var name = switch (side) {
            case "FLAG(LEADING)" -> "LTRIM";
            case "FLAG(TRAILING)" -> "RTRIM";
            default -> "TRIM";
        };
        var letters = call.operands.get(1);
        var blank = letters instanceof RexLiteral literal && " ".equals(literal.getValueAs(String.class));
        function(
                name.equals("TRIM") ? "TRIM" : name,
                blank ? List.of(call.operands.get(2)) : List.of(call.operands.get(2), letters));
    }
}
