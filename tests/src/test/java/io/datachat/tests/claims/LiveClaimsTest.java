package io.datachat.tests.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.tests.world.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Keys, histories, calendars and relationships that the data breaks, each in one way, and answers that rely on them.
class LiveClaimsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final String SCHEMA = "claims";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void what_the_data_denies_is_found_with_an_example(Backend backend) throws Exception {
        try (var apex = open(backend)) {
            var found = apex.verifyKeys(Asking.local(NOW), _ -> {}).stream()
                    .map(verdict -> verdict.found())
                    .filter(Objects::nonNull)
                    .map(problem -> problem.code().id() + " " + problem.message())
                    .collect(Collectors.joining("\n"));
            assertEquals("""
                KY101 entity account: claims.accounts has one row per account_id, but 1 key says otherwise, such as account_id 2 (2 rows)
                KY101 entity account: claims.accounts has one row per code, but 1 key says otherwise, such as code b (2 rows)
                KY104 entity day: the calendar claims.days misses nothing, but after 2026-01-02T00:00 comes 2026-01-04T00:00
                KY102 entity price: rows of claims.prices begin before they end (since, until), but 1 row says otherwise, such as product_id 3, since 2026-01-05, until 2026-01-05
                KY103 entity price: rows of claims.prices with the same product_id hold one after the other (since, until), but 2 pairs say otherwise, such as product_id 1, holds_from 2026-01-01, holds_to 2026-01-10, next_from 2026-01-09
                KY105 entity sale: every product_id of claims.sales is found in claims.products, but 1 value says otherwise, such as product_id 9 (in 2 rows)
                KY105 entity sale: every product_id of claims.sales is found in claims.prices, but 1 value says otherwise, such as product_id 9 (in 2 rows)\
                """, found);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_answer_that_relies_on_a_wrong_key_is_refused_once_that_is_known(Backend backend) throws Exception {
        try (var apex = open(backend)) {
            assertTrue(
                    notes(apex, "account.owner")
                            .contains("keys of account not verified; run datachat datapoint lint --live"),
                    notes(apex, "account.owner"));
            assertTrue(notes(apex, "product.name").contains("keys of product not verified"));
            assertTrue(!notes(apex).contains("not verified"), "no join, no key");
            apex.verifyKeys(Asking.local(NOW), _ -> {});
            var refused = assertThrows(Rejection.class, () -> notes(apex, "account.owner"));
            assertEquals(
                    "KY106 the answer relies on entity account: claims.accounts has one row per account_id, but the"
                            + " data says otherwise",
                    refused.problems().getFirst().code().id() + " "
                            + refused.problems().getFirst().message());
            assertEquals("", notes(apex, "product.name"), "verified now, and the orphan is no reason to refuse");
            assertEquals("", notes(apex));
            assertThrows(Rejection.class, () -> notes(apex, "price.amount"));
        }
        try (var again = reopened()) {
            assertThrows(Rejection.class, () -> notes(again, "account.owner"), "it is remembered");
            mend(backend);
            assertThrows(Rejection.class, () -> notes(again, "account.owner"), "until it is checked again");
            if (backend == Backend.POSTGRESQL) {
                again.verifyKeys(Asking.local(NOW), _ -> {});
                assertEquals("", notes(again, "account.owner"));
            }
        }
    }

    private static String notes(Apex apex, String... dimensions) {
        var plain = MetricQuery.of("sales");
        var query = new MetricQuery(
                plain.metrics(),
                java.util.stream.Stream.of(dimensions)
                        .map(name -> new Dimension(name, null))
                        .toList(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                plain.compare(),
                null,
                null,
                Map.of(),
                false,
                plain.framing());
        return String.join("\n", apex.dryRun(query, Asking.local(NOW)).receipt().notes());
    }

    private Apex open(Backend backend) throws Exception {
        Files.createDirectories(folder.resolve("datapoints/user"));
        var database = "{type: duckdb, path: shop.duckdb, schemas: [claims], default_schema: claims}";
        if (backend == Backend.DUCKDB) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"))) {
                fill(connection);
            }
        } else {
            try (var connection = Postgres.connect()) {
                run(connection, "DROP SCHEMA IF EXISTS claims CASCADE");
                fill(connection);
            }
            database = "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [claims], default_schema: claims}";
        }
        Files.writeString(folder.resolve("datachat.yaml"), "name: claims\ndatabases:\n  shop: " + database + "\n");
        Files.writeString(folder.resolve("datapoints/user/shop.yaml"), """
            datapoint: {id: account, type: entity, name: Account, source: accounts, primary_key: account_id,
              unique: [{columns: [code]}], dimensions: [owner]}
            ---
            datapoint: {id: product, type: entity, name: Product, source: products, primary_key: product_id, dimensions: [name]}
            ---
            datapoint: {id: price, type: entity, name: Price, source: prices, primary_key: product_id, valid: {from: since, to: until}, dimensions: [amount]}
            ---
            datapoint: {id: day, type: entity, name: Day, source: days, primary_key: day, calendar: {grain: day}}
            ---
            datapoint:
              id: sale
              type: entity
              name: Sale
              source: sales
              primary_key: sale_id
              time: sold_on
              relationships:
                - {to: account, cardinality: many_to_one, on: {account_id: account_id}}
                - {to: product, cardinality: many_to_one, on: {product_id: product_id}}
                - {to: price, cardinality: many_to_one, on: {product_id: product_id}}
            ---
            datapoint: {id: sales, type: metric, name: Sales, execution: {entity: sale, aggregation: count}}
            """);
        return reopened();
    }

    private Apex reopened() {
        return Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), NOW);
    }

    private static void fill(Connection connection) throws SQLException {
        run(connection, "CREATE SCHEMA " + SCHEMA);
        run(connection, "CREATE TABLE claims.accounts (account_id INTEGER, code VARCHAR(9), owner VARCHAR(9))");
        run(
                connection,
                "INSERT INTO claims.accounts VALUES (1, 'a', 'x'), (2, 'b', 'x'), (2, 'b', 'y'), (3, NULL, 'z'),"
                        + " (4, NULL, 'z')");
        run(connection, "CREATE TABLE claims.products (product_id INTEGER, name VARCHAR(9))");
        run(connection, "INSERT INTO claims.products VALUES (1, 'pan'), (2, 'pot'), (3, 'lid')");
        run(connection, "CREATE TABLE claims.prices (product_id INTEGER, amount INTEGER, since DATE, until DATE)");
        run(
                connection,
                "INSERT INTO claims.prices VALUES (1, 10, DATE '2026-01-01', DATE '2026-01-10'),"
                        + " (1, 11, DATE '2026-01-09', NULL), (2, 20, DATE '2026-01-01', DATE '2026-02-01'),"
                        + " (2, 21, DATE '2026-02-01', NULL), (3, 30, DATE '2026-01-05', DATE '2026-01-05'),"
                        + " (4, 40, DATE '2026-01-01', NULL), (4, 41, DATE '2026-03-01', NULL)");
        run(connection, "CREATE TABLE claims.days (day DATE)");
        run(connection, "INSERT INTO claims.days VALUES (DATE '2026-01-01'), (DATE '2026-01-02'), (DATE '2026-01-04')");
        run(
                connection,
                "CREATE TABLE claims.sales (sale_id INTEGER PRIMARY KEY, account_id INTEGER, product_id INTEGER,"
                        + " sold_on DATE)");
        run(
                connection,
                "INSERT INTO claims.sales VALUES (1, 1, 1, DATE '2026-01-03'), (2, 2, 9, DATE '2026-01-03'),"
                        + " (3, NULL, 9, DATE '2026-01-03'), (4, NULL, NULL, DATE '2026-01-03')");
    }

    private void mend(Backend backend) throws SQLException {
        if (backend != Backend.POSTGRESQL) return;
        try (var connection = Postgres.connect()) {
            run(connection, "DELETE FROM claims.accounts WHERE owner = 'y'");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
