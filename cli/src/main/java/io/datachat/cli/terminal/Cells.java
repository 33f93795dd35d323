package io.datachat.cli.terminal;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.render.Executable.Column;
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
    private static final int DIGITS = 5;
    private static final int LONGEST_SCALE = 8;

    private Cells() {}

    /// Every cell of one column. Times are shown as dates when all of the column are midnights; numbers as their
    /// metric's `format` says.
    static List<String> column(List<? extends @Nullable Object> values, Column column) {
        return switch (column.format()) {
            case PERCENT -> Figures.percent(values);
            case CURRENCY -> Figures.money(values, column.unit());
            case NUMBER -> plain(values, column.type());
            case null -> plain(values, column.type());
        };
    }

    private static List<String> plain(List<? extends @Nullable Object> values, DataType type) {
        var days = type.temporal()
                && values.stream()
                        .allMatch(value -> !(value instanceof LocalDateTime time)
                                || time.toLocalTime().equals(LocalTime.MIDNIGHT));
        var scale = scale(values);
        return values.stream().map(value -> cell(value, days, scale)).toList();
    }

    static String cell(@Nullable Object value, boolean days, int scale) {
        return switch (value) {
            case null -> NULL;
            case Long number -> grouped(BigDecimal.valueOf(number));
            case Integer number -> grouped(BigDecimal.valueOf(number));
            case BigDecimal number -> grouped(number);
            case Double number when number.isNaN() || number.isInfinite() -> number.toString();
            case Double number -> grouped(BigDecimal.valueOf(number).setScale(scale, RoundingMode.HALF_UP));
            case LocalDateTime time when days -> time.toLocalDate().toString();
            case LocalDateTime time -> time.toString().replace('T', ' ');
            case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
            case List<?> list ->
                list.stream().map(item -> cell(item, days, scale)).collect(Collectors.joining(", ", "[", "]"));
            case String text -> printable(text);
            default -> value.toString();
        };
    }

    /// As many digits for all doubles of a column as its smallest needs to show five: a long tail of a division
    /// only hides them. Where there are hundreds, cents are enough.
    private static int scale(List<? extends @Nullable Object> values) {
        var scale = 0;
        for (var value : values) {
            if (!(value instanceof Double number) || number.isNaN() || number.isInfinite() || number == 0) continue;
            var exact = BigDecimal.valueOf(number);
            if (exact.precision() - exact.scale() > 2) return 2;
            scale = Math.max(
                    scale,
                    exact.round(new MathContext(DIGITS, RoundingMode.HALF_UP))
                            .stripTrailingZeros()
                            .scale());
        }
        return Math.clamp(scale, 0, LONGEST_SCALE);
    }

    static String grouped(BigDecimal number) {
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
