package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One parameter of a template: its allowed values, its range and its default.
final class ParameterRules {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private ParameterRules() {}

    static void enumeration(Finding finding, String path, Parameter parameter) {
        if (parameter.allowed().isEmpty()) {
            finding.report(
                    LintCode.ENUM_WITHOUT_VALUES,
                    path,
                    "enum parameter '" + parameter.name() + "' allows nothing",
                    "list the values below 'allowed:'");
        }
        for (var index = 0; index < parameter.allowed().size(); index++) {
            var value = parameter.allowed().get(index);
            if (WORD.matcher(value).matches()) continue;
            finding.report(
                    LintCode.ENUM_VALUE,
                    path + ".allowed[" + index + "]",
                    "'" + value + "' cannot be a value of enum parameter '" + parameter.name() + "'",
                    "use letters, digits and _ only, or make it a string parameter");
        }
    }

    static void range(Finding finding, String path, Parameter parameter) {
        var min = end(finding, path + ".min", parameter, parameter.min());
        var max = end(finding, path + ".max", parameter, parameter.max());
        if (min == null || max == null || compare(min, max) <= 0) return;
        finding.report(
                LintCode.BAD_RANGE,
                path + ".min",
                "parameter '" + parameter.name() + "' goes from " + parameter.min() + " to " + parameter.max(),
                "swap min and max");
    }

    private static @Nullable Comparable<?> end(
            Finding finding, String path, Parameter parameter, @Nullable String text) {
        if (text == null) return null;
        var value = value(parameter.type(), text);
        if (value instanceof Comparable<?> comparable && ordered(parameter.type())) return comparable;
        finding.report(
                LintCode.BAD_RANGE,
                path,
                "'" + text + "' is no end of a range of " + word(parameter.type()) + " values",
                null);
        return null;
    }

    static void standard(Finding finding, String path, Parameter parameter) {
        var standard = parameter.defaultValue();
        if (standard == null) return;
        if (parameter.type() == ParameterType.LIST) {
            var items = standard instanceof List<?> list ? list : List.of(standard);
            var type = parameter.items() == null ? ParameterType.STRING : parameter.items();
            for (var item : items) standard(finding, path, parameter, type, item.toString());
        } else if (standard instanceof List<?>) {
            wrongType(finding, path, parameter, parameter.type(), "a list");
        } else {
            standard(finding, path, parameter, parameter.type(), standard.toString());
        }
    }

    private static void standard(Finding finding, String path, Parameter parameter, ParameterType type, String text) {
        var value = value(type, text);
        if (value == null) {
            wrongType(finding, path, parameter, type, "'" + text + "'");
            return;
        }
        if (!parameter.allowed().isEmpty() && !parameter.allowed().contains(text)) {
            finding.report(
                    LintCode.DEFAULT_OUTSIDE,
                    path + ".default",
                    "the default '" + text + "' of parameter '" + parameter.name() + "' is not allowed",
                    "it is one of " + String.join(", ", parameter.allowed()));
        }
        if (outside(value, type, parameter.min(), -1) || outside(value, type, parameter.max(), 1)) {
            var range = (parameter.min() == null ? "…" : parameter.min()) + " to "
                    + (parameter.max() == null ? "…" : parameter.max());
            finding.report(
                    LintCode.DEFAULT_OUTSIDE,
                    path + ".default",
                    "the default '" + text + "' of parameter '" + parameter.name() + "' is not between min and max",
                    "the range is " + range);
        }
    }

    private static void wrongType(Finding finding, String path, Parameter parameter, ParameterType type, String what) {
        finding.report(
                LintCode.DEFAULT_TYPE,
                path + ".default",
                "the default of parameter '" + parameter.name() + "' must be of type " + word(type) + ", not " + what);
    }

    private static boolean outside(Object value, ParameterType type, @Nullable String end, int side) {
        if (end == null || !ordered(type)) return false;
        var limit = value(type, end);
        return limit instanceof Comparable<?> comparable
                && value instanceof Comparable<?> own
                && Integer.signum(compare(own, comparable)) == side;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Comparable<?> a, Comparable<?> b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static boolean ordered(ParameterType type) {
        return switch (type) {
            case INT, DECIMAL, DATE, TIMESTAMP -> true;
            case ENUM, STRING, BOOLEAN, LIST -> false;
        };
    }

    private static String word(ParameterType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /// The text as a value of the type; null when it is none. Timestamps without offset count as UTC: only their
    /// order matters here.
    private static @Nullable Object value(ParameterType type, String text) {
        try {
            return switch (type) {
                case ENUM, STRING, LIST -> text;
                case INT -> new BigInteger(text);
                case DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> text.equals("true") || text.equals("false") ? text : null;
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> timestamp(text.replace(' ', 'T'));
            };
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static LocalDateTime timestamp(String text) {
        if (!text.contains("T")) return LocalDate.parse(text).atStartOfDay();
        var zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return zoned
                ? OffsetDateTime.parse(text)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(text);
    }
}
