package io.datachat.apex.plan.lift.form;

import io.datachat.apex.catalog.RelationalTypes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/// Values in one spelling, and as literals.
public final class Literals {
    private static final RexBuilder REX = new RexBuilder(RelationalTypes.FACTORY);

    private Literals() {}

    public static String spelled(RexLiteral literal) {
        if (literal.isNull()) return "null";
        return switch (literal.getType().getSqlTypeName()) {
            case CHAR, VARCHAR -> text(String.valueOf(literal.getValueAs(String.class)));
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> number(literal.getValueAs(BigDecimal.class));
            case DATE -> "d:" + literal.getValueAs(DateString.class);
            case TIMESTAMP -> time(String.valueOf(literal.getValueAs(TimestampString.class)));
            default -> literal.toString();
        };
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    public static String number(@Nullable BigDecimal value) {
        if (value == null) return "null";
        return "n:" + (value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    /// A midnight is its day.
    private static String time(String value) {
        var time = LocalDateTime.parse(value.replace(' ', 'T'));
        return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? "d:" + time.toLocalDate() : "t:" + time;
    }

    /// A converted constant where its value stays; null when that is not certain.
    static @Nullable String cast(RexLiteral literal, RelDataType to) {
        try {
            return switch (to.getSqlTypeName()) {
                case DATE -> {
                    var said = moment(literal);
                    yield said == null || !said.startsWith("d:") ? null : said;
                }
                case TIMESTAMP -> moment(literal);
                case SMALLINT, INTEGER, BIGINT, DECIMAL -> {
                    var value = exact(literal);
                    yield value != null
                                    && Math.max(0, value.stripTrailingZeros().scale()) <= to.getScale()
                            ? number(value)
                            : null;
                }
                default -> null;
            };
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable BigDecimal exact(RexLiteral literal) {
        return switch (literal.getType().getSqlTypeName()) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL -> literal.getValueAs(BigDecimal.class);
            default -> null;
        };
    }

    private static @Nullable String moment(RexLiteral literal) {
        return switch (literal.getType().getSqlTypeName()) {
            case DATE -> "d:" + literal.getValueAs(DateString.class);
            case TIMESTAMP -> time(String.valueOf(literal.getValueAs(TimestampString.class)));
            case CHAR, VARCHAR -> {
                var said = String.valueOf(literal.getValueAs(String.class)).strip();
                yield said.matches("\\d{4}-\\d\\d-\\d\\d")
                        ? "d:" + LocalDate.parse(said)
                        : said.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?")
                                ? time(said)
                                : null;
            }
            default -> null;
        };
    }

    public static RexNode call(SqlOperator operator, RexNode... operands) {
        return REX.makeCall(operator, operands);
    }

    /// A value that stands for a parameter.
    ///
    /// @param value String, Boolean, Long, BigDecimal, LocalDate, LocalDateTime or Instant
    public static RexNode of(@Nullable Object value, RelDataType type) {
        return switch (value) {
            case null -> REX.makeNullLiteral(type);
            case LocalDate day -> converted(REX.makeDateLiteral(new DateString(day.toString())), type);
            case LocalDateTime time -> converted(timestamp(time), type);
            case Instant moment ->
                REX.makeTimestampWithLocalTimeZoneLiteral(string(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)), 6);
            case String text -> converted(REX.makeLiteral(text), type);
            case Long number -> converted(REX.makeExactLiteral(BigDecimal.valueOf(number)), type);
            case Integer number -> converted(REX.makeExactLiteral(BigDecimal.valueOf(number)), type);
            case BigDecimal number -> converted(REX.makeExactLiteral(number), type);
            case Boolean truth -> REX.makeLiteral(truth);
            default -> throw new Unlike("it is given a value of a kind that metrics do not know");
        };
    }

    private static RexNode timestamp(LocalDateTime time) {
        return REX.makeTimestampLiteral(string(time), 6);
    }

    private static TimestampString string(LocalDateTime time) {
        return new TimestampString(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withNanos(time.getNano());
    }

    private static RexNode converted(RexNode literal, RelDataType type) {
        return literal.getType().getSqlTypeName() == type.getSqlTypeName()
                ? literal
                : REX.makeAbstractCast(type, literal, false);
    }
}
