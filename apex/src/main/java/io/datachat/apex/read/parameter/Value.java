package io.datachat.apex.read.parameter;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.read.text.ReadCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One value of a parameter: typed, or what is wrong with it.
record Value(@Nullable Object typed, List<Problem> problems) {
    static final int DIGITS = 38;
    static final int SCALE = 10;
    /// Longer lists belong into a table.
    private static final int LONGEST_LIST = 1000;

    Value ifValid(Consumer<Object> consumer) {
        if (problems.isEmpty() && typed != null) consumer.accept(typed);
        return this;
    }

    void ifWrong(Consumer<List<Problem>> consumer) {
        if (!problems.isEmpty()) consumer.accept(problems);
    }

    static Value of(Parameter parameter, Object raw) {
        if (parameter.type() != ParameterType.LIST) return single(parameter, parameter.type(), raw);
        Collection<?> given = raw instanceof Collection<?> many ? many : List.of(raw);
        if (given.isEmpty() || given.size() > LONGEST_LIST)
            return wrong(parameter, "needs 1 to " + LONGEST_LIST + " values, not " + given.size(), List.of());
        List<Object> items = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Object item : given)
            single(parameter, ParameterValues.items(parameter), item == null ? "" : item)
                    .ifValid(items::add)
                    .ifWrong(problems::addAll);
        return new Value(List.copyOf(items), problems);
    }

    private static Value single(Parameter parameter, ParameterType type, Object raw) {
        Object typed;
        try {
            typed = typed(type, raw);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException exception) {
            return wrong(parameter, "takes " + kind(type) + ", not '" + shown(raw) + "'", List.of());
        }
        if (!parameter.allowed().isEmpty()) {
            var allowed = allowed(parameter, type, typed);
            if (allowed != null) return new Value(allowed, List.of());
            var nearest = Nearest.of(shown(raw), parameter.allowed(), 3);
            return wrong(
                    parameter,
                    "does not allow '" + shown(raw) + "'",
                    nearest.isEmpty() ? parameter.allowed() : nearest);
        }
        if (type == ParameterType.ENUM) return wrong(parameter, "declares no allowed values", List.of());
        if (beyond(type, typed, parameter.min(), -1))
            return wrong(parameter, "must be at least " + parameter.min(), List.of());
        if (beyond(type, typed, parameter.max(), 1))
            return wrong(parameter, "must be at most " + parameter.max(), List.of());
        return new Value(typed, List.of());
    }

    private static @Nullable Object allowed(Parameter parameter, ParameterType type, Object typed) {
        for (var allowed : parameter.allowed()) {
            if (type == ParameterType.ENUM
                    ? allowed.equalsIgnoreCase(typed.toString())
                    : compare(typed(type, allowed), typed) == 0) return typed(type, allowed);
        }
        return null;
    }

    private static boolean beyond(ParameterType type, Object typed, @Nullable String limit, int sign) {
        return limit != null && Integer.signum(compare(typed, typed(type, limit))) == sign;
    }

    private static int compare(Object left, Object right) {
        return switch (left) {
            case Long number when right instanceof Long other -> number.compareTo(other);
            case BigDecimal number when right instanceof BigDecimal other -> number.compareTo(other);
            case LocalDate date when right instanceof LocalDate other -> date.compareTo(other);
            case LocalDateTime time when right instanceof LocalDateTime other -> time.compareTo(other);
            case Boolean truth when right instanceof Boolean other -> truth.compareTo(other);
            default -> left.toString().compareTo(right.toString());
        };
    }

    /// Throws an unchecked exception of the JDK when the value is not of the type.
    private static Object typed(ParameterType type, Object raw) {
        var text = raw.toString().strip();
        return switch (type) {
            case ENUM -> text;
            case STRING -> text(raw);
            case INT -> new BigDecimal(number(raw, text)).longValueExact();
            case DECIMAL -> decimal(number(raw, text));
            case BOOLEAN -> truth(text);
            case DATE -> raw instanceof LocalDate date ? date : LocalDate.parse(text);
            case TIMESTAMP -> time(raw, text);
            case LIST -> throw new IllegalArgumentException("lists of lists");
        };
    }

    private static String text(Object raw) {
        if (raw instanceof String || raw instanceof Number || raw instanceof Boolean) return raw.toString();
        throw new IllegalArgumentException("not a text");
    }

    private static String number(Object raw, String text) {
        if (raw instanceof Boolean || text.length() > 2 * DIGITS) throw new IllegalArgumentException("not a number");
        return text;
    }

    private static BigDecimal decimal(String text) {
        var value = new BigDecimal(text);
        // Checked before the scale is changed: 1e999999 would otherwise be written out.
        if (value.precision() - (long) value.scale() > DIGITS - SCALE || value.scale() > 1000)
            throw new IllegalArgumentException("too large");
        var scale = Math.max(0, value.stripTrailingZeros().scale());
        if (scale > SCALE) throw new IllegalArgumentException("too many decimals");
        return value.setScale(scale);
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static LocalDateTime time(Object raw, String text) {
        if (raw instanceof LocalDateTime time) return time;
        if (raw instanceof LocalDate date) return date.atStartOfDay();
        return text.length() <= 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static String kind(ParameterType type) {
        return switch (type) {
            case ENUM, STRING -> "a text";
            case INT -> "a whole number";
            case DECIMAL -> "a number of at most " + (DIGITS - SCALE) + " digits and " + SCALE + " decimals";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-01-31";
            case TIMESTAMP -> "a time such as 2026-01-31T13:00";
            case LIST -> "a list";
        };
    }

    private static String shown(Object raw) {
        var text = raw.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private static Value wrong(Parameter parameter, String what, List<String> choices) {
        return new Value(
                null,
                List.of(Problem.of(ReadCode.BAD_VALUE, "parameter '" + parameter.name() + "' " + what)
                        .choices(choices)));
    }
}
