package io.datachat.server.state;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the tables of the state to this version.
final class Schema {
    /// The version of the newest migration; a test compares it with the files.
    static final String NEWEST = "3";

    private static final String HISTORY = "state_history";

    private Schema() {}

    /// Asking for the version costs one statement; Flyway itself, a fifth of a second of the start of a command.
    static void migrate(DataSource database, Store store) {
        if (upToDate(database)) return;
        Flyway.configure()
                .dataSource(database)
                .table(HISTORY)
                .locations("classpath:io/datachat/state")
                .baselineOnMigrate(!store.embedded())
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static boolean upToDate(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from " + HISTORY + " where version = '" + NEWEST + "' and success")) {
            return found.next() && found.getInt(1) == 1;
        } catch (SQLException noSuchTable) {
            return false;
        }
    }
}
