package io.datachat.cli.terminal;

import io.datachat.apex.catalog.DataType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as a person reads them: thousands separated, times of a day column without 00:00.
final class Cells {
    static final String NULL = "null";
    private static final int DIGITS_OF_A_RATIO = 5;

    private Cells() {}

    /// Every cell of one column. Times are shown as dates when all of the column are midnights.
    static List<String> column(List<? extends @Nullable Object> values, DataType type) {
        var days = type.temporal()
                && values.stream().allMatch(value -> !(value instanceof LocalDateTime time) || time.toLocalTime().equals(LocalTime.MIDNIGHT));
        return values.stream().map(value -> cell(value, days)).toList();
    }

    private static String cell(@Nullable Object value, boolean days) {
        return switch (value) {
            case null -> NULL;
            case Long number -> grouped(BigDecimal.valueOf(number));
            case Integer number -> grouped(BigDecimal.valueOf(number));
            case BigDecimal number -> grouped(number);
            case Double number when number.isNaN() || number.isInfinite() -> number.toString();
            case Double number -> grouped(rounded(BigDecimal.valueOf(number)));
            case LocalDateTime time when days -> time.toLocalDate().toString();
            case LocalDateTime time -> time.toString().replace('T', ' ');
            case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
            case List<?> list -> list.stream().map(item -> cell(item, days)).collect(Collectors.joining(", ", "[", "]"));
            case String text -> printable(text);
            default -> value.toString();
        };
    }

    /// Six digits tell enough of a ratio, and cents of an amount; a long tail of a division only hides them.
    private static BigDecimal rounded(BigDecimal number) {
        if (number.signum() == 0) return BigDecimal.ZERO;
        var integerDigits = number.precision() - number.scale();
        if (integerDigits > 2) return number.setScale(2, RoundingMode.HALF_UP);
        return number.round(new MathContext(DIGITS_OF_A_RATIO, RoundingMode.HALF_UP));
    }

    private static String grouped(BigDecimal number) {
        if (number.scale() < 0) return grouped(number.setScale(0));
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }

    /// A line break or an escape sequence in a value must not disturb the table, or the terminal.
    private static String printable(String text) {
        if (text.isEmpty()) return "''";
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> clean.append("\\n");
                case '\r' -> clean.append("\\r");
                case '\t' -> clean.append("\\t");
                default -> clean.appendCodePoint(Character.isISOControl(point) ? '\uFFFD' : point);
            }
        });
        return clean.toString();
    }
}
