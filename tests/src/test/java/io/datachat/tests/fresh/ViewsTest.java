package io.datachat.tests.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.fresh.Station;
import io.datachat.apex.fresh.ViewStatus.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A view shows a change after the quiet time, whatever happens in between.
@Timeout(120)
final class ViewsTest {
    private static final String LATEST = "refresh: [{view: shop.latest, quiet: 2s, at_most: 10s}]";
    private static final String SHOWN = "SELECT sum(offers) || '/' || sum(total) FROM shop.latest";
    private static final String TRUE = "SELECT count(*) || '/' || sum(price) FROM shop.offers";

    private static Mill mill() throws SQLException {
        var mill = Mill.open(Mill.TABLES, LATEST);
        mill.tell();
        return mill;
    }

    private static void offer(Mill mill) throws SQLException {
        mill.run("INSERT INTO shop.offers (campaign, price) VALUES (3, 30)");
    }

    @Test
    void a_change_is_shown_after_the_quiet_time_and_not_before() throws Exception {
        try (var mill = mill()) {
            var station = mill.station();
            assertEquals(
                    State.FRESH,
                    Mill.status(station).state(),
                    () -> Mill.status(station).toString());
            assertEquals(
                    List.of("shop.campaigns", "shop.offers"),
                    Mill.status(station).tables());
            mill.acts().clear();
            offer(mill);
            Mill.awaited(station);
            assertEquals(State.PENDING, Mill.status(station).state());
            assertEquals(Mill.NOW, Mill.status(station).pendingSince());
            mill.later("1.9S");
            Mill.settled(station);
            assertEquals(List.of(), mill.acts());
            mill.later("0.1S");
            Mill.settled(station);
            assertEquals(List.of("shop.latest"), mill.acts());
            assertEquals("3/60", mill.one(SHOWN));
            assertEquals(State.FRESH, Mill.status(station).state());
        }
    }

    @Test
    void changes_that_go_on_put_it_off_no_longer_than_at_most() throws Exception {
        try (var mill = mill()) {
            var station = mill.station();
            mill.acts().clear();
            var seconds = 0;
            for (; mill.acts().isEmpty() && seconds < 30; seconds++) {
                offer(mill);
                Mill.awaited(station);
                mill.later("1S");
                station.step(Duration.ZERO);
            }
            assertEquals(10, seconds);
            assertEquals(mill.one(TRUE), mill.one(SHOWN));
        }
    }

    @Test
    void update_delete_truncate_and_copy_are_told_and_a_rollback_is_not() throws Exception {
        try (var mill = mill()) {
            var station = mill.station();
            for (var change : List.of(
                    "UPDATE shop.offers SET price = price + 1",
                    "DELETE FROM shop.offers WHERE id = 1",
                    "COPY shop.unread FROM PROGRAM 'echo 1'; COPY shop.campaigns FROM PROGRAM 'echo 9,Nine' (FORMAT"
                            + " csv)",
                    "TRUNCATE shop.offers")) {
                mill.acts().clear();
                mill.run(change);
                Mill.awaited(station);
                mill.later("2S");
                Mill.settled(station);
                assertEquals(List.of("shop.latest"), mill.acts(), change);
            }
            mill.acts().clear();
            mill.run("BEGIN; INSERT INTO shop.offers (campaign, price) VALUES (1, 1); ROLLBACK");
            mill.run("INSERT INTO shop.unread VALUES (1)");
            mill.later("20S");
            Mill.settled(station);
            assertEquals(List.of(), mill.acts());
        }
    }

    @Test
    void a_thousand_changes_are_few_refreshes_and_the_last_one_is_shown() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "refresh: [{view: latest, quiet: 150ms, at_most: 1s}]")) {
            mill.tell();
            var clock = InstantSource.system();
            var station = Mill.settled(mill.freshness(clock).stations().getFirst());
            mill.acts().clear();
            var begun = clock.instant();
            var writer = CompletableFuture.runAsync(() -> {
                try (var connection = mill.connect();
                        var statement = connection.createStatement()) {
                    for (var i = 0; i < 1_000; i++)
                        statement.execute("INSERT INTO shop.offers (campaign, price) VALUES (1, 1)");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            while (!writer.isDone() || Mill.status(station).pendingSince() != null) {
                station.step(Duration.ofMillis(100));
                assertTrue(Duration.between(begun, clock.instant()).toSeconds() < 60, station.status()::toString);
            }
            writer.join();
            // The last change may be told just after.
            for (var i = 0; i < 5; i++) station.step(Duration.ofMillis(100));
            var seconds = Duration.between(begun, clock.instant()).toSeconds();
            assertEquals("1002/1030", mill.one(SHOWN));
            assertTrue(mill.acts().size() <= seconds + 4, mill.acts().size() + " refreshes in " + seconds + " s");
        }
    }

    @Test
    void what_is_changed_while_the_connection_is_lost_is_shown_after_the_next() throws Exception {
        try (var mill = mill()) {
            var station = mill.station();
            assertEquals(1, mill.kill());
            offer(mill);
            Mill.awaited(station);
            assertEquals(State.AWAY, Mill.status(station).state());
            assertFalse(Mill.status(station).why().isEmpty());
            mill.acts().clear();
            Mill.settled(station);
            assertEquals(List.of(), mill.acts());
            mill.later("1S");
            Mill.settled(station);
            assertEquals(List.of("shop.latest"), mill.acts());
            assertEquals("3/60", mill.one(SHOWN));
            assertEquals(State.FRESH, Mill.status(station).state());
        }
    }

    @Test
    void views_of_views_are_refreshed_in_their_order() throws Exception {
        try (var mill = Mill.open(Mill.TABLES + """
            CREATE VIEW shop.dear AS SELECT * FROM shop.latest WHERE total > 5;
            CREATE MATERIALIZED VIEW shop.a_second AS SELECT d.id, d.total FROM shop.dear d;
            CREATE UNIQUE INDEX ON shop.a_second (id);
            CREATE MATERIALIZED VIEW shop.a_first AS SELECT s.id, c.name FROM shop.a_second s JOIN shop.campaigns c
              ON c.id = s.id;
            CREATE UNIQUE INDEX ON shop.a_first (id);
            """, """
            refresh:
              - {view: shop.a_first, quiet: 0s}
              - {view: a_second, quiet: 1s}
              - {view: shop.latest, quiet: 5s}
            """)) {
            mill.tell();
            var station = mill.station();
            assertEquals(
                    List.of("shop.latest", "shop.a_second", "shop.a_first"),
                    station.status().stream().map(each -> each.view()).toList());
            assertEquals(List.of("shop.latest", "shop.a_second", "shop.a_first"), mill.acts());
            assertEquals(List.of(), station.status().get(1).tables());
            assertEquals(List.of("shop.campaigns"), station.status().get(2).tables());
            mill.acts().clear();
            mill.run("INSERT INTO shop.campaigns VALUES (7, 'Seven')");
            mill.run("INSERT INTO shop.offers (campaign, price) VALUES (7, 70)");
            Mill.awaited(station);
            mill.later("0.5S");
            // The first is due, but what it reads is about to change.
            Mill.settled(station);
            assertEquals(List.of(), mill.acts());
            mill.later("5S");
            Mill.settled(station);
            Mill.awaited(station);
            Mill.settled(station);
            Mill.awaited(station);
            Mill.settled(station);
            assertEquals("shop.latest", mill.acts().getFirst());
            assertEquals("7/Seven", mill.one("SELECT id || '/' || name FROM shop.a_first WHERE id = 7"));
            assertTrue(mill.acts().size() <= 4, mill.acts().toString());
        }
    }

    @Test
    void readers_read_on_while_a_view_is_refreshed() throws Exception {
        try (var mill = Mill.open(Mill.TABLES + """
            CREATE FUNCTION shop.gate() RETURNS integer LANGUAGE plpgsql VOLATILE AS
              'BEGIN PERFORM pg_advisory_lock_shared(42); PERFORM pg_advisory_unlock_shared(42); RETURN 1; END';
            CREATE MATERIALIZED VIEW shop.slow AS SELECT id, shop.gate() AS gate FROM shop.offers;
            CREATE UNIQUE INDEX ON shop.slow (id);
            """, "refresh: [{view: shop.slow, quiet: 0s}]")) {
            mill.tell();
            var station = mill.station();
            try (var gate = mill.connect();
                    var closing = gate.createStatement();
                    var reader = mill.connect();
                    var reading = reader.createStatement()) {
                reader.setAutoCommit(false);
                // A reader in a long transaction, who was there before.
                reading.execute("SET statement_timeout = '10s'");
                reading.execute("SELECT * FROM shop.slow");
                closing.execute("SELECT pg_advisory_lock(42)");
                offer(mill);
                var refreshed = CompletableFuture.runAsync(() -> {
                    Mill.awaited(station);
                    Mill.settled(station);
                });
                mill.until(
                        "SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted",
                        () -> Mill.status(station).toString());
                // One who comes while it is under way.
                assertEquals("2", mill.one("SELECT count(*) FROM shop.slow"));
                reading.execute("SELECT count(*) FROM shop.slow");
                closing.execute("SELECT pg_advisory_unlock(42)");
                refreshed.join();
                reading.execute("SELECT count(*) FROM shop.slow");
                assertEquals("3", mill.one("SELECT count(*) FROM shop.slow"));
                assertNotNull(Mill.status(station).lastRefresh());
                reader.rollback();
            }
        }
    }

    @Test
    void of_two_workers_one_refreshes_and_the_other_takes_over() throws Exception {
        try (var mill = mill()) {
            var one = mill.station();
            var other = mill.station();
            mill.acts().clear();
            assertEquals(State.FRESH, Mill.status(one).state());
            assertEquals(State.STANDBY, Mill.status(other).state());
            offer(mill);
            Mill.awaited(one);
            Mill.awaited(other);
            mill.later("2S");
            Mill.settled(other);
            assertEquals(List.of(), mill.acts());
            Mill.settled(one);
            assertEquals(List.of("shop.latest"), mill.acts());
            Mill.awaited(other);
            assertEquals(Mill.NOW.plusSeconds(2), Mill.status(other).lastRefresh());
            // The one goes with a change that it heard of and did not get to.
            offer(mill);
            Mill.awaited(one);
            one.close();
            settledUntil(mill, other, State.FRESH);
            assertEquals("4/90", mill.one(SHOWN));
        }
    }

    /// The server lets go of a right a moment after its connection is gone.
    private static void settledUntil(Mill mill, Station station, State state) {
        for (var i = 0; i < 1_000 && Mill.status(station).state() != state; i++) {
            mill.later("5S");
            Mill.settled(station);
        }
        assertEquals(state, Mill.status(station).state());
    }

    @Test
    void no_change_is_lost_whatever_happens_to_two_workers() throws Exception {
        var seed = Long.getLong("datachat.seed", 20250410L);
        var dice = new Random(seed);
        try (var mill = mill()) {
            var stations = List.of(mill.station(), mill.station());
            for (var round = 0; round < 12; round++) {
                for (var i = 0; i < 12; i++) {
                    switch (dice.nextInt(8)) {
                        case 0, 1, 2 -> offer(mill);
                        case 3 -> mill.later(Duration.ofMillis(dice.nextInt(3_000)));
                        case 4 -> mill.kill();
                        default -> stations.get(dice.nextInt(2)).step(Duration.ofMillis(1));
                    }
                }
                // Whatever is told is told by now to who listens; a lost connection is found out.
                for (var i = 0; i < 60 && !mill.one(TRUE).equals(mill.one(SHOWN)); i++) {
                    mill.later("10S");
                    stations.forEach(station -> station.step(Duration.ofMillis(20)));
                }
                assertEquals(mill.one(TRUE), mill.one(SHOWN), "seed " + seed + ", round " + round);
            }
        }
    }

    @Test
    void a_worker_that_waits_stops_at_once() throws Exception {
        try (var mill = mill()) {
            var station = mill.station();
            var waiting = Thread.ofPlatform().daemon().start(() -> {
                while (!station.closed()) station.step(Duration.ofMinutes(1));
            });
            mill.until(
                    "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name = 'datachat freshness' AND state = 'idle'",
                    () -> "");
            var begun = System.nanoTime();
            station.close();
            waiting.join(Duration.ofSeconds(10));
            assertFalse(waiting.isAlive());
            assertTrue(System.nanoTime() - begun < 1_000_000_000L, "it took longer than a second");
        }
    }
}
