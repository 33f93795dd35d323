package io.datachat.apex.warehouse.value;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.render.Executable.Bind;
import java.sql.Blob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// DuckDB's driver.
final class DuckDbValues implements Values {
    @Override
    public void bind(PreparedStatement statement, int position, Bind bind) throws SQLException {
        switch (bind.value()) {
            case null -> statement.setNull(position, Types.NULL);
            case Instant instant -> statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
            case Object value -> statement.setObject(position, value);
        }
    }

    @Override
    public DataType type(ResultSetMetaData columns, int position) throws SQLException {
        return DuckDbTypes.read(columns.getColumnTypeName(position));
    }

    @Override
    public Cell cell(DataType type) {
        if (type == Simple.BYTES) return (row, at) -> row.getObject(at) instanceof Blob blob ? bytes(blob) : null;
        if (type == Simple.JSON || type == Simple.UUID || type instanceof DataType.Unknown) return DuckDbValues::asText;
        return Cells.of(type);
    }

    private static @Nullable Object asText(ResultSet row, int at) throws SQLException {
        var value = row.getObject(at);
        return value == null ? null : value.toString();
    }

    private static byte[] bytes(Blob blob) throws SQLException {
        return blob.getBytes(1, Math.toIntExact(blob.length()));
    }
}
