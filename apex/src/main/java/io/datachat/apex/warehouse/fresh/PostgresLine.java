package io.datachat.apex.warehouse.fresh;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.render.Executable.System.Purpose;
import io.datachat.apex.warehouse.failure.Failures;
import io.datachat.apex.warehouse.failure.RefreshFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// A session of PostgreSQL that holds no transaction while it waits.
public final class PostgresLine implements Line {
    /// For everything but a refresh.
    private static final Duration ASIDE = Duration.ofSeconds(10);
    /// How much later than the server the network gives up.
    private static final Duration LATER = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /// A refresh that waits for a lock holds nobody up; a session whose client is gone frees its rights within a
    /// minute.
    private static final String SETTINGS =
            "SELECT set_config('application_name', 'datachat freshness', false), set_config('lock_timeout', '10000',"
                    + " false), set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval',"
                    + " '10', false), set_config('tcp_keepalives_count', '3', false)";

    private static final String KEY = "pg_catalog.hashtextextended('datachat: refresh ' || CAST(? AS text), 0)";

    private final String database;
    private final Connection connection;
    private final Passing door;

    /// Hands a statement through the one door.
    @FunctionalInterface
    public interface Passing {
        void pass(Connection connection, Executable sql, Limit limit, Consumer<@Nullable Object[]> rows)
                throws SQLException;
    }

    public record Limit(Duration longest, Cancellation cancellation) {}

    /// @param connection of whoever refreshes, not in a transaction
    public PostgresLine(String database, Connection connection, Passing door) {
        this.database = database;
        this.connection = connection;
        this.door = door;
    }

    @Override
    public void listen() {
        run(Purpose.SESSION, SETTINGS, List.of());
        run(Purpose.FRESHNESS, "LISTEN " + CHANNEL, List.of());
    }

    @Override
    public List<String> heard(Duration longest) {
        var wait = longest.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longest;
        try {
            // 0 would wait for ever, what is below does not wait.
            var told = connection.unwrap(PGConnection.class).getNotifications((int)
                    (wait.isZero() ? -1 : Math.max(1, wait.toMillis())));
            return told == null
                    ? List.of()
                    : Arrays.stream(told).map(PGNotification::getParameter).toList();
        } catch (SQLException failure) {
            throw Failures.ofStatement(database, failure);
        }
    }

    @Override
    public boolean hold(Table.Name view) {
        var told = run(Purpose.FRESHNESS, "SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")", named(view));
        return Boolean.TRUE.equals(told.getFirst()[0]);
    }

    private static List<Bind> named(Table.Name view) {
        return List.of(new Bind(quoted(view), Simple.TEXT));
    }

    @Override
    public void refresh(Table.Name view, boolean concurrently, Duration longest, Cancellation cancellation) {
        var text = "REFRESH MATERIALIZED VIEW " + (concurrently ? "CONCURRENTLY " : "") + quoted(view);
        try {
            pass(Purpose.FRESHNESS, text, List.of(), new Limit(longest, cancellation));
        } catch (SQLException failure) {
            throw RefreshFailures.of(database, view, longest, failure);
        }
        run(
                Purpose.FRESHNESS,
                "SELECT pg_catalog.pg_notify('" + CHANNEL
                        + "', pg_catalog.format('%I.%I', CAST(? AS text), CAST(? AS text)))",
                List.of(new Bind(view.schema(), Simple.TEXT), new Bind(view.table(), Simple.TEXT)));
    }

    @Override
    public List<@Nullable Object[]> ask(String sql, List<Bind> binds) {
        return run(Purpose.INTROSPECT, sql, binds);
    }

    private List<@Nullable Object[]> run(Purpose purpose, String sql, List<Bind> binds) {
        try {
            return pass(purpose, sql, binds, new Limit(ASIDE, new Cancellation()));
        } catch (SQLException failure) {
            throw Failures.ofStatement(database, failure);
        }
    }

    private List<@Nullable Object[]> pass(Purpose purpose, String sql, List<Bind> binds, Limit limit)
            throws SQLException {
        connection.setNetworkTimeout(
                Runnable::run, (int) limit.longest().plus(LATER).toMillis());
        var rows = new ArrayList<@Nullable Object[]>();
        door.pass(connection, new Executable.System(database, purpose, sql, binds), limit, rows::add);
        return rows;
    }

    private static String quoted(Table.Name view) {
        return quoted(view.schema()) + "." + quoted(view.table());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public boolean sound() {
        try {
            return !connection.isClosed();
        } catch (SQLException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // The server ends what a lost connection leaves behind.
        }
    }
}
