package io.datachat.tests.evaluator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What one value does with another: exact decimals, doubles where one side is a double, NULL in, NULL out.
///
/// Numbers are BigDecimal (integers and decimals alike) or Double.
public final class Values {
    private Values() {}

    static @Nullable Object plus(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) return null;
        return exact(left, right) ? decimal(left).add(decimal(right)) : (Object) (number(left) + number(right));
    }

    static @Nullable Object minus(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) return null;
        return exact(left, right) ? decimal(left).subtract(decimal(right)) : (Object) (number(left) - number(right));
    }

    static @Nullable Object times(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) return null;
        return exact(left, right) ? decimal(left).multiply(decimal(right)) : (Object) (number(left) * number(right));
    }

    /// A double always; NULL where the divisor is zero.
    static @Nullable Object over(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null || number(right) == 0) return null;
        return number(left) / number(right);
    }

    static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) return false;
        return (left == null || right == null) ? null : (Boolean) true;
    }

    static @Nullable Boolean or(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) return true;
        return (left == null || right == null) ? null : (Boolean) false;
    }

    static @Nullable Boolean not(@Nullable Boolean operand) {
        return operand == null ? null : (Boolean) !operand;
    }

    /// Text is compared by code point, as both backends are told to.
    public static int compare(Object left, Object right) {
        if (left instanceof String text) return codePoints(text, (String) right);
        if (left instanceof Boolean bool) return Boolean.compare(bool, (Boolean) right);
        if (left instanceof Number || right instanceof Number) {
            return exact(left, right)
                    ? decimal(left).compareTo(decimal(right))
                    // Adding zero makes -0.0 the 0.0 that every database takes it for.
                    : Double.compare(number(left) + 0.0, number(right) + 0.0);
        }
        return moment(left).compareTo(moment(right));
    }

    static boolean same(@Nullable Object left, @Nullable Object right) {
        return (left == null || right == null) ? left == right : compare(left, right) == 0;
    }

    private static int codePoints(String left, String right) {
        var one = left.codePoints().toArray();
        var two = right.codePoints().toArray();
        return java.util.Arrays.compare(one, two);
    }

    private static LocalDateTime moment(Object value) {
        return switch (value) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime moment -> moment;
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case LocalTime time -> LocalDate.EPOCH.atTime(time);
            default -> throw new IllegalArgumentException("no moment: " + value);
        };
    }

    static boolean exact(Object left, Object right) {
        return !(left instanceof Double) && !(right instanceof Double);
    }

    public static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case java.math.BigInteger whole -> new BigDecimal(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Short whole -> BigDecimal.valueOf(whole);
            default -> throw new IllegalArgumentException("no exact number: " + value.getClass() + " " + value);
        };
    }

    public static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
