package io.datachat.apex.warehouse.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.Warehouses;
import io.datachat.apex.warehouse.scaffold.Scaffold;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class ProfileTest {
    private static final Path CASES = cases();

    @TempDir
    Path folder;

    /// Below the project's root, whichever module runs the tests.
    private static Path cases() {
        var stated = System.getProperty("datachat.cases");
        return stated != null
                ? Path.of(stated)
                : Path.of("").toAbsolutePath().resolve("../../shared/data").normalize();
    }

    private Warehouse duckDb(String file) {
        var described = new Project.Database("d", Backend.DUCKDB, Path.of(file), null, null, null, List.of(), null);
        return Warehouses.open(described, folder, Project.Limits.DEFAULT);
    }

    private static DatabaseCatalog measured(Warehouse warehouse) {
        return Sampling.measure(
                warehouse, warehouse.introspect(Instant.EPOCH), new Cancellation(), Sampling.Progress.SILENT);
    }

    private static Profile.Proposal propose(Warehouse warehouse) {
        return Profile.propose(warehouse, measured(warehouse), new Cancellation());
    }

    private static Library library(Profile.Proposal proposal) {
        var library = LibraryReader.read(proposal.files(), LibraryReader.Reading.NOTHING)
                .library();
        var errors = library.problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .map(Problem::line)
                .toList();
        assertEquals(List.of(), errors, () -> String.join("\n", proposal.files().values()));
        return library;
    }

    private void create(String... statements) throws Exception {
        try (var owner = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("d.duckdb"));
                var statement = owner.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    private static DataPoint.Entity entity(Library library, String id) {
        return library.find(DataPoint.Entity.class, id).orElseThrow();
    }

    private static Set<String> dimensions(Library library, String id) {
        return entity(library, id).dimensions().stream()
                .map(DataPoint.EntityDimension::name)
                .collect(Collectors.toSet());
    }

    @Test
    void keys_references_dimensions_and_metrics_are_inferred_from_plain_tables() throws Exception {
        create(
                "CREATE TABLE customers AS SELECT i AS customer_id, 'name ' || i AS name, 'x' || i || '@x' AS email,"
                        + " CASE i % 3 WHEN 0 THEN 'north' ELSE 'south' END AS region FROM range(1, 5001) AS r (i)",
                "CREATE TABLE orders AS SELECT i AS id, 1 + i % 5000 AS customer_id, 1 + i % 7 AS billing_customer_id,"
                    + " i % 6000 AS stray_customer_id, (i % 100)::DECIMAL(12,2) AS amount, 9.99 AS unit_price, 2020 AS"
                    + " fiscal_year, DATE '2024-01-01' + (i % 300)::INTEGER AS ordered_on, now()::TIMESTAMP AS"
                    + " updated_at, i % 2 = 0 AS gift FROM range(1, 20001) AS r (i)",
                "CREATE TABLE readings AS SELECT i % 10 AS id, i AS value FROM range(100) AS r (i)");
        try (var warehouse = duckDb("d.duckdb")) {
            var proposal = propose(warehouse);
            var library = library(proposal);
            assertEquals(List.of("customer_id"), entity(library, "customer").primaryKey());
            assertEquals(List.of("id"), entity(library, "order").primaryKey());
            assertTrue(library.find(DataPoint.Entity.class, "reading").isEmpty());
            assertEquals(1, proposal.notes().size(), proposal.notes().toString());
            var roles = entity(library, "order").relationships().stream()
                    .map(DataPoint.Relationship::role)
                    .collect(Collectors.toSet());
            assertEquals(Set.of("customer", "billing_customer"), roles);
            assertEquals(Set.of("name", "region"), dimensions(library, "customer"));
            assertEquals("ordered_on", entity(library, "order").time());
            var metrics = library.ids(DataPoint.Type.METRIC);
            assertEquals(
                    Set.of("customer_count", "order_count", "total_order_amount", "average_order_unit_price"), metrics);
            library.definitions().stream()
                    .filter(definition -> definition.point().type() != DataPoint.Type.SCHEMA)
                    .forEach(definition -> assertEquals(
                            DataPoint.Review.PROPOSED,
                            definition.point().common().review()));
            assertFalse(String.join("", proposal.files().values()).contains("@x"), "an e-mail address was copied");
        }
    }

    @Test
    void awkward_names_and_comments_survive_the_way_into_yaml() throws Exception {
        create(
                "CREATE TABLE \"Sales: 2024 #1\" (\"ID\" INTEGER PRIMARY KEY, \"Yes\" BOOLEAN, \"Total: Net\" DOUBLE,"
                        + " \"größe\" DATE)",
                "COMMENT ON TABLE \"Sales: 2024 #1\" IS 'He said: \"no\"\n- tab\there # \\ 'end' ✓'"
                        .replace("'end'", "''end''"),
                "CREATE TABLE \"null\" (id INTEGER PRIMARY KEY, \"true\" VARCHAR, \"- x\" INTEGER)");
        try (var warehouse = duckDb("d.duckdb")) {
            var library = library(propose(warehouse));
            var sales =
                    library.find(DataPoint.Schema.class, "main_sales_2024_1").orElseThrow();
            assertEquals(
                    "He said: \"no\"\n- tab\there # \\ 'end' ✓", sales.common().definition());
            assertEquals("Total: Net", sales.columns().get(2).name());
        }
    }

    @Test
    void sampling_reports_progress_and_stops_when_cancelled() throws Exception {
        var statements = new ArrayList<String>();
        for (int i = 0; i < 30; i++) statements.add("CREATE TABLE t" + i + " AS SELECT range AS id FROM range(5000)");
        create(statements.toArray(String[]::new));
        try (var warehouse = duckDb("d.duckdb")) {
            var catalog = warehouse.introspect(Instant.EPOCH);
            var sizes = java.util.concurrent.ConcurrentHashMap.<Integer>newKeySet();
            var whole =
                    Sampling.measure(warehouse, catalog, new Cancellation(), (size, done, tables) -> sizes.add(size));
            assertEquals(Set.of(10, 100, 1_000), sizes);
            var measured = whole.table("t7").orElseThrow().columns().getFirst().statistics();
            assertTrue(measured != null && measured.distinct() == 5000 && !measured.exact(), String.valueOf(measured));
            var cancellation = new Cancellation();
            var reported = new AtomicInteger();
            var part = Sampling.measure(warehouse, catalog, cancellation, (size, done, tables) -> {
                if (reported.incrementAndGet() == 3) cancellation.cancel();
            });
            var known = part.tables().stream()
                    .filter(table -> table.columns().getFirst().statistics() != null)
                    .count();
            assertTrue(known >= 1 && known < 10, "measured " + known);
            assertEquals(catalog.fingerprint(), whole.fingerprint());
        }
    }

    @Test
    void a_table_seen_whole_has_exact_statistics() throws Exception {
        create("CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a'), (2, 'a'), (3, NULL), (4, 'b')) AS v (id, kind)");
        try (var warehouse = duckDb("d.duckdb")) {
            var kind = java.util.Objects.requireNonNull(measured(warehouse)
                    .table("t")
                    .orElseThrow()
                    .column("kind")
                    .orElseThrow()
                    .statistics());
            assertTrue(kind.exact());
            assertEquals(0.25, kind.nullShare());
            assertEquals(2, kind.distinct());
            assertEquals("a", kind.min());
            assertEquals("b", kind.max());
            assertEquals("a", kind.top().getFirst().value());
            assertEquals(2, kind.top().getFirst().rows());
        }
    }

    @Test
    void small_csv_databases_of_spider_get_loadable_proposals() throws Exception {
        var spider = CASES.resolve("sql/spider/data");
        assumeTrue(Files.isDirectory(spider), "no cases at " + spider);
        try (var databases = Files.list(spider)) {
            for (var database : databases.filter(Files::isDirectory).sorted().toList()) {
                var name = String.valueOf(database.getFileName());
                Scaffold.build(List.of(database), folder.resolve(name + ".duckdb"));
                try (var warehouse = duckDb(name + ".duckdb")) {
                    var proposal = propose(warehouse);
                    var library = library(proposal);
                    System.out.println(name + ": " + proposal.entities() + " entities, " + proposal.relationships()
                            + " relationships, "
                            + library.ids(DataPoint.Type.METRIC).size() + " metrics; " + proposal.notes());
                    assertTrue(proposal.entities() > 0, name);
                }
            }
        }
    }

    @Test
    void sakila_on_postgresql_gets_its_declared_model() throws Exception {
        var sakila = CASES.resolve("sakila");
        assumeTrue(Files.isDirectory(sakila), "no cases at " + sakila);
        try (var server = EmbeddedPostgres.builder().start()) {
            try (var owner = server.getPostgresDatabase().getConnection()) {
                load(owner, sakila);
            }
            var url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            var described =
                    new Project.Database("sakila", Backend.POSTGRESQL, null, url, "postgres", null, List.of(), null);
            try (var warehouse = Warehouses.open(described, folder, Project.Limits.DEFAULT)) {
                var proposal = propose(warehouse);
                var library = library(proposal);
                System.out.println("sakila: " + proposal.entities() + " entities, " + proposal.relationships()
                        + " relationships, " + library.ids(DataPoint.Type.METRIC) + "; " + proposal.notes());
                var rental = entity(library, "rental");
                assertEquals("rental_date", rental.time());
                assertEquals(
                        Set.of("customer", "inventory", "staff"),
                        rental.relationships().stream()
                                .map(DataPoint.Relationship::to)
                                .collect(Collectors.toSet()));
                assertEquals(
                        List.of("actor_id", "film_id"),
                        entity(library, "film_actor").primaryKey());
                assertTrue(dimensions(library, "film").containsAll(Set.of("rating", "title")));
                assertFalse(dimensions(library, "staff").contains("password"));
                assertTrue(library.ids(DataPoint.Type.METRIC).contains("total_payment_amount"));
            }
        }
    }

    private static void load(Connection owner, Path sakila) throws Exception {
        try (var statement = owner.createStatement()) {
            statement.execute(Files.readString(sakila.resolve("postgres-sakila-schema.sql")));
        }
        var copying = owner.unwrap(PGConnection.class).getCopyAPI();
        var command = "";
        var rows = new StringBuilder();
        try (var statement = owner.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (var line : lines(sakila.resolve("postgres-sakila-insert-data-using-copy.sql"))) {
                if (line.startsWith("COPY ")) command = line.replace(";", "");
                else if (line.equals("\\.")) {
                    copying.copyIn(command, new StringReader(rows.toString()));
                    command = "";
                    rows.setLength(0);
                } else if (!command.isEmpty()) rows.append(line).append('\n');
            }
            statement.execute("ANALYZE");
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}
