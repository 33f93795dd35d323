package io.datachat.apex.warehouse.value;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.warehouse.value.Values.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Readers that both drivers share. Date and time go through `java.time` from the start: `java.sql.Timestamp` would
/// pass through the zone of this machine and lose an hour in spring.
final class Cells {
    private Cells() {}

    static Cell of(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> simple(simple);
            case DataType.Decimal ignored -> Cells::decimal;
            case DataType.Array(DataType element) -> (row, at) -> list(row.getArray(at), element);
            case DataType.Unknown ignored -> ResultSet::getString;
        };
    }

    private static Cell simple(DataType.Simple type) {
        return switch (type) {
            case BOOLEAN ->
                (row, at) -> {
                    var value = row.getBoolean(at);
                    return row.wasNull() ? null : value;
                };
            case INTEGER, BIGINT ->
                (row, at) -> {
                    var value = row.getLong(at);
                    return row.wasNull() ? null : value;
                };
            case DOUBLE -> Cells::number;
            case TEXT, JSON, UUID -> ResultSet::getString;
            case DATE -> (row, at) -> row.getObject(at, LocalDate.class);
            case TIME -> (row, at) -> row.getObject(at, LocalTime.class);
            case TIMESTAMP -> (row, at) -> row.getObject(at, LocalDateTime.class);
            case INSTANT ->
                (row, at) -> {
                    var value = row.getObject(at, OffsetDateTime.class);
                    return value == null ? null : value.toInstant();
                };
            case BYTES -> ResultSet::getBytes;
        };
    }

    private static @Nullable Object number(ResultSet row, int at) throws SQLException {
        return plain(row.getObject(at), DataType.Simple.DOUBLE);
    }

    /// A `numeric` of PostgreSQL may be NaN, which no BigDecimal can hold: it stays a double then.
    private static @Nullable Object decimal(ResultSet row, int at) throws SQLException {
        return plain(row.getObject(at), new DataType.Decimal(38, 0));
    }

    private static @Nullable List<@Nullable Object> list(@Nullable Array array, DataType element) throws SQLException {
        if (array == null) return null;
        var values = new ArrayList<@Nullable Object>();
        for (var item : (@Nullable Object[]) array.getArray()) values.add(plain(item, element));
        return Collections.unmodifiableList(values);
    }

    /// One value as the drivers hand it out inside arrays and for numbers, in the vocabulary of row sinks.
    static @Nullable Object plain(@Nullable Object value, DataType type) throws SQLException {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case BigDecimal exact -> exact;
            case BigInteger whole -> new BigDecimal(whole);
            // Through text: 1.1f is 1.1 to whoever stored it, not 1.10000002384185791015625.
            case Float single -> Double.valueOf(Float.toString(single));
            case Double number -> number;
            case Number whole when type instanceof DataType.Decimal -> BigDecimal.valueOf(whole.longValue());
            case Number whole -> whole.longValue();
            case Timestamp time when type == DataType.Simple.INSTANT -> time.toInstant();
            case Timestamp time -> time.toLocalDateTime();
            case java.sql.Date date -> date.toLocalDate();
            case java.sql.Time time -> time.toLocalTime();
            case OffsetDateTime time -> time.toInstant();
            case LocalDate date -> date;
            case LocalDateTime time -> time;
            case LocalTime time -> time;
            case byte[] bytes -> bytes;
            case Array nested -> list(nested, type instanceof DataType.Array(DataType element) ? element : type);
            case Object[] nested -> nested(nested, type instanceof DataType.Array(DataType element) ? element : type);
            default -> value.toString();
        };
    }

    private static List<@Nullable Object> nested(@Nullable Object[] items, DataType element) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (var item : items) values.add(plain(item, element));
        return Collections.unmodifiableList(values);
    }
}
