package io.datachat.server.state;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.govern.policy.Access;
import io.datachat.apex.project.Hosting;
import io.datachat.apex.project.Hosting.Rates;
import io.datachat.apex.project.Hosting.StateDatabase;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Limits;
import io.datachat.apex.project.Project.Secret;
import io.datachat.apex.time.Almanac;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the state of a test is kept.
enum Stored {
    H2,
    POSTGRESQL;

    private static @Nullable EmbeddedPostgres server;

    /// A project without anything but a state; each on PostgreSQL has a database of its own.
    Project project(Path folder) throws SQLException {
        var hosting = switch (this) {
            case H2 -> Hosting.DEFAULT;
            case POSTGRESQL -> {
                var name = "state_" + UUID.randomUUID().toString().replace("-", "");
                try (var connection = DriverManager.getConnection(server().getJdbcUrl("postgres", "postgres"));
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                }
                var url = "jdbc:postgresql://localhost:" + server().getPort() + "/" + name;
                yield new Hosting(
                        Hosting.LOOPBACK,
                        new StateDatabase(url, "postgres", new Secret("postgres")),
                        Rates.DEFAULT,
                        null);
            }
        };
        return new Project(
                folder,
                "test",
                List.of(new Database("db", Backend.DUCKDB, Path.of("x"), null, null, null, List.of(), null)),
                "db",
                ZoneId.of("UTC"),
                new Limits(100, Duration.ofSeconds(10)),
                8080,
                Almanac.ISO,
                Access.OPEN,
                hosting);
    }

    /// The database itself, as somebody who tampers reaches it.
    static Connection connect(Project project) throws SQLException {
        var store = Store.of(project);
        return DriverManager.getConnection(store.url(), store.user(), store.password());
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                var started = EmbeddedPostgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        started.close();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }));
                server = started;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return server;
    }
}
