package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Makes connections with the session DataChat wants: UTC, read-only by default, a time limit of the server's own.
final class PostgresSource implements DataSource {
    private static final Duration SETUP = Duration.ofSeconds(5);
    private static final int CONNECT_SECONDS = 5;

    private final String database;
    private final String url;
    private final Properties settings;
    private final Duration longest;
    private final @Nullable String schema;
    private final Door door;

    /// @param longest the server stops what runs longer, should we be gone; shorter limits are kept by [Watch]
    PostgresSource(Project.Database database, Duration longest, Door door) {
        this.database = database.name();
        this.url = Objects.requireNonNull(database.url(), "a PostgreSQL database needs a url");
        this.settings = settings(database);
        this.longest = longest;
        this.schema = database.defaultSchema();
        this.door = door;
    }

    private static Properties settings(Project.Database database) {
        var settings = new Properties();
        if (database.user() != null) settings.setProperty("user", database.user());
        if (database.password() != null)
            settings.setProperty("password", database.password().reveal());
        settings.setProperty("ApplicationName", "datachat");
        settings.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        settings.setProperty("tcpKeepAlive", "true");
        return settings;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return prepared(true);
    }

    Connection writing() throws SQLException {
        return prepared(false);
    }

    private Connection prepared(boolean readOnly) throws SQLException {
        var connection = DriverManager.getConnection(url, settings);
        try {
            door.pass(connection, session(readOnly), new Door.Limit(SETUP, new Cancellation()), RowSink.NONE);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /// The driver announces the zone of this machine when it connects, so the zone is set after that, by a
    /// statement.
    private Executable session(boolean readOnly) {
        var path = schema == null ? "" : ", set_config('search_path', ?, false)";
        var text = "SELECT set_config('TimeZone', 'UTC', false), set_config('statement_timeout', ?, false), "
                + "set_config('default_transaction_read_only', ?, false)" + path;
        var limit = new Bind(String.valueOf(longest.plusSeconds(1).toMillis()), Simple.TEXT);
        var reading = new Bind(readOnly ? "on" : "off", Simple.TEXT);
        var binds = schema == null
                ? List.of(limit, reading)
                : List.of(limit, reading, new Bind('"' + schema.replace("\"", "\"\"") + '"', Simple.TEXT));
        return new Executable.System(database, Executable.System.Purpose.SESSION, text, binds);
    }

    /// `host:port/database` of the url; the rest of it may hold secrets.
    String place() {
        var parsed = Driver.parseURL(url, null);
        if (parsed == null) return "an unreadable url";
        return PGProperty.PG_HOST.getOrDefault(parsed) + ":" + PGProperty.PG_PORT.getOrDefault(parsed) + "/"
                + PGProperty.PG_DBNAME.getOrDefault(parsed);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is that of datachat.yaml");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return CONNECT_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no java.util.logging here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
