package io.datachat.apex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.check.CheckCode;
import io.datachat.apex.govern.policy.PolicyCode;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What databases mean to do, and what that may cost.
class PlansTest {
    private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");
    private static final String MADE =
            "CREATE TABLE visits (id integer PRIMARY KEY, page varchar(20) NOT NULL, host integer NOT"
                    + " NULL, seen timestamp NOT NULL)";
    private static final String FEW =
            "SELECT count(*) AS n FROM visits WHERE host = 17 AND seen >= TIMESTAMP '2024-01-02'";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void fill() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(MADE);
            statement.execute(
                    "INSERT INTO visits SELECT i, 'p' || i % 7, i % 1000, timestamp '2024-01-01' + i * interval"
                            + " '1 minute' FROM generate_series(1, 50000) AS t(i)");
            statement.execute("CREATE INDEX visits_page ON visits (page)");
            statement.execute("ANALYZE visits");
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute(MADE);
            statement.execute(
                    "INSERT INTO visits SELECT i, 'p' || i % 7, i % 1000, timestamp '2024-01-01' + to_minutes(i)"
                            + " FROM range(1, 50001) AS t(i)");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static Apex open(String limits) throws IOException {
        Files.writeString(folder.resolve("datachat.yaml"), """
            version: 1
            name: visits
            databases:
              duck: {type: duckdb, path: data.duckdb}
              pg: {type: postgresql, url: "postgresql://localhost:PORT/postgres", user: postgres, password: "${env:PW}"}
            default_database: pg
            access:
              roles:
                - name: guest
                  tables: [{table: visits, rows: "host < 10"}]
            LIMITS
            """.replace("PORT", String.valueOf(postgres.getPort()))
                .replace("LIMITS", limits));
        var project = ProjectFolder.open(folder, Project.Environment.of(Map.of("PW", "postgres")))
                .project();
        return Apex.open(project, NOW);
    }

    private static SqlQuery sql(String text, String database) {
        return new SqlQuery(text, Map.of(), database, null, null);
    }

    private static String notes(Answer plan) {
        return plan.receipt().notes().stream().collect(Collectors.joining("\n"));
    }

    @Test
    void a_table_that_is_read_whole_for_few_rows_gets_an_index() throws IOException {
        try (var apex = open("")) {
            var plan = apex.plan(sql(FEW, "pg"), Asking.local(NOW));
            assertTrue(notes(plan).contains("public.visits is read whole, 50,000 rows, for about "), notes(plan));
            assertTrue(notes(plan).contains("CREATE INDEX ON public.visits (host, seen)"), notes(plan));
            assertTrue(notes(plan).contains("units of its planner"), notes(plan));
            var scan = plan.rows().getLast();
            assertEquals("public.visits", scan.get(1));
        }
    }

    @Test
    void no_index_is_advised_where_it_would_not_help() throws IOException {
        try (var apex = open("")) {
            for (var text : new String[] {
                "SELECT count(*) AS n FROM visits WHERE id = 17",
                "SELECT count(*) AS n FROM visits WHERE host >= 100",
                "SELECT count(*) AS n FROM visits WHERE page = 'p99'",
                "SELECT count(*) AS n FROM visits WHERE abs(host) = 17",
                "SELECT count(*) AS n FROM visits"
            }) {
                var plan = apex.plan(sql(text, "pg"), Asking.local(NOW));
                assertFalse(notes(plan).contains("CREATE INDEX"), text + "\n" + notes(plan));
            }
        }
    }

    @Test
    void duckdb_tells_its_steps_too() throws IOException {
        try (var apex = open("")) {
            var plan = apex.plan(sql(FEW, "duck"), Asking.local(NOW));
            assertTrue(notes(plan).contains("rows through all steps"), notes(plan));
            assertEquals("main.visits", plan.rows().getLast().get(1));
            assertFalse(notes(plan).contains("CREATE INDEX"), notes(plan));
        }
    }

    @Test
    void who_sees_rows_in_part_does_not_see_the_plan() throws IOException {
        var guest =
                new Asking(new Viewer("gus", Set.of("guest"), false), NOW, Duration.ofSeconds(9), new Cancellation());
        try (var apex = open("")) {
            var refused = assertThrows(Rejection.class, () -> apex.plan(sql(FEW, "pg"), guest));
            assertEquals(
                    PolicyCode.ADMINISTRATORS_ONLY,
                    refused.problems().getFirst().code());
        }
    }

    @Test
    void a_question_that_costs_too_much_is_refused_unless_it_is_meant() throws IOException {
        var dear =
                "SELECT a.page AS page, count(*) AS n FROM visits a JOIN visits b ON a.host = b.host GROUP BY a.page";
        try (var apex = open("limits: {costs: {pg: 2000, duck: 60000}}")) {
            for (var database : new String[] {"pg", "duck"}) {
                var local = Asking.local(NOW);
                assertEquals(1, apex.answer(sql(FEW, database), local).rows().size());
                var refused = assertThrows(Rejection.class, () -> apex.answer(sql(dear, database), local));
                var problem = refused.problems().getFirst();
                assertEquals(CheckCode.COSTLY, problem.code());
                assertTrue(
                        problem.message().matches(".*cost [0-9,]+ (units|rows).*, more than the [0-9,]+ of.*"),
                        problem.message());
                assertTrue(String.valueOf(problem.hint()).contains("--costly"));
                assertEquals(
                        7,
                        apex.answer(sql(dear, database), local.whateverItCosts())
                                .rows()
                                .size());
            }
            var guest = new Asking(
                    new Viewer("gus", Set.of("guest"), false), NOW, Duration.ofSeconds(9), new Cancellation());
            try (var strict = open("limits: {costs: {pg: 1}}")) {
                var hidden = assertThrows(Rejection.class, () -> strict.answer(sql(FEW, "pg"), guest));
                assertEquals(
                        "the question is estimated to cost more than the 1 of limits.costs",
                        hidden.problems().getFirst().message());
            }
        }
    }
}
