package io.datachat.tests.access;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/// The same shop twice: once whole, with access rules, and once as a database that never held anything but what the
/// rules show. What a person learns from the one must be what anybody learns from the other.
final class Vault implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-04-10T12:00:00Z");
    static final String SALT = "a salt of enough characters";

    private static final String TABLES = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.customers (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, email VARCHAR, card VARCHAR,
            national_id VARCHAR, birth_date DATE, region VARCHAR, code VARCHAR, pieces INTEGER NOT NULL, %s referrer INTEGER);
        CREATE TABLE shop.orders (id INTEGER PRIMARY KEY, customer_id INTEGER, amount DECIMAL(12,2), status VARCHAR,
            ordered_at TIMESTAMP, buyer_email VARCHAR%s);
        CREATE TABLE shop.regions (code VARCHAR PRIMARY KEY, title VARCHAR);
        """;
    private static final String WHOLE = TABLES.formatted("ssn VARCHAR,", ", margin DECIMAL(12,2)") + """
        CREATE TABLE shop.salaries (id INTEGER PRIMARY KEY, customer_id INTEGER, salary DECIMAL(12,2));
        """;
    private static final String SEEN = TABLES.formatted("", "").replace("name VARCHAR NOT NULL", "name VARCHAR");

    /// What the rules mean, by hand.
    private static final Map<String, String> SHOWN = Map.of(
            "customers",
            "SELECT id, '***', left(md5('" + SALT + "' || email), 16) || '@masked',"
                    + " CASE WHEN length(card) >= 12 THEN '**** **** **** ' || right(card, 4)"
                    + " WHEN card IS NOT NULL THEN '****' END,"
                    + " left(md5('" + SALT + "' || national_id), 20), CAST(date_trunc('year', birth_date) AS DATE),"
                    + " region, code, pieces, referrer FROM shop.customers WHERE region = 'EU'",
            "orders",
            "SELECT id, customer_id, amount, status, ordered_at," + " left(md5('" + SALT
                    + "' || buyer_email), 16) || '@masked' FROM shop.orders WHERE status <> 'void'",
            "regions",
            "SELECT code, title FROM shop.regions");

    private static final String ACCESS = """
        access:
          salt: "%s"
          roles:
            - name: analyst
              tables:
                - table: shop.customers
                  rows: "upper(replace(replace(region, ' ', ''), '-', '')) = upper({viewer.region})"
                  hidden: [ssn]
                  masks: {email: email, card: card, national_id: national_id, birth_date: "date_trunc('year', birth_date)", name: "'***'"}
                - table: orders
                  rows: "status <> 'void'"
                  hidden: [margin]
                  masks: {buyer_email: email}
                - {table: shop.salaries, forbidden: true}
        """.formatted(SALT);

    static final Viewer ANALYST = new Viewer("ann", Set.of("analyst"), Map.of("region", "EU"), false);
    /// Nobody special, where there are no rules.
    static final Viewer ANYBODY = new Viewer("ann", Set.of(), false);

    private final Apex whole;
    private final Apex seen;

    private Vault(Apex whole, Apex seen) {
        this.whole = whole;
        this.seen = seen;
    }

    static Vault open(Backend backend, Path folder, String library) throws IOException, SQLException {
        var name = "vault" + Long.toString(System.identityHashCode(folder), 36).replace('-', '_');
        try (var full = connect(backend, folder, name + "_whole");
                var shown = connect(backend, folder, name + "_seen")) {
            run(full, WHOLE);
            fill(full, new Dice(7));
            run(shown, SEEN);
            for (var table : SHOWN.entrySet()) copy(full, shown, table.getKey(), table.getValue());
        }
        return new Vault(
                project(backend, folder, name + "_whole", library, ACCESS),
                project(backend, folder, name + "_seen", library, ""));
    }

    Apex whole() {
        return whole;
    }

    Apex seen() {
        return seen;
    }

    static Asking asking(Viewer viewer) {
        return new Asking(viewer, NOW, Duration.ofSeconds(60), new Cancellation());
    }

    private static Connection connect(Backend backend, Path folder, String name) throws SQLException {
        return switch (backend) {
            case DUCKDB -> DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(name + ".duckdb"));
            case POSTGRESQL -> {
                try (var connection = Postgres.connect()) {
                    run(connection, "DROP DATABASE IF EXISTS " + name);
                    run(connection, "CREATE DATABASE " + name);
                }
                yield DriverManager.getConnection(url(name));
            }
        };
    }

    private static String url(String name) {
        return Postgres.url().replaceFirst("/postgres\\?", "/" + name + "?");
    }

    private static Apex project(Backend backend, Path folder, String name, String library, String access)
            throws IOException {
        var root = Files.createDirectories(folder.resolve(name));
        var database = switch (backend) {
            case DUCKDB -> "{type: duckdb, path: ../" + name + ".duckdb, default_schema: shop}";
            case POSTGRESQL -> "{type: postgresql, url: \"" + url(name) + "\", schemas: [shop], default_schema: shop}";
        };
        Files.writeString(root.resolve("datachat.yaml"), "name: shop\ndatabases:\n  main: " + database + "\n" + access);
        Files.createDirectories(root.resolve("datapoints/user"));
        Files.writeString(root.resolve("datapoints/user/shop.yaml"), library);
        return Apex.open(ProjectFolder.open(root, Environment.of(Map.of())).project(), NOW);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var one : sql.split(";\n", -1)) if (!one.isBlank()) statement.execute(one);
        }
    }

    /// Codes of customers who are not seen are no numbers, and their pieces are zero: what computes with them
    /// fails.
    private static void fill(Connection connection, Dice dice) throws SQLException {
        run(connection, "INSERT INTO shop.regions VALUES ('EU', 'Europe'), ('US', 'America'), ('AP', 'Asia')");
        var sql =
                new StringBuilder("INSERT INTO shop.customers (id, name, email, card, national_id, birth_date, region,"
                        + " code, pieces, ssn, referrer) VALUES ");
        for (var id = 1; id <= 60; id++) {
            var region = dice.pick("'EU'", "'EU'", "'US'", "'AP'", "NULL");
            var seen = region.equals("'EU'");
            sql.append(id == 1 ? "" : ", ")
                    .append("(")
                    .append(id)
                    .append(", 'Name ")
                    .append(id)
                    .append("', ")
                    .append(dice.chance(0.1) ? "NULL" : "'u" + dice.between(1, 40) + "@example.org'")
                    .append(", ")
                    .append(
                            dice.chance(0.2)
                                    ? dice.pick("NULL", "'12'")
                                    : "'41111111" + (10000000 + dice.between(0, 89999999)) + "'")
                    .append(", ")
                    .append(dice.chance(0.1) ? "NULL" : "'N" + dice.between(1, 50) + "'")
                    .append(", DATE '")
                    .append(dice.between(1950, 2004))
                    .append("-0")
                    .append(dice.between(1, 9))
                    .append("-1")
                    .append(dice.between(0, 9))
                    .append("', ")
                    .append(region)
                    .append(", ")
                    .append(seen ? "'" + dice.between(1, 99) + "'" : "'x" + id + "'")
                    .append(", ")
                    .append(seen ? dice.between(1, 9) : 0)
                    .append(", 'S")
                    .append(id)
                    .append("', ")
                    .append(dice.chance(0.3) ? "NULL" : "" + dice.between(1, 60))
                    .append(")");
        }
        run(connection, sql.toString());
        sql = new StringBuilder(
                "INSERT INTO shop.orders (id, customer_id, amount, status, ordered_at, buyer_email, margin) VALUES ");
        for (var id = 1; id <= 300; id++)
            sql.append(id == 1 ? "" : ", ")
                    .append("(")
                    .append(id)
                    .append(", ")
                    .append(dice.chance(0.05) ? "NULL" : "" + dice.between(1, 62))
                    .append(", ")
                    .append(dice.chance(0.05) ? "NULL" : dice.between(1, 500) + "." + dice.between(10, 99))
                    .append(", ")
                    .append(dice.pick("'paid'", "'paid'", "'open'", "'void'", "NULL"))
                    .append(", TIMESTAMP '2025-0")
                    .append(dice.between(1, 3))
                    .append("-1")
                    .append(dice.between(0, 9))
                    .append(" 10:00:00'")
                    .append(", 'u")
                    .append(dice.between(1, 45))
                    .append("@example.org'")
                    .append(", ")
                    .append(dice.between(1, 9))
                    .append(")");
        run(connection, sql.toString());
        run(connection, "INSERT INTO shop.salaries SELECT id, id, id * 1000 FROM shop.customers");
    }

    private static void copy(Connection from, Connection to, String table, String select) throws SQLException {
        try (var rows = from.createStatement().executeQuery(select)) {
            var width = rows.getMetaData().getColumnCount();
            var marks = String.join(", ", Collections.nCopies(width, "?"));
            try (var insert = to.prepareStatement("INSERT INTO shop." + table + " VALUES (" + marks + ")")) {
                while (rows.next()) {
                    for (var i = 1; i <= width; i++) insert.setObject(i, rows.getObject(i));
                    insert.execute();
                }
            }
        }
    }

    @Override
    public void close() {
        whole.close();
        seen.close();
    }
}
