package io.datachat.tests.board;

import static io.datachat.tests.board.DashboardTest.told;
import static io.datachat.tests.board.Shop.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.query.Asking;
import io.datachat.tests.board.Shop.On;
import io.datachat.tests.world.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tiles of one run read one state of the data, whatever others write between two of them. The second tile waits at
/// a gate that the test opens.
class SnapshotTest {
    private static final String GATED = """
        datapoint:
          id: gated
          type: dashboard
          name: Gated
          tiles:
            - {title: Before, metrics: orders}
            - {title: Gate, metrics: passed}
            - {title: After, metrics: orders}
        """;

    @TempDir
    Path folder;

    private interface Meanwhile {
        void happens() throws SQLException;
    }

    @Test
    void rows_that_arrive_between_two_tiles_are_in_none() throws Exception {
        try (var apex = Shop.open(folder, On.POSTGRESQL, "board_rows", GATED)) {
            var run = gated(apex, () -> {
                try (var other = Postgres.connect()) {
                    Shop.change(other, Shop.insert("board_rows", 9, "web", "9", "2026-11-10"));
                }
            });
            assertEquals("Before 4 | Gate 4 | After 4", told(run));
            assertTrue(run.oneSnapshot());
            assertEquals("Before 5 | Gate 5 | After 5", told(apex.run("gated", BoardRequest.PLAIN, Asking.local(NOW))));
        }
    }

    /// A table that is replaced after a snapshot was taken would look empty in it.
    @Test
    void a_table_is_not_replaced_between_two_tiles() throws Exception {
        var later = GATED.replace("After, metrics: orders", "After, metrics: customers");
        try (var apex = Shop.open(folder, On.POSTGRESQL, "board_swap", later)) {
            var swap = new CompletableFuture<Boolean>();
            var run = gated(apex, () -> {
                Thread.ofVirtual().start(() -> {
                    try (var other = Postgres.connect()) {
                        other.setAutoCommit(false);
                        Shop.change(
                                other, "CREATE TABLE board_swap.fresh AS SELECT * FROM board_swap.customers LIMIT 1");
                        Shop.change(other, "ALTER TABLE board_swap.customers RENAME TO stale");
                        Shop.change(other, "ALTER TABLE board_swap.fresh RENAME TO customers");
                        other.commit();
                        swap.complete(true);
                    } catch (SQLException failed) {
                        swap.completeExceptionally(failed);
                    }
                });
                awaitWaiting("AccessExclusiveLock", swap);
            });
            assertEquals("Before 4 | Gate 4 | After 3", told(run));
            assertTrue(run.oneSnapshot());
            assertTrue(swap.get());
            assertEquals("Before 4 | Gate 4 | After 1", told(apex.run("gated", BoardRequest.PLAIN, Asking.local(NOW))));
        }
    }

    @Test
    void where_tables_cannot_be_held_the_answer_says_so() throws Exception {
        try (var apex = Shop.open(folder, On.POSTGRESQL, "board_held", GATED)) {
            try (var other = Postgres.connect()) {
                Shop.change(other, "ALTER TABLE board_held.orders RENAME TO kept");
                Shop.change(other, "DROP VIEW board_held.gate");
                Shop.change(other, "CREATE MATERIALIZED VIEW board_held.orders AS SELECT * FROM board_held.kept");
                Shop.change(other, "CREATE VIEW board_held.gate AS SELECT * FROM board_held.orders");
            }
            var run = apex.run("gated", BoardRequest.PLAIN, Asking.local(NOW));
            assertEquals("Before 4 | Gate 4 | After 4", told(run));
            assertFalse(run.oneSnapshot());
            assertTrue(
                    run.seen().getFirst().why().startsWith("one of the tables cannot be held"), run.seen()::toString);
        }
    }

    /// The next question on the same connection is not in the old transaction.
    @Test
    void a_run_leaves_nothing_behind_on_its_connection() throws Exception {
        try (var apex = Shop.open(folder, On.POSTGRESQL, "board_after", GATED)) {
            for (var i = 0; i < 12; i++) {
                assertEquals(4 + i, Integer.parseInt(first(apex)));
                try (var other = Postgres.connect()) {
                    Shop.change(other, Shop.insert("board_after", 20 + i, "web", "9", "2026-11-10"));
                }
            }
            var alone = apex.answer(io.datachat.apex.query.MetricQuery.of("orders"), Asking.local(NOW));
            assertEquals("16", String.valueOf(alone.rows().getFirst().getFirst()));
        }
    }

    private static String first(Apex apex) {
        return told(apex.run("gated", BoardRequest.PLAIN, Asking.local(NOW))).split(" ", -1)[1];
    }

    /// A DuckDB file that we read is open for nobody who writes.
    @Test
    void nobody_writes_a_duckdb_file_that_is_read() throws Exception {
        try (var apex = Shop.open(folder, On.DUCKDB, "board_file", GATED)) {
            assertTrue(apex.run("gated", BoardRequest.PLAIN, Asking.local(NOW)).oneSnapshot());
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"))
                            .close());
        }
    }

    /// Runs the dashboard; what happens meanwhile does so while the second tile waits.
    private static BoardAnswer gated(Apex apex, Meanwhile meanwhile) throws Exception {
        try (var keeper = Postgres.connect()) {
            Shop.change(keeper, "SELECT pg_advisory_lock(4711)");
            var run = CompletableFuture.supplyAsync(
                    () -> apex.run("gated", BoardRequest.PLAIN, Asking.local(NOW)),
                    task -> Thread.ofVirtual().start(task));
            awaitWaiting("ShareLock", run);
            meanwhile.happens();
            Shop.change(keeper, "SELECT pg_advisory_unlock(4711)");
            return run.get();
        }
    }

    /// Asks the server until somebody waits for such a lock; ends as well when the one who should wait is done.
    private static void awaitWaiting(String mode, CompletableFuture<?> waiting) throws SQLException {
        try (var looking = Postgres.connect()) {
            while (!waits(looking, mode)) {
                if (!waiting.isDone()) continue;
                waiting.get();
                return;
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean waits(Connection connection, String mode) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = '" + mode + "'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }
}
