package io.datachat.apex.warehouse;

import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.RowSink.ResultColumn;
import io.datachat.apex.warehouse.value.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one door: the only code that hands a text to a driver, and it takes nothing but an [Executable].
final class Door {
    /// Rows fetched from a server at once: enough to keep it busy, few enough to hold.
    private static final int BATCH = 2_000;

    private static final String NAMELESS = "Invalid Input Error: Invalid result set";
    private static final int REASON_SECONDS = 5;

    private final Values values;

    Door(Values values) {
        this.values = values;
    }

    /// @throws SQLException as the driver says it; the caller knows the circumstances
    /// @return how many rows a statement wrote; 0 for one that reads
    long pass(Connection connection, Executable sql, Limit limit, RowSink sink) throws SQLException {
        return pass(connection, sql, limit, sink, false);
    }

    /// As [#pass], in a transaction that was opened for a write.
    long write(Connection connection, Executable sql, Limit limit, RowSink sink) throws SQLException {
        return pass(connection, sql, limit, sink, true);
    }

    private long pass(Connection connection, Executable sql, Limit limit, RowSink sink, boolean writing)
            throws SQLException {
        AllowList.admit(sql, writing);
        try (var statement = connection.prepareStatement(sql.text());
                var watch = new Watch(statement, limit.timeout(), limit.cancellation())) {
            bind(statement, sql);
            try {
                if (!statement.execute()) return Math.max(0, statement.getUpdateCount());
                read(statement, watch, sink);
                return 0;
            } catch (SQLException failure) {
                var stop = watch.stopped();
                if (stop != null) throw new Stopped(stop, failure);
                throw NAMELESS.equals(failure.getMessage()) && !writing ? reason(connection, sql, failure) : failure;
            }
        }
    }

    /// DuckDB's driver loses the reason when a streamed statement fails before its first row. Asked to run it once
    /// more without handing out rows, it tells. The price is paid by failing statements only.
    private SQLException reason(Connection connection, Executable sql, SQLException nameless) {
        try (var again = connection.prepareStatement("EXPLAIN ANALYZE " + sql.text())) {
            bind(again, sql);
            again.setQueryTimeout(REASON_SECONDS);
            again.execute();
            return nameless;
        } catch (SQLException reason) {
            return reason;
        }
    }

    /// @param timeout how long the statement may run
    record Limit(Duration timeout, Cancellation cancellation) {}

    /// The statement ended because we ended it.
    static final class Stopped extends SQLException {
        private static final long serialVersionUID = 1L;
        private final Watch.Stop reason;

        Stopped(Watch.Stop reason, @Nullable SQLException cause) {
            super(cause);
            this.reason = reason;
        }

        Watch.Stop reason() {
            return reason;
        }
    }

    private void bind(PreparedStatement statement, Executable sql) throws SQLException {
        var position = 0;
        for (var bind : sql.binds()) values.bind(statement, ++position, bind);
        statement.setFetchSize(BATCH);
    }

    private void read(PreparedStatement statement, Watch watch, RowSink sink) throws SQLException {
        try (var rows = statement.getResultSet()) {
            var columns = columns(rows);
            var cells = new Values.Cell[columns.size()];
            for (int i = 0; i < cells.length; i++)
                cells[i] = values.cell(columns.get(i).type());
            sink.columns(columns);
            while (rows.next()) {
                // A driver may go on serving rows it already holds; the person who cancelled wants none
                // of them.
                var stop = watch.stopped();
                if (stop != null) throw new Stopped(stop, null);
                if (!sink.row(row(rows, cells))) return;
            }
        }
    }

    private static @Nullable Object[] row(ResultSet rows, Values.Cell[] cells) throws SQLException {
        var row = new @Nullable Object[cells.length];
        for (int i = 0; i < cells.length; i++) row[i] = cells[i].read(rows, i + 1);
        return row;
    }

    private List<ResultColumn> columns(ResultSet rows) throws SQLException {
        var described = rows.getMetaData();
        var columns = new ArrayList<ResultColumn>();
        for (int i = 1; i <= described.getColumnCount(); i++)
            columns.add(new ResultColumn(described.getColumnLabel(i), values.type(described, i)));
        return columns;
    }
}
