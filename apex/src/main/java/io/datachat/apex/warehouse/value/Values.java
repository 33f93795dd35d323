package io.datachat.apex.warehouse.value;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.render.Executable.Bind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How one backend's driver takes and gives values.
public interface Values {
    static Values of(Backend backend) {
        return switch (backend) {
            case DUCKDB -> new DuckDbValues();
            case POSTGRESQL -> new PostgresValues();
        };
    }

    void bind(PreparedStatement statement, int position, Bind bind) throws SQLException;

    /// The type of a result's column, counted from one.
    DataType type(ResultSetMetaData columns, int position) throws SQLException;

    /// How to read the column: chosen once per result, used for every row.
    Cell cell(DataType type);

    @FunctionalInterface
    interface Cell {
        @Nullable
        Object read(ResultSet row, int position) throws SQLException;
    }
}
