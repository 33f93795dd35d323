package io.datachat.tests.unhappy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.golden.GoldenWorld;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenDatabasesTest {
    private static final Viewer GUEST = new Viewer("guest", Set.of(), false);

    @TempDir
    Path folder;

    private static String refusal(Apex apex, Asking asking) {
        var rejection = assertThrows(Rejection.class, () -> apex.answer(MetricQuery.of("orders"), asking));
        var text = rejection.problems().stream().map(Problem::line).collect(Collectors.joining("\n"));
        assertEquals("", Leaks.in(text).orElse(""), text);
        return text;
    }

    /// A metric of a database that is away is refused; why the database is away stands among the project's
    /// problems.
    private static String why(Apex apex) {
        refusal(apex, guest());
        var text = apex.problems().stream().map(Problem::line).collect(Collectors.joining("\n"));
        assertEquals("", Leaks.in(text).orElse(""), text);
        return text;
    }

    private static Asking guest() {
        return new Asking(GUEST, Engine.AS_OF, Duration.ofSeconds(20), new Cancellation());
    }

    @Test
    void a_missing_database_file_is_named() throws IOException {
        try (var engine = GoldenWorld.engine(folder.resolve("missing"), "{type: duckdb, path: nowhere.duckdb}")) {
            var text = why(engine.apex());
            assertTrue(text.contains("[WH101]") && text.contains("nowhere.duckdb"), text);
        }
    }

    @Test
    void a_file_that_is_no_database_is_named() throws IOException {
        Files.createDirectories(folder.resolve("text"));
        Files.writeString(
                folder.resolve("text/shop.duckdb"),
                "This is no database, and it is long enough to be one.".repeat(500));
        try (var engine = GoldenWorld.engine(folder.resolve("text"), "{type: duckdb, path: shop.duckdb}")) {
            var text = why(engine.apex());
            assertTrue(text.contains("[WH103]"), text);
        }
    }

    @Test
    void a_server_that_does_not_answer_is_named() throws IOException {
        var away = "{type: postgresql, url: \"jdbc:postgresql://127.0.0.1:1/shop\", user: someone}";
        try (var engine = GoldenWorld.engine(folder.resolve("away"), away)) {
            var text = why(engine.apex());
            assertTrue(text.contains("[WH104]"), text);
        }
    }

    @Test
    void a_dropped_table_is_told_and_the_word_of_the_database_is_not() throws IOException, SQLException {
        var schema = "dropped_shop";
        try (var plain = Postgres.connect();
                var statement = plain.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("CREATE TABLE " + schema + ".orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER)");
            try (var engine = shop(schema)) {
                engine.apex().answer(MetricQuery.of("orders"), guest());
                statement.execute("DROP TABLE " + schema + ".orders");
                var text = refusal(engine.apex(), guest());
                assertTrue(text.contains("[WH205]"), text);
                assertTrue(!text.contains("does not exist"), "the database's own words reached a guest: " + text);
            }
        }
    }

    @Test
    void a_killed_connection_is_told_and_the_next_question_is_answered() throws IOException, SQLException {
        var schema = "killed_shop";
        try (var plain = Postgres.connect();
                var statement = plain.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("CREATE VIEW " + schema
                    + ".orders AS SELECT 1 AS order_id, pg_terminate_backend(pg_backend_pid()) AS gone"
                    + " WHERE current_setting('is_superuser') = 'on'");
            try (var engine = shop(schema)) {
                var text = refusal(engine.apex(), guest());
                assertTrue(text.contains("[WH203]"), text);
                statement.execute(
                        "CREATE OR REPLACE VIEW " + schema + ".orders AS SELECT 1 AS order_id, false AS gone");
                assertEquals(
                        1,
                        engine.apex()
                                .answer(MetricQuery.of("orders"), guest())
                                .rows()
                                .size());
            }
        }
    }

    @Test
    void a_question_that_takes_too_long_is_stopped() throws IOException, SQLException {
        var schema = "slow_shop";
        try (var plain = Postgres.connect();
                var statement = plain.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("CREATE VIEW " + schema
                    + ".orders AS SELECT s AS order_id, CAST(pg_sleep(30) AS VARCHAR) AS wait FROM"
                    + " generate_series(1, 2) AS s");
            try (var engine = shop(schema)) {
                var hurried = new Asking(GUEST, Engine.AS_OF, Duration.ofSeconds(1), new Cancellation());
                var text = refusal(engine.apex(), hurried);
                assertTrue(text.contains("[WH201]"), text);
            }
        }
    }

    @Test
    void a_result_that_is_too_large_is_cut_and_says_so() throws IOException, SQLException {
        var shop = folder.resolve("large");
        GoldenWorld.engine(shop).close();
        Files.writeString(
                shop.resolve("datachat.yaml"),
                "name: golden\ndatabases:\n  shop: {type: duckdb, path: shop.duckdb}\nlimits: {rows: 3}\n");
        try (var engine = Engine.open(shop)) {
            var query = new MetricQuery(
                    java.util.List.of("orders"),
                    java.util.List.of(new MetricQuery.Dimension("customer.full_name", null)),
                    null,
                    null,
                    java.util.List.of(),
                    java.util.List.of(),
                    java.util.List.of(),
                    null,
                    MetricQuery.Compare.NONE,
                    null,
                    null,
                    java.util.Map.of(),
                    false,
                    MetricQuery.Framing.PLAIN);
            var answer = engine.apex().answer(query, guest());
            assertEquals(3, answer.rows().size());
            assertTrue(answer.truncated());
        }
    }

    /// An orders table alone: what else the definitions name is missing, which must not stop what is there.
    private Engine shop(String schema) throws IOException {
        return GoldenWorld.engine(
                folder.resolve(schema),
                "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + schema + "], default_schema: "
                        + schema + "}");
    }
}
