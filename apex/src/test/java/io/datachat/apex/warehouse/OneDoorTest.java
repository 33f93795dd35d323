package io.datachat.apex.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.profile.Profile;
import io.datachat.apex.warehouse.profile.Sampling;
import io.datachat.apex.warehouse.scaffold.Scaffold;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneDoorTest {
    @TempDir
    Path folder;

    @Test
    void everything_done_on_duckdb_goes_through_the_door() throws Exception {
        Files.writeString(folder.resolve("orders.csv"), "id,customer_id\n1,1\n");
        Files.writeString(folder.resolve("customers.csv"), "id,name\n1,ann\n");
        try (var guard = GuardedDriver.before("jdbc:duckdb:")) {
            Scaffold.build(List.of(folder), folder.resolve("d.duckdb"));
            var described = new Project.Database(
                    "shop", Backend.DUCKDB, Path.of("d.duckdb"), null, null, null, List.of(), null);
            try (var warehouse = Warehouses.open(described, folder, Project.Limits.DEFAULT)) {
                everything(warehouse, "main.orders");
            }
            assertEquals(List.of(), guard.refused());
            assertTrue(
                    guard.texts().size() > 20, "the guard saw " + guard.texts().size());
        }
    }

    @Test
    void everything_done_on_postgresql_goes_through_the_door() throws Exception {
        try (var server = EmbeddedPostgres.builder().start()) {
            try (var owner = server.getPostgresDatabase().getConnection();
                    var statement = owner.createStatement()) {
                statement.execute("CREATE TABLE orders AS SELECT 1 AS id, 1 AS customer_id");
            }
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            try (var guard = GuardedDriver.before(url)) {
                var described =
                        new Project.Database("shop", Backend.POSTGRESQL, null, url, "postgres", null, List.of(), null);
                try (var warehouse = Warehouses.open(described, folder, Project.Limits.DEFAULT)) {
                    everything(warehouse, "public.orders");
                }
                assertEquals(List.of(), guard.refused());
                assertTrue(
                        guard.texts().size() > 15,
                        "the guard saw " + guard.texts().size());
            }
        }
    }

    private static void everything(Warehouse warehouse, String orders) {
        var catalog = warehouse.introspect(Instant.EPOCH);
        var measured = Sampling.measure(warehouse, catalog, new Cancellation(), Sampling.Progress.SILENT);
        Profile.propose(warehouse, measured, new Cancellation());
        var select = new io.datachat.apex.render.Executable.Compiled(
                "shop",
                "SELECT count(*) AS n FROM " + orders,
                List.of(),
                List.of(new io.datachat.apex.render.Executable.Column(
                        "n", io.datachat.apex.catalog.DataType.Simple.BIGINT, null)));
        warehouse.build("orders_all", select, Duration.ofSeconds(30), new Cancellation());
        var rows = new Rows();
        warehouse.run(
                WarehouseContract.compiled("SELECT n FROM datachat_rollups.orders_all"),
                Duration.ofSeconds(30),
                new Cancellation(),
                rows);
        assertEquals(1L, rows.only());
        assertEquals(1, warehouse.rollups().size());
    }

    @Test
    void the_guard_refuses_what_does_not_come_through_the_door() throws Exception {
        try (var guard = GuardedDriver.before("jdbc:duckdb:");
                var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThrows(SQLException.class, () -> prepare(connection));
            assertThrows(SQLException.class, connection::createStatement);
            assertEquals(List.of("SELECT 1", "createStatement"), guard.refused());
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.prepareStatement("SELECT 1").close();
    }
}
