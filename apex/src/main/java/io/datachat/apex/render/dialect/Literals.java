package io.datachat.apex.render.dialect;

import io.datachat.apex.render.block.Unspellable;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/// Constants as text.
public final class Literals {
    private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000);

    private Literals() {}

    /// @param value of a Calcite literal, not null
    /// @param doubleType how the dialect calls a 64-bit float: `1.5E0` is an exact number in PostgreSQL
    public static String of(Comparable<?> value, RelDataType type, String doubleType, boolean backslashMayEscape) {
        return switch (type.getSqlTypeName()) {
            case CHAR, VARCHAR ->
                text(value instanceof NlsString text ? text.getValue() : value.toString(), backslashMayEscape);
            case UUID -> "CAST(" + text(value.toString(), backslashMayEscape) + " AS UUID)";
            case BOOLEAN -> value.toString().toUpperCase(Locale.ROOT);
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> number(value).toPlainString();
            case REAL, FLOAT, DOUBLE -> "CAST(" + floating(value) + " AS " + doubleType + ")";
            case DATE ->
                "DATE '"
                        + (value instanceof DateString date
                                ? date
                                : DateString.fromDaysSinceEpoch(number(value).intValueExact()))
                        + "'";
            case TIME ->
                "TIME '"
                        + (value instanceof TimeString time
                                ? time
                                : TimeString.fromMillisOfDay(number(value).intValueExact()))
                        + "'";
            case TIMESTAMP -> "TIMESTAMP '" + moment(value) + "'";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMPTZ '" + moment(value) + "+00'";
            default -> {
                if (type.getIntervalQualifier() != null) yield interval(number(value), type);
                throw Unspellable.expression(
                        "a constant of type " + type.getSqlTypeName().getName());
            }
        };
    }

    /// A text. Backslash is an ordinary character in standard SQL, but an escape in PostgreSQL when a session turns
    /// `standard_conforming_strings` off; the `E''` form means the same under both settings.
    public static String text(String value, boolean backslashMayEscape) {
        if (value.indexOf('\0') >= 0) throw Unspellable.text();
        var doubled = value.replace("'", "''");
        return backslashMayEscape && value.indexOf('\\') >= 0
                ? "E'" + doubled.replace("\\", "\\\\") + "'"
                : "'" + doubled + "'";
    }

    private static BigDecimal number(Comparable<?> value) {
        return switch (value) {
            case BigDecimal exact -> exact;
            case Double approximate -> BigDecimal.valueOf(approximate);
            default -> new BigDecimal(value.toString());
        };
    }

    private static String floating(Comparable<?> value) {
        return value instanceof Double odd && !Double.isFinite(odd)
                ? "'" + odd + "'"
                : number(value).toString();
    }

    private static String moment(Comparable<?> value) {
        return (value instanceof TimestampString moment
                        ? moment
                        : TimestampString.fromMillisSinceEpoch(number(value).longValueExact()))
                .toString();
    }

    /// @param amount months or milliseconds
    private static String interval(BigDecimal amount, RelDataType type) {
        var qualifier = type.getIntervalQualifier();
        var unit = qualifier == null ? TimeUnit.MILLISECOND : qualifier.getStartUnit();
        var size = unit.multiplier == null ? BigDecimal.ONE : unit.multiplier;
        var exact = amount.divideAndRemainder(size);
        if (exact[1].signum() == 0) return "INTERVAL '" + counted(exact[0], unit) + "'";
        if (unit.yearMonth) return "INTERVAL '" + counted(amount, TimeUnit.MONTH) + "'";
        var days = amount.divideAndRemainder(MILLIS_OF_DAY);
        var rest = counted(days[1].movePointLeft(3).stripTrailingZeros(), TimeUnit.SECOND);
        return "INTERVAL '" + (days[0].signum() == 0 ? "" : counted(days[0], TimeUnit.DAY) + " ") + rest + "'";
    }

    private static String counted(BigDecimal count, TimeUnit unit) {
        var word = unit.name().toLowerCase(Locale.ROOT);
        return count.toPlainString() + " " + word + (count.abs().compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }
}
