package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Unspellable;
import io.datachat.apex.render.dialect.Types;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;

/// Writes function calls. What both databases call alike is written as it is; the rest has a case here.
final class Functions {
    private final Expressions to;

    Functions(Expressions to) {
        this.to = to;
    }

    void write(RexCall call, Precedence around) {
        var name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        switch (call.getKind()) {
            case FLOOR -> floor(call);
            case EXTRACT -> extract(call);
            case POSIX_REGEX_CASE_SENSITIVE -> enclosed(around, () -> to.dialect().matches(to.out(), () -> to.write(call.operands.get(0), Precedence.PRIMARY), () -> to.write(call.operands.get(1), Precedence.PRIMARY)));
            default -> {
                switch (name) {
                    case "||" -> infix(call.operands, " || ", around);
                    case "ROUND" -> round(call);
                    case "POSITION" -> position(call);
                    case "SUBSTRING", "SUBSTR" -> function("SUBSTR", call.operands);
                    case "CHAR_LENGTH", "CHARACTER_LENGTH" -> function("LENGTH", call.operands);
                    case "TRIM" -> trim(call);
                    case "CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> to.out().add(name);
                    default -> other(call, name);
                }
            }
        }
    }

    private void other(RexCall call, String name) {
        if (!(call.getOperator() instanceof SqlFunction) || !word(name)) throw Unspellable.expression(call.getOperator().getName());
        function(name, call.operands);
    }

    private static boolean word(String name) {
        return !name.isEmpty() && name.chars().allMatch(character -> (character >= 'A' && character <= 'Z') || character == '_' || (character >= '0' && character <= '9'));
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
        var unit = unit(call.operands.get(1));
        var value = call.operands.getFirst();
        var date = Types.date(call.getType());
        if (date && unit == TimeUnitRange.DAY) {
            to.write(value, Precedence.NONE);
            return;
        }
        to.out().add(date ? "CAST(DATE_TRUNC('" : "DATE_TRUNC('").add(unit.name().toLowerCase(Locale.ROOT)).add("', ");
        to.write(value, Precedence.NONE);
        to.out().add(date ? ") AS DATE)" : ")");
    }

    private static TimeUnitRange unit(RexNode flag) {
        var unit = flag instanceof RexLiteral literal ? literal.getValueAs(TimeUnitRange.class) : null;
        if (unit == null) throw Unspellable.expression("a time unit that is not a word");
        return switch (unit) {
            case YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND, DOW, ISODOW, DOY, EPOCH, ISOYEAR -> unit;
            default -> throw Unspellable.expression("the time unit " + unit);
        };
    }

    /// EXTRACT as a whole number: PostgreSQL gives NUMERIC, with the fraction of a second.
    private void extract(RexCall call) {
        var unit = unit(call.operands.getFirst());
        var fraction = unit == TimeUnitRange.SECOND || unit == TimeUnitRange.EPOCH;
        var out = to.out();
        var cast = to.dialect().extractsDecimals() || fraction;
        if (cast) out.add(fraction ? "CAST(FLOOR(" : "CAST(");
        out.add("EXTRACT(").add(unit.name()).add(" FROM ");
        to.write(call.operands.get(1), Precedence.NONE);
        out.add(")");
        if (cast) out.add(fraction ? ") AS BIGINT)" : " AS BIGINT)");
    }

    private void round(RexCall call) {
        var value = call.operands.getFirst();
        if (call.operands.size() == 1 || !Types.floating(value.getType()) || !to.dialect().roundsDecimalsOnly()) {
            function("ROUND", call.operands);
            return;
        }
        var out = to.out();
        out.add("CAST(ROUND(CAST(");
        to.bare(value);
        out.add(" AS NUMERIC), ");
        to.write(call.operands.get(1), Precedence.NONE);
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
        function(name.equals("TRIM") ? "TRIM" : name, blank ? List.of(call.operands.get(2)) : List.of(call.operands.get(2), letters));
    }
}
