package io.datachat.apex.warehouse.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.Warehouses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogsTest {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_database() throws Exception {
        write("CREATE TABLE orders (id INTEGER PRIMARY KEY, amount DECIMAL(12,2), tags VARCHAR[], span INTERVAL)");
    }

    private void write(String sql) throws Exception {
        try (var owner = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("d.duckdb"));
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private Warehouse warehouse() {
        var described =
                new Project.Database("d", Backend.DUCKDB, Path.of("d.duckdb"), null, null, null, List.of(), null);
        return Warehouses.open(described, folder, Project.Limits.DEFAULT);
    }

    private Catalogs.Known read(Instant now) {
        try (var warehouse = warehouse()) {
            return new Catalogs(folder).read(warehouse, now);
        }
    }

    @Test
    void a_fresh_snapshot_is_taken_and_equals_what_was_read() throws Exception {
        var first = read(NOON);
        write("CREATE TABLE more (id INTEGER)");
        var second = read(NOON.plusSeconds(3599));
        assertEquals(first.catalog(), second.catalog());
        assertEquals(List.of(), second.problems());
    }

    @Test
    void after_an_hour_the_database_is_read_again() throws Exception {
        read(NOON);
        write("CREATE TABLE more (id INTEGER)");
        assertTrue(read(NOON.plusSeconds(3600)).catalog().table("more").isPresent());
    }

    @Test
    void a_snapshot_from_the_future_is_not_trusted() throws Exception {
        read(NOON);
        write("CREATE TABLE more (id INTEGER)");
        assertTrue(read(NOON.minusSeconds(1)).catalog().table("more").isPresent());
    }

    @Test
    void a_damaged_snapshot_is_told_and_replaced() throws Exception {
        read(NOON);
        var file = folder.resolve("catalog/d.json");
        var whole = Files.readString(file);
        for (var damage : List.of(
                "",
                "{",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"amount\"", "\"price\""),
                whole.replace("\"version\":1", "\"version\":0"),
                whole.replace("2024-05-01", "2024-05-99"))) {
            Files.writeString(file, damage);
            var known = read(NOON);
            assertEquals(SnapshotCode.UNREADABLE, known.problems().getFirst().code());
            assertTrue(known.catalog().table("orders").isPresent());
            assertEquals(whole, Files.readString(file));
        }
    }

    @Test
    void an_old_snapshot_helps_while_the_database_is_away() throws Exception {
        read(NOON);
        Files.move(folder.resolve("d.duckdb"), folder.resolve("elsewhere.duckdb"));
        var known = read(NOON.plusSeconds(86_400));
        assertEquals(SnapshotCode.STALE, known.problems().getFirst().code());
        assertTrue(known.catalog().table("orders").isPresent());
        Files.delete(folder.resolve("catalog/d.json"));
        assertThrows(Rejection.class, () -> read(NOON));
    }

    @Test
    void no_drafts_are_left_behind() throws Exception {
        read(NOON);
        try (var files = Files.list(folder.resolve("catalog"))) {
            assertEquals(1, files.count());
        }
    }
}
