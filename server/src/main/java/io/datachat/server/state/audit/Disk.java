package io.datachat.server.state.audit;

import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Makes what was committed survive more than the end of this process: PostgreSQL forces its log at the commit, H2 when
/// it is told to.
@Singleton
class Disk {
    private final DataSource database;
    private final boolean told;

    Disk(DataSource database, DataSourceResolver plain, @Property(name = "datachat.embedded") boolean embedded) {
        this.database = plain.resolve(database);
        this.told = embedded;
    }

    void force() {
        if (!told) return;
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException failed) {
            throw new IllegalStateException("the state file could not be forced to disk", failed);
        }
    }
}
