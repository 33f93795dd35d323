package io.datachat.apex.project;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.govern.policy.Access;
import io.datachat.apex.time.Almanac;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A project folder as its `datachat.yaml` describes it.
///
/// @param databases       in the order of the file
/// @param defaultDatabase the one that entities without `database:` live in
/// @param port            where its server listens
/// @param almanac         when weeks and fiscal years begin
/// @param access          who may see what
/// @param hosting         where its server listens and keeps its state
public record Project(
        Path root,
        String name,
        List<Database> databases,
        String defaultDatabase,
        ZoneId zone,
        Limits limits,
        int port,
        Almanac almanac,
        Access access,
        Hosting hosting) {
    /// Where a server of the project listens unless it is told otherwise.
    public static final int DEFAULT_PORT = 8080;

    public Project {
        databases = List.copyOf(databases);
    }

    public Project(
            Path root,
            String name,
            List<Database> databases,
            String defaultDatabase,
            ZoneId zone,
            Limits limits,
            int port,
            Almanac almanac) {
        this(root, name, databases, defaultDatabase, zone, limits, port, almanac, Access.OPEN, Hosting.DEFAULT);
    }

    public Project(
            Path root, String name, List<Database> databases, String defaultDatabase, ZoneId zone, Limits limits) {
        this(
                root,
                name,
                databases,
                defaultDatabase,
                zone,
                limits,
                DEFAULT_PORT,
                Almanac.ISO,
                Access.OPEN,
                Hosting.DEFAULT);
    }

    /// @param name of one of its databases
    public Database database(String name) {
        return databases.stream()
                .filter(database -> database.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such database: " + name));
    }

    public Path datapoints() {
        return root.resolve("datapoints");
    }

    /// Snapshots, logs, state; git-ignored, mode 0700.
    public Path state() {
        return root.resolve(".datachat");
    }

    /// @param path     of a DuckDB file, relative to the project; null for servers
    /// @param url      JDBC URL of a server; null for DuckDB
    /// @param password already read from `${env:NAME}`; never printed
    /// @param schemas  which schemas are read; empty means all but the system's
    /// @param writes   what may be written; null means nothing
    /// @param refresh  which materialized views a server keeps fresh; null means none
    public record Database(
            String name,
            Backend backend,
            @Nullable Path path,
            @Nullable String url,
            @Nullable String user,
            @Nullable Secret password,
            List<String> schemas,
            @Nullable String defaultSchema,
            @Nullable Writes writes,
            @Nullable Refresh refresh) {
        public Database {
            schemas = List.copyOf(schemas);
        }

        /// One that nothing is written to.
        public Database(
                String name,
                Backend backend,
                @Nullable Path path,
                @Nullable String url,
                @Nullable String user,
                @Nullable Secret password,
                List<String> schemas,
                @Nullable String defaultSchema) {
            this(name, backend, path, url, user, password, schemas, defaultSchema, null);
        }

        /// One that has no views to keep fresh.
        public Database(
                String name,
                Backend backend,
                @Nullable Path path,
                @Nullable String url,
                @Nullable String user,
                @Nullable Secret password,
                List<String> schemas,
                @Nullable String defaultSchema,
                @Nullable Writes writes) {
            this(name, backend, path, url, user, password, schemas, defaultSchema, writes, null);
        }

        Database opened(@Nullable Writes to, @Nullable Refresh fresh) {
            return new Database(name, backend, path, url, user, password, schemas, defaultSchema, to, fresh);
        }

        /// The same as whoever refreshes its views connects to it.
        public Database refreshing() {
            if (refresh == null || refresh.user == null) return this;
            return new Database(
                    name, backend, path, url, refresh.user, refresh.password, schemas, defaultSchema, writes, refresh);
        }
    }

    /// The materialized views that a server keeps fresh.
    ///
    /// @param user     that refreshes, with its password; null for the one that reads
    /// @param longest  how long one refresh may take
    public record Refresh(
            List<View> views,
            @Nullable String user,
            @Nullable Secret password,
            Duration longest) {
        public Refresh {
            views = List.copyOf(views);
        }

        /// @param name   `view` or `schema.view`
        /// @param on     the tables whose changes make it stale; empty for those that the database knows
        /// @param quiet  how long nothing must have changed before it is refreshed
        /// @param atMost how long changes that go on may put that off
        public record View(String name, List<String> on, Duration quiet, Duration atMost) {
            public View {
                on = List.copyOf(on);
            }
        }
    }

    /// What may be written in a database, by those whose role may: the first of two keys.
    ///
    /// @param tables   `table` or `schema.table`
    /// @param mostRows that one write may touch
    /// @param expires  how long an approval holds
    /// @param staging  the database where each write is tried and done first; null for none
    public record Writes(
            List<String> tables,
            int mostRows,
            Duration expires,
            @Nullable String staging) {
        public Writes {
            tables = List.copyOf(tables);
        }
    }

    /// A text that shows itself as `***`.
    public record Secret(String reveal) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /// @param rows    most rows one answer may have
    /// @param timeout longest time one answer may take
    /// @param costs   what one question may cost by the estimate of its database, for those that have a limit
    public record Limits(int rows, Duration timeout, Map<String, Long> costs) {
        public Limits {
            costs = Map.copyOf(costs);
        }

        public Limits(int rows, Duration timeout) {
            this(rows, timeout, Map.of());
        }

        public static final Limits DEFAULT = new Limits(100_000, Duration.ofSeconds(60));
    }

    /// The environment that `${env:NAME}` reads; passed in so that tests need not change it.
    public interface Environment {
        @Nullable
        String variable(String name);

        static Environment of(Map<String, String> values) {
            return values::get;
        }
    }
}
