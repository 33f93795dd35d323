package io.datachat.apex.warehouse.scaffold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.warehouse.Warehouses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTest {
    @TempDir
    Path folder;

    @Test
    void files_become_tables_with_types_found_from_all_rows() throws Exception {
        var rows = new StringBuilder("id,day,amount,note\n");
        for (int i = 0; i < 30_000; i++)
            rows.append(i).append(",2024-02-29,").append(i).append(".50,\n");
        rows.append("x1,2024-03-01,7,late text\n");
        Files.writeString(folder.resolve("It's 2024 Orders.csv"), rows);
        try (var owner = DriverManager.getConnection("jdbc:duckdb:");
                var statement = owner.createStatement()) {
            statement.execute("COPY (SELECT 1 AS id, DATE '2024-01-01' AS day) TO '" + folder.resolve("days.parquet")
                    + "' (FORMAT parquet)");
        }
        var target = folder.resolve("out/shop.duckdb");
        assertEquals(List.of("it_s_2024_orders", "days"), Scaffold.build(List.of(folder), target));
        var described = new Project.Database("shop", Backend.DUCKDB, target, null, null, null, List.of(), null);
        try (var warehouse = Warehouses.open(described, folder, Project.Limits.DEFAULT)) {
            var catalog = warehouse.introspect(Instant.EPOCH);
            var orders = catalog.table("it_s_2024_orders").orElseThrow();
            assertEquals(Simple.TEXT, orders.column("id").orElseThrow().type());
            assertEquals(Simple.DATE, orders.column("day").orElseThrow().type());
            assertEquals(Simple.DOUBLE, orders.column("amount").orElseThrow().type());
            assertTrue(catalog.table("days").isPresent());
        }
    }

    @Test
    void everything_wrong_with_the_files_is_told_at_once() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "x\n1\n");
        Files.writeString(folder.resolve("A.tsv"), "x\n1\n");
        Files.writeString(folder.resolve("notes.txt"), "x");
        var sources = List.of(
                folder.resolve("a.csv"),
                folder.resolve("A.tsv"),
                folder.resolve("notes.txt"),
                folder.resolve("gone.csv"));
        var target = folder.resolve("shop.duckdb");
        var rejection = assertThrows(Rejection.class, () -> Scaffold.build(sources, target));
        assertEquals(3, rejection.problems().size(), rejection.getMessage());
        assertFalse(Files.exists(target));
    }

    @Test
    void a_broken_file_leaves_nothing_behind() throws Exception {
        Files.writeString(folder.resolve("fine.csv"), "x\n1\n");
        Files.writeString(folder.resolve("broken.parquet"), "not parquet at all");
        var rejection = assertThrows(
                Rejection.class,
                () -> Scaffold.build(List.of(folder), folder.resolve("out").resolve("shop.duckdb")));
        assertTrue(String.valueOf(rejection.getMessage()).contains("broken.parquet"), rejection.getMessage());
        try (var files = Files.list(folder.resolve("out"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void an_existing_database_is_never_overwritten() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "x\n1\n");
        Files.writeString(folder.resolve("shop.duckdb"), "precious");
        assertThrows(
                Rejection.class, () -> Scaffold.build(List.of(folder.resolve("a.csv")), folder.resolve("shop.duckdb")));
        assertEquals("precious", Files.readString(folder.resolve("shop.duckdb")));
    }
}
