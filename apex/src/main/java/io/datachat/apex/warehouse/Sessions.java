package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/// Where connections come from and go back to.
sealed interface Sessions extends AutoCloseable permits DuckDbSessions, PostgresSessions {
    /// A read-only connection in UTC.
    ///
    /// @param patience how long to wait for a free one
    /// @throws io.datachat.apex.problem.Rejection when the database cannot be reached
    Connection borrow(Duration patience) throws SQLException;

    /// @param sound false when the connection must not be used again
    void giveBack(Connection connection, boolean sound);

    /// Runs work on a connection that may write rollups; all of it becomes visible at once, or nothing.
    void write(Duration patience, Work work) throws SQLException;

    /// A connection of its own within a transaction that may write and sees one state of what others write.
    Connection begin(Duration patience) throws SQLException;

    /// Ends it; what was not committed never was.
    void end(Connection connection);

    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /// Begins to read one state of the data on a borrowed connection.
    ///
    /// @return why it is not one state; empty when it is
    String still(Connection connection, Collection<Table.Name> tables, Door.Limit limit) throws SQLException;

    /// Runs a statement within that state, which it does not lose when the statement fails.
    void within(Connection connection, Work statement) throws SQLException;

    /// Ends it, so that the connection can be given back.
    void moving(Connection connection) throws SQLException;

    /// `file shop.duckdb` or `host:port/database`; never a password.
    String place();

    @Override
    void close();
}
