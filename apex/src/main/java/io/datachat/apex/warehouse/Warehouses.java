package io.datachat.apex.warehouse;

import io.datachat.apex.project.Project;
import io.datachat.apex.warehouse.value.Values;
import java.nio.file.Path;
import java.util.Locale;

/// Opens the databases of a project.
public final class Warehouses {
    private Warehouses() {}

    /// Opens without connecting: a database that is away is told at the first question, and found again when it is back.
    ///
    /// @param root   the project folder, to which a DuckDB path is relative
    /// @param limits the longest time a statement may take at the server
    public static Warehouse open(Project.Database database, Path root, Project.Limits limits) {
        var door = new Door(Values.of(database.backend()));
        var sessions =
                switch (database.backend()) {
                    case DUCKDB -> duckDb(database, root);
                    case POSTGRESQL -> new PostgresSessions(database, limits.timeout(), door);
                };
        return new JdbcWarehouse(database, sessions, door);
    }

    private static Sessions duckDb(Project.Database database, Path root) {
        var name = database.name().toLowerCase(Locale.ROOT);
        var rollups = root.resolve(".datachat").resolve("rollups");
        var path = database.path();
        return new DuckDbSessions(name, path == null ? null : root.resolve(path).normalize(), rollups);
    }
}
