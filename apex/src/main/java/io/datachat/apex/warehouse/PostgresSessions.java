package io.datachat.apex.warehouse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.failure.Failures;
import io.datachat.apex.warehouse.failure.OpenFailures;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A pool of read-only connections to a PostgreSQL server, made at the first question.
final class PostgresSessions implements Sessions {
    private static final int CONNECTIONS = 10;
    /// How long a question waits for a free or a new connection before it is told.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String database;
    private final PostgresSource source;
    private final Door door;
    private @Nullable HikariDataSource pool;
    private boolean closed;

    PostgresSessions(Project.Database database, Duration longest, Door door) {
        this.database = database.name();
        this.door = door;
        this.source = new PostgresSource(database, longest, door);
    }

    @Override
    public Connection borrow(Duration patience) throws SQLException {
        try {
            return pool().getConnection();
        } catch (SQLTransientConnectionException failure) {
            // The pool wraps the reason when it could not connect; without one, all its connections were
            // busy.
            if (failure.getCause() instanceof SQLException reason)
                throw OpenFailures.ofServer(database, place(), reason);
            if (closed) throw closedProblem();
            throw new Rejection(Problem.of(
                            WarehouseCode.BUSY,
                            "'" + database + "': all " + CONNECTIONS
                                    + " connections are in use and none became free in time.")
                    .hint("ask again in a moment"));
        } catch (SQLException failure) {
            if (closed) throw closedProblem();
            throw OpenFailures.ofServer(database, place(), failure);
        }
    }

    private Rejection closedProblem() {
        return new Rejection(Problem.of(WarehouseCode.CLOSED, "'" + database + "' is closed."));
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (closed) throw closedProblem();
        if (pool == null) {
            // The pool would hide a wrong host or password behind its own time limit: the first try is made
            // directly.
            source.getConnection().close();
            pool = new HikariDataSource(settings());
        }
        return pool;
    }

    private HikariConfig settings() {
        var config = new HikariConfig();
        config.setPoolName("datachat-" + database);
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setAutoCommit(false);
        config.setReadOnly(true);
        return config;
    }

    /// Who reads a snapshot finds a table empty that was replaced after it was taken, so the tables are held first:
    /// that takes no snapshot, and only those who would replace them wait.
    @Override
    public String still(Connection connection, Collection<Table.Name> tables, Door.Limit limit) throws SQLException {
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        if (tables.isEmpty()) return "";
        try {
            door.pass(connection, hold(tables), limit, RowSink.NONE);
            return "";
        } catch (Door.Stopped stopped) {
            throw stopped;
        } catch (SQLException refused) {
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return "one of the tables cannot be held (SQLSTATE " + refused.getSQLState() + ")";
        }
    }

    private Executable hold(Collection<Table.Name> tables) {
        var names = tables.stream()
                .map(name -> quoted(name.schema()) + "." + quoted(name.table()))
                .sorted()
                .collect(Collectors.joining(", "));
        return new Executable.System(
                database,
                Executable.System.Purpose.SESSION,
                "LOCK TABLE " + names + " IN ACCESS SHARE MODE",
                List.of());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void within(Connection connection, Work statement) throws SQLException {
        var before = connection.setSavepoint();
        try {
            statement.on(connection);
            connection.releaseSavepoint(before);
        } catch (Door.Stopped stopped) {
            throw stopped;
        } catch (SQLException failure) {
            if (!Failures.connectionLost(failure)) connection.rollback(before);
            throw failure;
        }
    }

    /// The pool puts the isolation back.
    @Override
    public void moving(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void giveBack(Connection connection, boolean sound) {
        try {
            var current = pool;
            if (!sound && current != null) current.evictConnection(connection);
            connection.close();
        } catch (SQLException ignored) {
            // The pool drops a connection that cannot be closed or rolled back; the next one is new.
        }
    }

    @Override
    public String place() {
        return source.place();
    }

    @Override
    public void write(Duration patience, Work work) throws SQLException {
        try (var connection = source.writing()) {
            connection.setAutoCommit(false);
            work.on(connection);
            connection.commit();
        }
    }

    @Override
    public Connection begin(Duration patience) throws SQLException {
        try {
            var connection = source.writing();
            try {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                var wait = new Executable.System(
                        database,
                        Executable.System.Purpose.SESSION,
                        "SELECT set_config('lock_timeout', ?, true)",
                        List.of(new Executable.Bind(String.valueOf(PATIENCE.toMillis()), Simple.TEXT)));
                door.pass(connection, wait, new Door.Limit(patience, new Cancellation()), RowSink.NONE);
                return connection;
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw OpenFailures.ofServer(database, place(), failure);
        }
    }

    @Override
    public void end(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException gone) {
            // The server rolls back what a lost connection leaves behind.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) pool.close();
    }
}
