package io.datachat.tests.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.fresh.ViewStatus.State;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is printed for the owner of the tables: it works under any name, and its way back leaves nothing.
@Timeout(120)
final class DraftTest {
    private static final String ODD = """
        CREATE SCHEMA "Odd ""S\""";
        CREATE SCHEMA shop;
        CREATE TABLE "Odd ""S\"""."Sel'ect ""T\""" (id integer PRIMARY KEY, "Wert" integer);
        CREATE TABLE "Odd ""S\"""."order" (id integer PRIMARY KEY);
        CREATE TABLE "a.b" (id integer PRIMARY KEY);
        CREATE TABLE shop."$$ ; -- x" (id integer);
        INSERT INTO "Odd ""S\"""."Sel'ect ""T\""" VALUES (1, 1);
        CREATE MATERIALIZED VIEW "Odd ""S\"""."Ü.v" AS SELECT t.id, t."Wert", (SELECT count(*) FROM "a.b") AS others,
          (SELECT count(*) FROM "Odd ""S\"""."order") AS orders, (SELECT count(*) FROM shop."$$ ; -- x") AS dollars
          FROM "Odd ""S\"""."Sel'ect ""T\""" t;
        """;

    /// Everything that a draft could leave behind.
    private static String schema(Mill mill) throws SQLException {
        return mill.one("""
            SELECT string_agg(what, E'\\n' ORDER BY what) FROM (
              SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger
              UNION ALL SELECT 'function ' || proname || prosrc FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^(pg_|info)'
              UNION ALL SELECT 'relation ' || c.relname || ' ' || c.relkind::text FROM pg_class c
                WHERE c.relnamespace::regnamespace::text !~ '^"?(pg_|info)'
              UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_'
            ) AS all_of_it (what)\
            """);
    }

    @Test
    void up_and_down_may_be_run_twice_and_leave_the_schema_as_it_was() throws Exception {
        try (var mill = Mill.open(ODD, "refresh: [{view: 'Odd \"S\".Ü.v', quiet: 0s}]")) {
            var before = schema(mill);
            var draft = mill.freshness().drafts().getFirst();
            assertEquals(before, schema(mill), "a draft changes nothing itself");
            assertEquals(4, draft.missing());
            mill.run(draft.up());
            var told = schema(mill);
            assertNotEquals(before, told);
            mill.run(draft.up());
            assertEquals(told, schema(mill));
            var again = mill.freshness().drafts().getFirst();
            assertEquals(0, again.missing());
            assertEquals(draft.down(), again.down());
            mill.run(draft.down());
            assertEquals(before, schema(mill));
            mill.run(draft.down());
            assertEquals(before, schema(mill));
        }
    }

    @Test
    void odd_names_are_heard_and_refreshed() throws Exception {
        try (var mill = Mill.open(ODD, "refresh: [{view: 'Odd \"S\".Ü.v', quiet: 0s}]")) {
            mill.tell();
            var station = mill.station();
            assertEquals(State.FRESH, Mill.status(station).state(), station.status()::toString);
            assertEquals(4, Mill.status(station).tables().size());
            for (var change : List.of(
                    "INSERT INTO \"Odd \"\"S\"\"\".\"Sel'ect \"\"T\"\"\" VALUES (2, 2)",
                    "INSERT INTO \"Odd \"\"S\"\"\".\"order\" VALUES (2)",
                    "INSERT INTO \"a.b\" VALUES (2)",
                    "INSERT INTO shop.\"$$ ; -- x\" VALUES (2)")) {
                mill.acts().clear();
                mill.run(change);
                Mill.awaited(station);
                Mill.settled(station);
                assertEquals(List.of("Odd \"S\".Ü.v"), mill.acts(), change);
            }
            assertEquals(
                    "2/1/1/1",
                    mill.one("SELECT concat_ws('/', id, others, orders, dollars) FROM"
                            + " \"Odd \"\"S\"\"\".\"Ü.v\" WHERE id = 2"));
        }
    }

    @Test
    void partitions_that_are_written_by_their_own_name_are_heard() throws Exception {
        try (var mill = Mill.open("""
            CREATE SCHEMA shop;
            CREATE TABLE shop.days (id integer, day integer) PARTITION BY RANGE (day);
            CREATE TABLE shop.days_low PARTITION OF shop.days FOR VALUES FROM (0) TO (10);
            CREATE TABLE shop.days_high PARTITION OF shop.days FOR VALUES FROM (10) TO (20);
            CREATE MATERIALIZED VIEW shop.per_day AS SELECT day, count(*) AS n FROM shop.days GROUP BY day;
            CREATE UNIQUE INDEX ON shop.per_day (day);
            """, "refresh: [{view: per_day, on: days, quiet: 0s}]")) {
            mill.tell();
            var station = mill.station();
            assertEquals(
                    List.of("shop.days", "shop.days_high", "shop.days_low"),
                    Mill.status(station).tables());
            mill.run("INSERT INTO shop.days_high VALUES (1, 15)");
            Mill.awaited(station);
            Mill.settled(station);
            assertEquals("1", mill.one("SELECT n FROM shop.per_day WHERE day = 15"));
            // One that is added later has no trigger yet, and that is said.
            mill.run("CREATE TABLE shop.days_late PARTITION OF shop.days FOR VALUES FROM (20) TO (30)");
            mill.later("31S");
            Mill.settled(station);
            assertEquals(State.DEAF, Mill.status(station).state());
            assertEquals(List.of("shop.days_late"), Mill.status(station).silent());
            assertTrue(Mill.status(station).why().contains("datachat freshness triggers"));
        }
    }

    @Test
    void a_trigger_that_comes_later_is_seen_and_what_was_missed_is_shown() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "refresh: [{view: latest, quiet: 0s}]")) {
            var station = mill.station();
            assertEquals(State.DEAF, Mill.status(station).state());
            assertEquals(
                    List.of("shop.campaigns", "shop.offers"),
                    Mill.status(station).silent());
            mill.run("INSERT INTO shop.offers (campaign, price) VALUES (1, 1)");
            Mill.settled(station);
            assertEquals("2", mill.one("SELECT sum(offers) FROM shop.latest"));
            mill.tell();
            mill.later("31S");
            Mill.settled(station);
            assertEquals(State.FRESH, Mill.status(station).state());
            assertEquals("3", mill.one("SELECT sum(offers) FROM shop.latest"));
            mill.run("ALTER TABLE shop.offers DISABLE TRIGGER datachat_changed");
            mill.later("31S");
            Mill.settled(station);
            assertEquals(List.of("shop.offers"), Mill.status(station).silent());
        }
    }

    @Test
    void the_index_that_is_missing_is_drafted_where_the_key_is_known() throws Exception {
        try (var mill = Mill.open(
                Mill.TABLES + "CREATE MATERIALIZED VIEW shop.keyless AS SELECT id FROM shop.offers;",
                "refresh: [{view: keyless}]")) {
            var draft = mill.freshness().drafts().getFirst();
            assertTrue(draft.up().contains("ON \"shop\".\"keyless\" (\"id\");"), draft.up());
            var before = schema(mill);
            mill.run(draft.up());
            assertEquals(State.FRESH, Mill.status(mill.station()).state());
            mill.run(draft.down());
            assertEquals(before, schema(mill));
        }
    }
}
