package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Raw values of a request as values of a column's type (docs/values.md, section 4). Refuses rather than guesses.
public final class Coercion {
    private Coercion() {}

    /// @param zone       of the question: what a local time in the request means
    /// @param columnZone of the column's local times
    /// @return empty when the value does not fit
    public static Optional<Object> coerce(Object raw, DataType type, ZoneId zone, ZoneId columnZone) {
        try {
            return Optional.ofNullable(value(raw, type, zone, columnZone));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object value(Object raw, DataType type, ZoneId zone, ZoneId columnZone) {
        return switch (type) {
            case DataType.Decimal _ -> number(raw);
            case DataType.Array _, DataType.Unknown _ -> null;
            case Simple simple ->
                switch (simple) {
                    case BOOLEAN -> truth(raw);
                    case INTEGER, BIGINT -> {
                        var number = number(raw);
                        yield number == null ? null : number.longValueExact();
                    }
                    case DOUBLE -> {
                        var number = number(raw);
                        yield number == null ? null : number.doubleValue();
                    }
                    case TEXT, UUID -> raw instanceof String text && text.indexOf('\0') < 0 ? text : null;
                    case DATE -> raw instanceof String text ? LocalDate.parse(text.strip()) : null;
                    case TIMESTAMP ->
                        raw instanceof String text ? local(moment(text.strip(), zone), zone, columnZone) : null;
                    case INSTANT -> raw instanceof String text ? instant(moment(text.strip(), zone), zone) : null;
                    case TIME, JSON, BYTES -> null;
                };
        };
    }

    private static @Nullable BigDecimal number(Object raw) {
        return switch (raw) {
            case BigDecimal decimal -> decimal;
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case String text -> new BigDecimal(text.strip());
            default -> null;
        };
    }

    private static @Nullable Boolean truth(Object raw) {
        return switch (raw) {
            case Boolean truth -> truth;
            case String text when text.equals("true") -> true;
            case String text when text.equals("false") -> false;
            default -> null;
        };
    }

    /// A local time of the question's zone; a text with an offset is brought there.
    private static LocalDateTime moment(String text, ZoneId zone) {
        if (text.length() == 10) return LocalDate.parse(text).atStartOfDay();
        var iso = text.replace(' ', 'T');
        var tail = iso.substring(Math.min(iso.length(), 11));
        if (tail.endsWith("Z") || tail.indexOf('+') >= 0 || tail.indexOf('-') >= 0)
            return LocalDateTime.ofInstant(OffsetDateTime.parse(iso).toInstant(), zone);
        return LocalDateTime.parse(iso);
    }

    public static LocalDateTime local(LocalDateTime time, ZoneId zone, ZoneId columnZone) {
        return zone.normalized().equals(columnZone.normalized())
                ? time
                : LocalDateTime.ofInstant(instant(time, zone), columnZone);
    }

    public static Instant instant(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).toInstant();
    }
}
