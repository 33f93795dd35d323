package io.datachat.tests.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.fresh.FreshCode;
import io.datachat.apex.fresh.ViewStatus.State;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.ProjectCode;
import io.datachat.apex.project.ProjectReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be kept fresh says why, and what to do.
@Timeout(120)
final class RefusedTest {
    private static final String MORE = Mill.TABLES + """
        CREATE VIEW shop.plain AS SELECT * FROM shop.offers;
        CREATE MATERIALIZED VIEW shop.keyless AS SELECT campaign FROM shop.offers;
        CREATE MATERIALIZED VIEW shop.partial AS SELECT id FROM shop.offers;
        CREATE UNIQUE INDEX ON shop.partial (id) WHERE id > 0;
        CREATE MATERIALIZED VIEW shop.computed AS SELECT id FROM shop.offers;
        CREATE UNIQUE INDEX ON shop.computed ((id + 1));
        CREATE MATERIALIZED VIEW shop.still AS SELECT generate_series(1, 3) AS id;
        CREATE UNIQUE INDEX ON shop.still (id);
        CREATE SCHEMA other;
        CREATE MATERIALIZED VIEW other.twice AS SELECT 1 AS id;
        CREATE SCHEMA third;
        CREATE MATERIALIZED VIEW third.twice AS SELECT 1 AS id;
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{view: shop.lastest}               | UNKNOWN_VIEW     | no materialized view 'shop.lastest'",
                "{view: twice}                      | UNKNOWN_VIEW     | has several 'twice'",
                "{view: shop.plain}                 | NOT_MATERIALIZED | a view that is computed when it is read",
                "{view: offers}                     | NOT_MATERIALIZED | 'offers' is a table",
                "{view: shop.keyless}               | NO_UNIQUE_INDEX  | CREATE UNIQUE INDEX ON shop.keyless",
                "{view: shop.partial}               | NO_UNIQUE_INDEX  | shop.partial has no unique index",
                "{view: shop.computed}              | NO_UNIQUE_INDEX  | shop.computed has no unique index",
                "{view: shop.still}                 | NOTHING_TELLS    | reads no table",
                "{view: shop.latest, on: offer}     | UNKNOWN_TABLE    | no table 'offer'",
                "{view: shop.latest, on: shop.plain}| NOT_A_TABLE      | 'shop.plain' of 'on:' is a view",
            })
    void a_view_that_cannot_be_kept_says_why(String refresh, FreshCode code, String said) throws Exception {
        try (var mill = Mill.open(MORE, "refresh: [" + refresh + "]")) {
            var station = mill.station();
            var status = Mill.status(station);
            assertEquals(State.REFUSED, status.state());
            assertTrue(status.why().contains(said), status.why());
            assertTrue(status.why().contains("[" + code.id() + "]"), status.why());
            assertEquals(List.of(), mill.acts());
        }
    }

    @Test
    void a_name_that_is_nearly_right_is_offered() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "refresh: [{view: shop.lastest}]")) {
            var refused = assertThrows(Rejection.class, () -> mill.freshness().drafts());
            assertEquals(List.of("shop.latest"), refused.problems().getFirst().choices());
        }
    }

    @Test
    void a_user_that_may_only_read_is_told_who_may_refresh_and_that_one_does() throws Exception {
        try (var mill = Mill.open(Mill.TABLES, "refresh: [{view: shop.latest}]")) {
            mill.run("DROP ROLE IF EXISTS mill_reader; DROP ROLE IF EXISTS mill_owner;"
                    + " CREATE ROLE mill_reader LOGIN PASSWORD 'r'; CREATE ROLE mill_owner LOGIN PASSWORD 's3cret'");
            mill.run("GRANT USAGE ON SCHEMA shop TO mill_reader; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO"
                    + " mill_reader; GRANT USAGE ON SCHEMA shop TO mill_owner; GRANT SELECT ON ALL TABLES IN"
                    + " SCHEMA shop TO mill_owner; ALTER MATERIALIZED VIEW shop.latest OWNER TO mill_owner; GRANT"
                    + " SELECT ON shop.latest TO mill_reader");
            try {
                mill.tell();
                var reading = "user: mill_reader\npassword: r\nrefresh: [{view: shop.latest}]";
                var url = mill.url().replaceAll("[?&]user=[^&]*", "");
                var station = mill.freshness(Mill.project(url, reading), () -> Mill.NOW)
                        .stations()
                        .getFirst();
                var status = Mill.status(Mill.settled(station));
                assertEquals(State.REFUSED, status.state());
                assertTrue(status.why().contains("mill_reader may not refresh shop.latest"), status.why());
                assertTrue(status.why().contains("refresh_user: mill_owner"), status.why());
                station.close();
                var owning = reading + "\nrefresh_user: mill_owner\nrefresh_password: ${env:SECRET}";
                var project = Mill.project(url, owning);
                assertFalse(project.toString().contains("s3cret"), project.toString());
                var owner = mill.freshness(project, () -> Mill.NOW).stations().getFirst();
                assertEquals(
                        State.FRESH,
                        Mill.status(Mill.settled(owner)).state(),
                        () -> owner.status().toString());
                assertEquals(List.of("shop.latest"), mill.acts());
                owner.close();
            } finally {
                mill.run("DROP OWNED BY mill_reader, mill_owner CASCADE; DROP ROLE mill_reader; DROP ROLE mill_owner");
            }
        }
    }

    @Test
    void one_that_never_had_rows_gets_them_and_one_without_index_then_waits_for_it() throws Exception {
        try (var mill = Mill.open(Mill.TABLES + """
            CREATE MATERIALIZED VIEW shop.empty AS SELECT id, price FROM shop.offers WITH NO DATA;
            """, "refresh: [{view: shop.empty, quiet: 0s}]")) {
            mill.tell();
            var station = mill.station();
            assertEquals("2", mill.one("SELECT count(*) FROM shop.empty"));
            assertEquals(List.of("shop.empty"), mill.acts());
            var made = mill.one("SELECT count(*) FROM pg_indexes WHERE tablename = 'empty'");
            // The draft knows its key and made one.
            assertEquals("1", made);
            assertEquals(State.FRESH, Mill.status(station).state());
            mill.run("DO $$ BEGIN EXECUTE (SELECT format('DROP INDEX shop.%I', indexname) FROM pg_indexes WHERE"
                    + " tablename = 'empty'); END $$");
            mill.run("INSERT INTO shop.offers (campaign, price) VALUES (1, 1)");
            mill.later("31S");
            Mill.awaited(station);
            Mill.settled(station);
            assertEquals(State.REFUSED, Mill.status(station).state());
            assertEquals("2", mill.one("SELECT count(*) FROM shop.empty"));
            mill.run("CREATE UNIQUE INDEX ON shop.empty (id)");
            mill.later("31S");
            Mill.settled(station);
            assertEquals(State.FRESH, Mill.status(station).state());
            assertEquals("3", mill.one("SELECT count(*) FROM shop.empty"));
        }
    }

    @Test
    void a_refresh_that_fails_is_kept_in_mind_and_tried_again_later_each_time() throws Exception {
        try (var mill = Mill.open(
                Mill.TABLES + """
                    CREATE MATERIALIZED VIEW shop.share AS SELECT id, 100 / price AS share FROM shop.offers;
                    CREATE UNIQUE INDEX ON shop.share (id);
                    """, "refresh: [{view: shop.share, quiet: 0s}, {view: shop.latest, quiet: 0s}]")) {
            mill.tell();
            var station = mill.station();
            mill.acts().clear();
            mill.run("INSERT INTO shop.offers (campaign, price) VALUES (1, 0)");
            Mill.awaited(station);
            Mill.settled(station);
            assertEquals(State.FAILING, Mill.status(station).state());
            assertTrue(
                    Mill.status(station).why().contains("22012"),
                    Mill.status(station).why());
            assertEquals(List.of("shop.latest"), mill.acts());
            mill.later("0.9S");
            Mill.settled(station);
            assertEquals(State.FAILING, Mill.status(station).state());
            mill.run("UPDATE shop.offers SET price = 5 WHERE price = 0");
            Mill.awaited(station);
            mill.later("0.2S");
            Mill.settled(station);
            assertEquals(State.FRESH, Mill.status(station).state());
            assertEquals("20", mill.one("SELECT share FROM shop.share WHERE id = 3"));
        }
    }

    @Test
    void a_refresh_that_takes_too_long_is_stopped() throws Exception {
        try (var mill = Mill.open(Mill.TABLES + """
            CREATE FUNCTION shop.gate() RETURNS integer LANGUAGE plpgsql VOLATILE AS
              'BEGIN PERFORM pg_advisory_lock_shared(43); PERFORM pg_advisory_unlock_shared(43); RETURN 1; END';
            CREATE MATERIALIZED VIEW shop.slow AS SELECT id, shop.gate() AS gate FROM shop.offers;
            CREATE UNIQUE INDEX ON shop.slow (id);
            """, "refresh: [{view: shop.slow, quiet: 0s}]\nrefresh_longest: 1s");
                var gate = mill.connect();
                var closing = gate.createStatement()) {
            closing.execute("SELECT pg_advisory_lock(43)");
            var station = mill.freshness().stations().getFirst();
            for (var i = 0; i < 4 && Mill.status(station).state() != State.FAILING; i++) station.step(Duration.ZERO);
            assertEquals(State.FAILING, Mill.status(station).state());
            assertTrue(
                    Mill.status(station).why().contains("longer than 1 s"),
                    Mill.status(station).why());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refresh: [{view: a}, {view: a}]                   | names a twice",
                "refresh: [{view: a, quiet: 2d}]                   | 'quiet' cannot be that",
                "refresh: [{view: a, quiet: 5s, at_most: 1s}]      | 'at_most' cannot be that",
                "refresh: [{view: ' '}]                            | has no name",
                "refresh_user: x                                   | refreshes nothing",
                "{refresh: [{view: a}], refresh_password: '${env:SECRET}'} | has no user",
            })
    void what_makes_no_sense_in_the_file_is_refused(String below, String said) {
        var text =
                below.startsWith("{") ? below.substring(1, below.length() - 1).replace("], ", "]\n") : below;
        var refused = assertThrows(Rejection.class, () -> Mill.project("postgresql://localhost/x", text));
        var problem = refused.problems().getFirst();
        assertEquals(ProjectCode.REFRESH, problem.code(), problem.line());
        assertTrue(problem.line().contains(said), problem.line());
    }

    @Test
    void a_duckdb_file_is_refused_and_an_unknown_key_gets_the_nearest() {
        var duck = assertThrows(
                Rejection.class,
                () -> ProjectReader.read(
                        Path.of("x"), "databases: {main: {path: a.duckdb, refresh: [{view: b}]}}", name -> null));
        assertTrue(duck.problems().getFirst().line().contains("has no materialized views"), duck.toString());
        var key = assertThrows(
                Rejection.class, () -> Mill.project("postgresql://localhost/x", "refresh: [{view: a, quite: 1s}]"));
        assertEquals(List.of("quiet"), key.problems().getFirst().choices());
    }

    @Test
    void a_password_in_the_file_is_warned_of_and_never_shown() {
        var opened = ProjectReader.read(
                Path.of("x"),
                Mill.yaml(
                        "postgresql://localhost/x",
                        "refresh: [{view: a}]\nrefresh_user: owner\nrefresh_password: hunter2"),
                name -> null);
        assertEquals(ProjectCode.PASSWORD_IN_FILE, opened.warnings().getFirst().code());
        assertFalse((opened.warnings() + opened.project().toString()).contains("hunter2"));
    }
}
