package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.failure.Failures;
import io.datachat.apex.warehouse.failure.OpenFailures;
import io.datachat.apex.warehouse.fresh.Line;
import io.datachat.apex.warehouse.fresh.PostgresLine;
import io.datachat.apex.warehouse.value.Values;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens the databases of a project.
public final class Warehouses {
    private static final Duration LOADING = Duration.ofHours(1);

    private Warehouses() {}

    /// Opens without connecting: a database that is away is told at the first question, and found again when it is
    /// back.
    ///
    /// @param root   the project folder, to which a DuckDB path is relative
    /// @param limits the longest time a statement may take at the server
    public static Warehouse open(Project.Database database, Path root, Project.Limits limits) {
        var door = new Door(Values.of(database.backend()));
        var sessions = switch (database.backend()) {
            case DUCKDB -> duckDb(database, root, door);
            case POSTGRESQL -> new PostgresSessions(database, limits.timeout(), door);
        };
        return new JdbcWarehouse(database, sessions, door);
    }

    /// Makes a new DuckDB file from statements that read files. All of them or none.
    ///
    /// @throws Rejection when a statement fails; the half-made file is the caller's to remove
    public static void load(String database, Path file, List<Executable.System> statements) {
        var door = new Door(Values.of(Backend.DUCKDB));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            for (var statement : statements)
                door.pass(connection, statement, new Door.Limit(LOADING, new Cancellation()), RowSink.NONE);
        } catch (SQLException failure) {
            throw Failures.ofStatement(database, failure);
        }
    }

    /// Connects as whoever refreshes the views of a PostgreSQL database.
    ///
    /// @throws Rejection when it cannot be reached
    public static Line line(Project.Database database, Project.Refresh refresh) {
        var door = new Door(Values.of(database.backend()));
        var source = new PostgresSource(database.refreshing(), refresh.longest(), door);
        try {
            return new PostgresLine(database.name(), source.writing(), (connection, sql, limit, rows) -> {
                try {
                    door.pass(connection, sql, new Door.Limit(limit.longest(), limit.cancellation()), each(rows));
                } catch (Door.Stopped stopped) {
                    throw new SQLException("stopped", "57014", stopped);
                }
            });
        } catch (SQLException failure) {
            throw OpenFailures.ofServer(database.name(), source.place(), failure);
        }
    }

    private static RowSink each(Consumer<@Nullable Object[]> rows) {
        return new RowSink() {
            @Override
            public void columns(List<ResultColumn> columns) {}

            @Override
            public boolean row(@Nullable Object[] values) {
                rows.accept(values);
                return true;
            }
        };
    }

    private static Sessions duckDb(Project.Database database, Path root, Door door) {
        var name = database.name().toLowerCase(Locale.ROOT);
        var rollups = root.resolve(".datachat").resolve("rollups");
        var path = database.path();
        return new DuckDbSessions(name, path == null ? null : root.resolve(path).normalize(), rollups, door);
    }
}
