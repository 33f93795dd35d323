package io.datachat.tests.fresh;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.fresh.Freshness;
import io.datachat.apex.fresh.Station;
import io.datachat.apex.fresh.ViewStatus;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.project.ProjectReader;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// A database with views, and workers that a test moves step by step, with a clock that it moves as well.
final class Mill implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-04-10T12:00:00Z");
    /// Long enough for a change to be told on a busy machine; it is waited for, not slept through.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String TABLES = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.campaigns (id integer PRIMARY KEY, name text);
        CREATE TABLE shop.offers (id serial PRIMARY KEY, campaign integer, price integer NOT NULL);
        CREATE TABLE shop.unread (id integer);
        INSERT INTO shop.campaigns SELECT i, 'Campaign ' || i FROM generate_series(1, 3) AS i;
        INSERT INTO shop.offers (campaign, price) VALUES (1, 10), (2, 20);
        CREATE MATERIALIZED VIEW shop.latest AS
          SELECT c.id, c.name, count(o.id) AS offers, coalesce(sum(o.price), 0) AS total
          FROM shop.campaigns c LEFT JOIN shop.offers o ON o.campaign = c.id GROUP BY c.id, c.name;
        CREATE UNIQUE INDEX latest_id ON shop.latest (id);
        """;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url;
    private final Project project;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<String> acts = new ArrayList<>();
    private final List<Freshness> open = new ArrayList<>();

    private Mill(String url, Project project) {
        this.url = url;
        this.project = project;
    }

    /// @param below what stands below the database in datachat.yaml
    static Mill open(String tables, String below) throws SQLException {
        var url = Postgres.database("mill" + NUMBER.incrementAndGet());
        var mill = new Mill(url, project(url, below));
        mill.run(tables);
        return mill;
    }

    static Project project(String url, String below) {
        return ProjectReader.read(Path.of("mill"), yaml(url, below), Environment.of(Map.of("SECRET", "s3cret")))
                .project();
    }

    static String yaml(String url, String below) {
        return "name: mill\ndatabases:\n  main:\n    type: postgresql\n    url: \"" + url
                + "\"\n    default_schema: shop\n" + below.indent(4);
    }

    /// The project as a folder, for those who open it whole.
    static Project folder(Path root, String url, String below) throws IOException {
        Files.createDirectories(root.resolve("datapoints/user"));
        Files.writeString(root.resolve("datachat.yaml"), yaml(url, below));
        return ProjectFolder.open(root, Environment.of(Map.of())).project();
    }

    String url() {
        return url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    void run(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Statement bounded(Connection connection) throws SQLException {
        var statement = connection.createStatement();
        statement.setQueryTimeout((int) PATIENCE.toSeconds());
        return statement;
    }

    /// The only value of a question.
    String one(String sql) throws SQLException {
        try (var connection = connect();
                var statement = bounded(connection);
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /// Asks again and again until the answer is yes.
    void until(String question, Supplier<String> otherwise) throws SQLException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); !one(question).equals("t"); )
            if (System.nanoTime() > end) throw new AssertionError("never: " + question + "; " + otherwise.get());
    }

    Freshness freshness() {
        return freshness(now::get);
    }

    Freshness freshness(InstantSource clock) {
        return freshness(project, clock);
    }

    Freshness freshness(Project other, InstantSource clock) {
        var made = new Freshness(other, this::act, (_, _, _) -> {}, (_, _, _) -> List.of("id"), clock);
        open.add(made);
        return made;
    }

    private void act(String database, Table.Name view, Runnable work) {
        work.run();
        acts.add(view.toString());
    }

    /// The views in the order in which they were refreshed.
    List<String> acts() {
        return acts;
    }

    /// A worker that has connected and has nothing left to do.
    Station station() {
        return settled(freshness().stations().getFirst());
    }

    void later(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    void later(String by) {
        later(Duration.parse("PT" + by));
    }

    /// Makes it do all that is due now.
    static Station settled(Station station) {
        for (var i = 0; i < 12; i++) station.step(Duration.ZERO);
        return station;
    }

    /// Waits until something is told or due.
    static void awaited(Station station) {
        station.step(PATIENCE);
    }

    static ViewStatus status(Station station) {
        return station.status().getFirst();
    }

    void tell() throws SQLException {
        run(freshness().drafts().getFirst().up());
    }

    /// Ends every connection of workers.
    int kill() throws SQLException {
        return Integer.parseInt(one("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'datachat freshness'"));
    }

    @Override
    public void close() {
        open.forEach(Freshness::close);
    }
}
