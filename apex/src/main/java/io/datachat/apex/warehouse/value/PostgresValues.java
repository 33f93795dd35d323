package io.datachat.apex.warehouse.value;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.render.Executable.Bind;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's driver.
final class PostgresValues implements Values {
    @Override
    public void bind(PreparedStatement statement, int position, Bind bind) throws SQLException {
        switch (bind.value()) {
            case null -> statement.setNull(position, sqlType(bind.type()));
            // Without a type of its own the text takes the type of what it meets: an enum, a uuid, json,
            // citext.
            case String text -> statement.setObject(position, text, Types.OTHER);
            case Boolean truth -> statement.setBoolean(position, truth);
            case Long whole -> statement.setLong(position, whole);
            case BigDecimal exact -> statement.setBigDecimal(position, exact);
            case Double number -> statement.setDouble(position, number);
            case LocalDate date -> statement.setObject(position, date);
            case LocalTime time -> statement.setObject(position, time);
            case LocalDateTime time -> statement.setObject(position, time);
            case Instant instant -> statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
            case Object other -> statement.setObject(position, other);
        }
    }

    private static int sqlType(@Nullable DataType type) {
        return switch (type) {
            case Simple.BOOLEAN -> Types.BOOLEAN;
            case Simple.INTEGER -> Types.INTEGER;
            case Simple.BIGINT -> Types.BIGINT;
            case Simple.DOUBLE -> Types.DOUBLE;
            case DataType.Decimal ignored -> Types.NUMERIC;
            case Simple.DATE -> Types.DATE;
            case Simple.TIME -> Types.TIME;
            case Simple.TIMESTAMP -> Types.TIMESTAMP;
            case Simple.INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
            case null -> Types.OTHER;
            case Simple ignored -> Types.OTHER;
            case DataType.Array ignored -> Types.OTHER;
            case DataType.Unknown ignored -> Types.OTHER;
        };
    }

    @Override
    public DataType type(ResultSetMetaData columns, int position) throws SQLException {
        var name = columns.getColumnTypeName(position);
        if (name.equals("numeric"))
            return PostgresTypes.decimal(columns.getPrecision(position), columns.getScale(position));
        var type = PostgresTypes.read(name);
        // The driver calls an enum VARCHAR; its own name means nothing to a reader of the result.
        if (type instanceof DataType.Unknown && columns.getColumnType(position) == Types.VARCHAR) return Simple.TEXT;
        return type;
    }

    @Override
    public Cell cell(DataType type) {
        return Cells.of(type);
    }
}
