package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.failure.Failures;
import io.datachat.apex.warehouse.failure.OpenFailures;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.datachat.apex.warehouse.rollup.RollupBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Connections to one DuckDB file, or to a database in memory. All connections of a process share one instance of the
/// file; it is opened read-only, without access to other files, and its configuration is locked.
final class DuckDbSessions implements Sessions {
    /// A query uses every core by itself; more at once only take turns.
    private static final int AT_ONCE = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    private static final Duration SETUP = Duration.ofSeconds(10);

    private final String database;
    private final @Nullable Path file;
    private final String url;
    private final Properties settings;
    private final Path folder;
    private final Path rollups;
    private final Door door;
    /// Fair, so that a build that needs all of them gets its turn.
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /// @param file    null for a database in memory, which starts empty and ends with this object
    /// @param folder of rollups, the only one in which other DuckDB files may be attached
    DuckDbSessions(String database, @Nullable Path file, Path folder, Door door) {
        this.database = database;
        this.file = file;
        this.folder = folder;
        this.rollups = folder.resolve(database + ".duckdb").toAbsolutePath();
        this.door = door;
        this.url = "jdbc:duckdb:" + (file == null ? ":memory:" + database + "-" + java.util.UUID.randomUUID() : file);
        this.settings = settings(file != null, folder);
    }

    private static Properties settings(boolean readOnly, Path rollups) {
        var settings = new Properties();
        if (readOnly) settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("TimeZone", "UTC");
        // The zone needs the linked-in ICU, which counts as loading a known extension: installing is what we
        // forbid.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty(
                "allowed_directories",
                "['" + rollups.toAbsolutePath().toString().replace("'", "''") + "']");
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("lock_configuration", "true");
        return settings;
    }

    @Override
    public Connection borrow(Duration patience) throws SQLException {
        await(patience);
        try {
            if (closed) throw closedProblem();
            var kept = idle.pollFirst();
            return kept != null ? kept : open();
        } catch (SQLException | RuntimeException failure) {
            free.release();
            throw failure;
        }
    }

    private void await(Duration patience) {
        try {
            if (free.tryAcquire(Math.max(patience.toMillis(), 0), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new Rejection(Problem.of(
                        WarehouseCode.BUSY,
                        "'" + database + "': " + AT_ONCE + " queries run already and none ended in time.")
                .hint("ask again in a moment"));
    }

    private Connection open() throws SQLException {
        // DuckDB says "cannot open" for a missing file and a missing folder alike; looking first tells them
        // apart.
        if (file != null && !Files.exists(file)) throw OpenFailures.missing(database, file);
        try {
            return withRollups(DriverManager.getConnection(url, settings));
        } catch (SQLException failure) {
            if (file == null) throw failure;
            throw OpenFailures.ofFile(database, file, failure);
        }
    }

    /// Attached anew for every connection, which costs nothing when it is there: an attachment belongs to the
    /// instance, and the instance ends with its last connection. A file that another process is writing is left
    /// out; the source answers then.
    private Connection withRollups(Connection connection) throws SQLException {
        if (!Files.exists(rollups)) return connection;
        try {
            attach(connection, "IF NOT EXISTS ", " (READ_ONLY)");
        } catch (SQLException busy) {
            if (!Failures.lockedElsewhere(busy)) throw busy;
        }
        return connection;
    }

    private void attach(Connection connection, String condition, String mode) throws SQLException {
        var literal = "'" + rollups.toString().replace("'", "''") + "'";
        session(connection, "ATTACH " + condition + literal + " AS " + RollupBuild.SCHEMA + mode);
    }

    private void session(Connection connection, String text) throws SQLException {
        var statement = new Executable.System(database, Executable.System.Purpose.SESSION, text, List.of());
        door.pass(connection, statement, new Door.Limit(SETUP, new Cancellation()), RowSink.NONE);
    }

    /// One file cannot be attached for reading and writing at once, so nobody may ask while it changes hands.
    /// Questions run again while the build itself runs.
    @Override
    public void write(Duration patience, Work work) throws SQLException {
        var connection = borrow(patience);
        var sound = false;
        try {
            prepareFolder();
            alone(patience, () -> reattach(connection, " (READ_WRITE)"));
            try {
                connection.setAutoCommit(false);
                work.on(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                alone(patience, () -> reattach(connection, " (READ_ONLY)"));
            }
            sound = true;
        } finally {
            giveBack(connection, sound);
        }
    }

    /// One file cannot be open for reading and for writing at once: nobody asks while a write is under way. What
    /// may touch other files, or the settings, is shut off as for reading.
    @Override
    public Connection begin(Duration patience) throws SQLException {
        await(patience);
        var others = false;
        try {
            if (closed) throw closedProblem();
            others = free.tryAcquire(AT_ONCE - 1, Math.max(patience.toMillis(), 0), TimeUnit.MILLISECONDS);
            if (!others)
                throw new Rejection(Problem.of(
                                WarehouseCode.BUSY, "'" + database + "': queries kept running, so nothing was written.")
                        .hint("try again in a moment"));
            if (file != null) {
                if (!Files.exists(file)) throw OpenFailures.missing(database, file);
                for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) quietly(kept);
            }
            var connection = DriverManager.getConnection(url, settings(false, folder));
            connection.setAutoCommit(false);
            return connection;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw closedProblem();
        } catch (SQLException failure) {
            free.release(others ? AT_ONCE : 1);
            if (file == null) throw failure;
            throw OpenFailures.ofFile(database, file, failure);
        } catch (RuntimeException failure) {
            free.release(others ? AT_ONCE : 1);
            throw failure;
        }
    }

    @Override
    public void end(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException nothing) {
            // There is no transaction any more.
        } finally {
            quietly(connection);
            free.release(AT_ONCE);
        }
    }

    /// The file is open for reading only and shut to every other process, and rollups change hands only while no
    /// connection is lent: what is read stays as it is.
    @Override
    public String still(Connection connection, Collection<Table.Name> tables, Door.Limit limit) throws SQLException {
        connection.setAutoCommit(false);
        return "";
    }

    /// Some failures end a transaction of DuckDB, and there are no savepoints: the next one sees the same state.
    @Override
    public void within(Connection connection, Work statement) throws SQLException {
        try {
            statement.on(connection);
        } catch (Door.Stopped stopped) {
            throw stopped;
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        }
    }

    @Override
    public void moving(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void prepareFolder() throws SQLException {
        try {
            Files.createDirectories(rollups.getParent());
        } catch (IOException failure) {
            throw new SQLException("IO Error: cannot make the folder of rollups", failure);
        }
    }

    private void reattach(Connection connection, String mode) throws SQLException {
        session(connection, "DETACH DATABASE IF EXISTS " + RollupBuild.SCHEMA);
        attach(connection, "", mode);
    }

    @FunctionalInterface
    private interface Handover {
        void run() throws SQLException;
    }

    /// Waits until every other connection is idle. The caller holds one already.
    private void alone(Duration patience, Handover handover) throws SQLException {
        try {
            if (!free.tryAcquire(AT_ONCE - 1, Math.max(patience.toMillis(), 0), TimeUnit.MILLISECONDS))
                throw new Rejection(Problem.of(
                        WarehouseCode.BUSY,
                        "'" + database + "': queries kept running, so the rollup could not be built."));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw closedProblem();
        }
        try {
            handover.run();
        } finally {
            free.release(AT_ONCE - 1);
        }
    }

    private Rejection closedProblem() {
        return new Rejection(Problem.of(WarehouseCode.CLOSED, "'" + database + "' is closed."));
    }

    @Override
    public void giveBack(Connection connection, boolean sound) {
        if (sound && !closed) idle.addFirst(connection);
        else quietly(connection);
        free.release();
    }

    private static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // It is being thrown away: there is nobody to tell and nothing to mend.
        }
    }

    @Override
    public String place() {
        return file == null ? "memory" : "file " + file.getFileName();
    }

    @Override
    public void close() {
        closed = true;
        for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) quietly(kept);
    }
}
