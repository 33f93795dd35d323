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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The same shop twice: once whole, with access rules, and once as a database that never held anything but what the
/// rules show. What a person learns from the one must be what anybody learns from the other.
final class Vault implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-04-10T12:00:00Z");
    static final String SALT = "a salt of enough characters";

    private static final String WHOLE = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.customers (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, email VARCHAR, card VARCHAR,
            national_id VARCHAR, birth_date DATE, region VARCHAR, code VARCHAR, pieces INTEGER NOT NULL, ssn VARCHAR,
            referrer INTEGER);
        CREATE TABLE shop.orders (id INTEGER PRIMARY KEY, customer_id INTEGER, amount DECIMAL(12,2), status VARCHAR,
            ordered_at TIMESTAMP, buyer_email VARCHAR, margin DECIMAL(12,2));
        CREATE TABLE shop.regions (code VARCHAR PRIMARY KEY, title VARCHAR);
        CREATE TABLE shop.salaries (id INTEGER PRIMARY KEY, customer_id INTEGER, salary DECIMAL(12,2));
        """;

    /// What the masks mean, by hand.
    private static final Map<String, String> MASKED = Map.of(
            "name",
            "'***'",
            "email",
            "left(md5('" + SALT + "' || email), 16) || '@masked'",
            "card",
            "CASE WHEN length(card) >= 12 THEN '**** **** **** ' || right(card, 4) WHEN card IS NOT NULL THEN '****'"
                    + " END",
            "national_id",
            "left(md5('" + SALT + "' || national_id), 20)",
            "birth_date",
            "CAST(date_trunc('year', birth_date) AS DATE)",
            "buyer_email",
            "left(md5('" + SALT + "' || buyer_email), 16) || '@masked'");

    /// The rules, and by hand what they leave of the tables.
    enum Kind {
        ALL(true, true, true, "salaries"),
        ROWS(true, false, false, ""),
        HIDDEN(false, true, false, ""),
        MASKS(false, false, true, ""),
        FORBIDDEN(false, false, false, "salaries orders");

        private final boolean rows;
        private final boolean hidden;
        private final boolean masks;
        private final String forbidden;

        Kind(boolean rows, boolean hidden, boolean masks, String forbidden) {
            this.rows = rows;
            this.hidden = hidden;
            this.masks = masks;
            this.forbidden = forbidden;
        }

        private List<String> forbidden() {
            return forbidden.isEmpty() ? List.of() : List.of(forbidden.split(" ", -1));
        }

        private String access() {
            var text = new StringBuilder(
                    "access:\n  salt: \"" + SALT + "\"\n  roles:\n    - name: analyst\n      tables:\n");
            rule(
                    text,
                    "shop.customers",
                    "upper(replace(replace(region, ' ', ''), '-', '')) = upper({viewer.region})",
                    "ssn",
                    "{email: email, card: card, national_id: national_id, birth_date: \"date_trunc('year',"
                            + " birth_date)\", name: \"'***'\"}");
            rule(text, "orders", "status <> 'void'", "margin", "{buyer_email: email}");
            for (var table : forbidden())
                text.append("        - {table: ").append(table).append(", forbidden: true}\n");
            return text + "    - name: counter\n      smallest_group: 5\n      tables: [{table: customers}]\n";
        }

        private void rule(StringBuilder text, String table, String condition, String column, String masking) {
            if (forbidden().contains(table) || !(rows || hidden || masks)) return;
            text.append("        - table: ").append(table).append("\n");
            if (rows) text.append("          rows: \"").append(condition).append("\"\n");
            if (hidden) text.append("          hidden: [").append(column).append("]\n");
            if (masks) text.append("          masks: ").append(masking).append("\n");
        }

        /// What is left of the tables, as statements for a database that holds nothing.
        private String seen() {
            var text = WHOLE;
            if (hidden) text = text.replace(" ssn VARCHAR,", "").replace(", margin DECIMAL(12,2)", "");
            if (masks) text = text.replace("name VARCHAR NOT NULL", "name VARCHAR");
            for (var table : forbidden())
                text = Pattern.compile("CREATE TABLE shop." + table + " [^;]*;\n")
                        .matcher(text)
                        .replaceFirst("");
            return text;
        }

        private Map<String, String> shown() {
            Map<String, String> shown = new LinkedHashMap<>();
            shown.put("regions", "SELECT code, title FROM shop.regions");
            shown.put("salaries", "SELECT id, customer_id, salary FROM shop.salaries");
            shown.put(
                    "customers",
                    select(
                            "customers",
                            "id name email card national_id birth_date region code pieces ssn referrer",
                            "region = 'EU'"));
            shown.put(
                    "orders",
                    select("orders", "id customer_id amount status ordered_at buyer_email margin", "status <> 'void'"));
            shown.keySet().removeAll(forbidden());
            return shown;
        }

        private String select(String table, String columns, String condition) {
            var items = Stream.of(columns.split(" ", -1))
                    .filter(column -> !hidden || !(column.equals("ssn") || column.equals("margin")))
                    .map(column -> masks ? MASKED.getOrDefault(column, column) : column)
                    .collect(Collectors.joining(", "));
            return "SELECT " + items + " FROM shop." + table + (rows ? " WHERE " + condition : "");
        }
    }

    static final Viewer ANALYST = new Viewer("ann", Set.of("analyst"), Map.of("region", "EU"), false);
    /// Sees customers in groups of five or more only.
    static final Viewer COUNTER = new Viewer("carl", Set.of("counter"), Map.of(), false);
    /// Nobody special, where there are no rules.
    static final Viewer ANYBODY = new Viewer("ann", Set.of(), false);

    private final Backend backend;
    private final String name;
    private final Apex whole;
    private final Apex seen;

    private Vault(Backend backend, String name, Apex whole, Apex seen) {
        this.backend = backend;
        this.name = name;
        this.whole = whole;
        this.seen = seen;
    }

    static Vault open(Backend backend, Kind kind, Path folder, String library) throws IOException, SQLException {
        return open(backend, kind, folder, library, library);
    }

    /// @param narrow what is left of the library where nothing that is not seen exists
    static Vault open(Backend backend, Kind kind, Path folder, String library, String narrow)
            throws IOException, SQLException {
        var name = "vault" + Long.toString(System.identityHashCode(folder), 36).replace('-', '_');
        try (var full = connect(backend, folder, name + "_whole");
                var shown = connect(backend, folder, name + "_seen")) {
            run(full, WHOLE);
            fill(full, new Dice(7));
            run(shown, kind.seen());
            for (var table : kind.shown().entrySet()) copy(full, shown, table.getKey(), table.getValue());
        }
        return new Vault(
                backend,
                name,
                project(backend, folder, name + "_whole", library, kind.access()),
                project(backend, folder, name + "_seen", narrow, ""));
    }

    Apex whole() {
        return whole;
    }

    Apex seen() {
        return seen;
    }

    /// What a text means to the database that holds no more, without a part of ours between; PostgreSQL, whose
    /// dialect it is.
    List<String> meant(String sql) throws SQLException {
        if (backend != Backend.POSTGRESQL) throw new IllegalStateException("only PostgreSQL reads it as we do");
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection(url(name + "_seen"))) {
            run(connection, "SET search_path = shop");
            try (var result = connection.createStatement().executeQuery(sql)) {
                while (result.next()) {
                    var row = new ArrayList<@Nullable Object>();
                    for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) row.add(result.getObject(i));
                    rows.add(Learned.row(row));
                }
            }
        }
        return rows.stream().sorted().toList();
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
