package io.datachat.apex.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

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

    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /// `file shop.duckdb` or `host:port/database`; never a password.
    String place();

    @Override
    void close();
}
