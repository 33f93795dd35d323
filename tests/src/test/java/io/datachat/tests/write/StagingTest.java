package io.datachat.tests.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.state.approval.Approval.State;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes that are tried and done in a staging first.
class StagingTest {
    private static final WriteQuery DEARER = WriteQuery.of(
            "UPDATE products SET price = price + (SELECT max(rate) FROM rates) WHERE sku IN ('P3', 'P4')");
    private static final WriteQuery MORE =
            WriteQuery.of("INSERT INTO products (sku, price) VALUES ('N1', 5), ('N2', 6)");

    @TempDir
    Path folder;

    private Path root = Path.of("");
    private Map<String, String> urls = Map.of();

    private void make(Backend backend) throws IOException, SQLException {
        root = Files.createDirectories(folder.resolve("project"));
        var name = "staged" + Long.toString(System.nanoTime(), 36);
        var postgres = backend == Backend.POSTGRESQL;
        urls = postgres
                ? Map.of("main", Postgres.database(name + "_main"), "stage", Postgres.database(name + "_stage"))
                : Map.of(
                        "main", "jdbc:duckdb:" + root.resolve("main.duckdb"),
                        "stage", "jdbc:duckdb:" + root.resolve("stage.duckdb"));
        for (var database : List.of("main", "stage")) {
            run(database, "CREATE SEQUENCE numbers START " + (database.equals("main") ? 21 : 70));
            run(
                    database,
                    "CREATE TABLE products (sku varchar(9) PRIMARY KEY, price decimal(10,2) NOT NULL, n integer"
                            + " DEFAULT nextval('numbers'), seen timestamp DEFAULT current_timestamp)");
            run(database, "CREATE TABLE rates (rate decimal(10,2) PRIMARY KEY)");
            run(database, "INSERT INTO rates VALUES (1)");
            for (var i = 1; i <= 9; i++)
                run(database, "INSERT INTO products VALUES ('P" + i + "', " + i * 2 + ", " + i + ", '2025-01-01')");
        }
        var where = postgres ? "{type: postgresql, url: \"%s\", " : "{path: %s.duckdb, ";
        Files.writeString(
                root.resolve("datachat.yaml"),
                "name: depot\ndefault_database: main\ndatabases:\n"
                        + "  main: " + where.formatted(postgres ? urls.get("main") : "main")
                        + "writes: {tables: [products], staging: stage}}\n"
                        + "  stage: " + where.formatted(postgres ? urls.get("stage") : "stage")
                        + "writes: {tables: [products]}}\n");
        Files.createDirectories(root.resolve("datapoints/user"));
    }

    private void run(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(Objects.requireNonNull(urls.get(database)));
    }

    private List<String> rows(String database) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sku || ' ' || price FROM products ORDER BY 1")) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }

    private static String refusal(Runnable work) {
        var problem = assertThrows(Rejection.class, work::run).problems().getFirst();
        return problem.code().id() + " " + problem.message();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void what_is_the_same_in_staging_is_done_there_and_then_here(Backend backend) throws Exception {
        make(backend);
        var before = rows("main");
        List<String> ids = new ArrayList<>();
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            for (var write : List.of(DEARER, MORE)) {
                var proposal = desks.desk().propose(write, me);
                assertTrue(
                        proposal.approval()
                                .remarks()
                                .contains("staging stage: the same rows, with the same values before and after"),
                        proposal.approval().remarks()::toString);
                ids.add(proposal.approval().id());
            }
        }
        assertEquals(before, rows("main"));
        assertEquals(before, rows("stage"));
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            for (var id : ids) desks.desk().approve(id, me);
            desks.desk().execute(ids.get(0), DEARER, me);
            desks.desk().execute(ids.get(1), MORE, me);
            assertTrue(
                    refusal(() -> desks.desk().execute(ids.get(0), DEARER, me)).startsWith("AP102"));
        }
        assertTrue(rows("main").containsAll(List.of("P3 7.00", "P4 9.00", "N1 5.00", "N2 6.00")));
        assertEquals(rows("main"), rows("stage"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM products WHERE sku = 'P4' | it touches 1 rows there, and 2 in 'main'",
                "UPDATE products SET price = 1 WHERE sku = 'P4' | the rows that it changes hold other values there",
                "UPDATE products SET seen = NULL WHERE sku = 'P4' | the rows that it changes hold other values there",
                "UPDATE rates SET rate = 2 | it writes other values there",
                "ALTER TABLE products ADD COLUMN colour varchar(9) | the columns of public.products are others there"
            })
    void what_is_another_write_in_staging_is_refused(String change) throws Exception {
        make(Backend.POSTGRESQL);
        var parts = change.split(" \\| ", -1);
        run("stage", parts[0]);
        var before = List.of(rows("main"), rows("stage"));
        try (var desks = new Desks(root)) {
            assertEquals(
                    "WR304 staging 'stage': " + parts[1],
                    refusal(() -> desks.desk().propose(DEARER, desks.asking(Viewer.LOCAL))));
            assertEquals(List.of(), desks.desk().list(Viewer.LOCAL));
        }
        assertEquals(before, List.of(rows("main"), rows("stage")));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void what_became_another_write_since_is_not_done_anywhere(Backend backend) throws Exception {
        make(backend);
        String id;
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            id = desks.desk().propose(DEARER, me).approval().id();
            desks.desk().approve(id, me);
        }
        run("stage", "UPDATE products SET price = 1 WHERE sku = 'P4'");
        var before = List.of(rows("main"), rows("stage"));
        try (var desks = new Desks(root)) {
            assertTrue(refusal(() -> desks.desk().execute(id, DEARER, desks.asking(Viewer.LOCAL)))
                    .startsWith("WR304"));
            if (backend == Backend.POSTGRESQL)
                assertEquals(State.APPROVED, desks.desk().find(id, Viewer.LOCAL).state());
        }
        assertEquals(before, List.of(rows("main"), rows("stage")));
        run("stage", "UPDATE products SET price = 8 WHERE sku = 'P4'");
        try (var desks = new Desks(root)) {
            desks.desk().execute(id, DEARER, desks.asking(Viewer.LOCAL));
        }
        assertEquals(rows("main"), rows("stage"));
    }

    @Test
    void a_staging_that_is_away_stops_the_write() throws Exception {
        make(Backend.POSTGRESQL);
        String id;
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            id = desks.desk().propose(DEARER, me).approval().id();
            desks.desk().approve(id, me);
        }
        var before = rows("main");
        try (var desks = new Desks(root)) {
            run("stage", "ALTER TABLE products RENAME TO away");
            assertEquals(
                    "WR107 public.products is no longer there",
                    refusal(() -> desks.desk().execute(id, DEARER, desks.asking(Viewer.LOCAL))));
            var url = Objects.requireNonNull(urls.get("stage"));
            var name = url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
            run("main", "DROP DATABASE " + name + " WITH (FORCE)");
            var said = refusal(() -> desks.desk().execute(id, DEARER, desks.asking(Viewer.LOCAL)));
            assertTrue(said.startsWith("WH"), said);
            assertEquals(State.APPROVED, desks.desk().find(id, Viewer.LOCAL).state());
        }
        assertEquals(before, rows("main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stagee", "main", "file", "shut"})
    void a_staging_is_another_database_of_the_same_kind_that_may_be_written(String name) throws IOException {
        Files.writeString(folder.resolve("datachat.yaml"), """
            name: depot
            default_database: main
            databases:
              main: {type: postgresql, url: "jdbc:postgresql://localhost/a", writes: {tables: [products], staging: %s}}
              stage: {type: postgresql, url: "jdbc:postgresql://localhost/b", writes: {tables: [products]}}
              shut: {type: postgresql, url: "jdbc:postgresql://localhost/c"}
              file: {path: a.duckdb, writes: {tables: [products]}}
            """.formatted(name));
        var said = assertThrows(Rejection.class, () -> Depot.project(folder)).problems();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().message().contains("staging of database main"), said::toString);
        assertTrue(!name.equals("stagee") || said.getFirst().choices().contains("stage"), said::toString);
    }
}
