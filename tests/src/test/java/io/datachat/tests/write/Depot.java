package io.datachat.tests.write;

import io.datachat.apex.Apex;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A shop's database on PostgreSQL with everything in it by which a write could reach further than its text says.
final class Depot implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-04-10T12:00:00Z");

    private static final String TABLES = """
        CREATE SCHEMA shop;
        CREATE TYPE shop.state AS ENUM ('open', 'paid', 'void');
        CREATE TABLE shop.customers (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
            region text NOT NULL, email text, credit numeric(12,2) NOT NULL DEFAULT 0, secret integer);
        CREATE TABLE shop.orders (id serial PRIMARY KEY, customer_id integer REFERENCES shop.customers (id),
            amount numeric(12,2) NOT NULL CHECK (amount >= 0), state shop.state NOT NULL DEFAULT 'open',
            region text NOT NULL DEFAULT 'EU', note text, created timestamptz DEFAULT now());
        CREATE TABLE shop.products (sku text PRIMARY KEY, title text NOT NULL, price numeric(10,2) NOT NULL,
            listed date, taxed numeric(12,2) GENERATED ALWAYS AS (price * 1.2) STORED, barcode text UNIQUE);
        CREATE TABLE shop.stock (sku text REFERENCES shop.products (sku) ON UPDATE CASCADE, place integer,
            pieces integer NOT NULL, PRIMARY KEY (sku, place));
        CREATE TABLE shop.log (at timestamptz DEFAULT now(), what text);
        CREATE SEQUENCE shop.ticket;
        CREATE TABLE shop.tickets (id integer PRIMARY KEY, code text, used bigint DEFAULT nextval('shop.ticket'));
        CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO shop.log (what) VALUES (TG_OP); PERFORM nextval(''shop.ticket''); RETURN NEW; END';
        CREATE TABLE shop.watched (id integer PRIMARY KEY, name text);
        CREATE TRIGGER touching AFTER INSERT OR UPDATE ON shop.watched FOR EACH ROW EXECUTE FUNCTION shop.touch();
        CREATE FUNCTION shop.sneak(value integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS
            'BEGIN INSERT INTO shop.log (what) VALUES (''sneak''); PERFORM nextval(''shop.ticket''); RETURN value; END';
        CREATE FUNCTION shop.honest(value integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
            'BEGIN PERFORM nextval(''shop.ticket''); RETURN true; END';
        CREATE TABLE shop.guarded (id integer PRIMARY KEY, value integer CHECK (shop.honest(value)));
        CREATE TABLE shop.stepping (id integer PRIMARY KEY, value integer DEFAULT shop.sneak(1));
        CREATE VIEW shop.cheap AS SELECT * FROM shop.products WHERE price < 10;
        CREATE VIEW shop.listing AS SELECT sku, title FROM shop.products;
        CREATE FUNCTION shop.instead() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO shop.log (what) VALUES (''instead''); RETURN NEW; END';
        CREATE TRIGGER instead INSTEAD OF INSERT OR UPDATE ON shop.listing FOR EACH ROW EXECUTE FUNCTION shop.instead();
        CREATE TABLE shop.ruled (id integer PRIMARY KEY, name text);
        CREATE RULE also AS ON INSERT TO shop.ruled DO ALSO INSERT INTO shop.log (what) VALUES ('rule');
        CREATE TABLE shop.parent (id integer PRIMARY KEY, name text);
        CREATE TABLE shop.child () INHERITS (shop.parent);
        CREATE TABLE shop.parted (id integer PRIMARY KEY, name text) PARTITION BY RANGE (id);
        CREATE TABLE shop.parted_low PARTITION OF shop.parted FOR VALUES FROM (0) TO (100);
        CREATE TABLE shop.parted_high PARTITION OF shop.parted FOR VALUES FROM (100) TO (200);
        CREATE TRIGGER touching AFTER INSERT ON shop.parted_high FOR EACH ROW EXECUTE FUNCTION shop.touch();
        CREATE TABLE shop.keyless (name text);
        CREATE TABLE shop.shut (id integer PRIMARY KEY, name text);
        CREATE TABLE shop.late (id integer PRIMARY KEY, customer_id integer REFERENCES shop.customers (id)
            DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO shop.customers (name, region, email, credit, secret) SELECT 'Name ' || i,
            CASE WHEN i % 3 = 0 THEN 'US' ELSE 'EU' END, 'u' || i || '@example.org', i * 10, i * 7 % 11
            FROM generate_series(1, 30) AS i;
        INSERT INTO shop.orders (customer_id, amount, state, region) SELECT 1 + i % 30, i * 3,
            (ARRAY['open', 'paid', 'void'])[1 + i % 3]::shop.state, CASE WHEN (1 + i % 30) % 3 = 0 THEN 'US' ELSE 'EU' END
            FROM generate_series(1, 60) AS i;
        UPDATE shop.orders SET created = TIMESTAMPTZ '2025-01-01 10:00:00Z';
        INSERT INTO shop.products (sku, title, price, listed, barcode) SELECT 'P' || i, 'Product ' || i, i * 2,
            DATE '2025-01-01' + i, 'B' || i FROM generate_series(1, 20) AS i;
        INSERT INTO shop.stock SELECT 'P' || i, p, i FROM generate_series(1, 20) AS i, generate_series(1, 2) AS p;
        INSERT INTO shop.tickets (id, code) VALUES (1, 'A');
        INSERT INTO shop.watched VALUES (1, 'one');
        INSERT INTO shop.guarded VALUES (1, 1);
        INSERT INTO shop.stepping VALUES (1, 1);
        INSERT INTO shop.ruled VALUES (1, 'one');
        INSERT INTO shop.parent VALUES (1, 'one');
        INSERT INTO shop.parted VALUES (1, 'one');
        INSERT INTO shop.keyless VALUES ('one');
        INSERT INTO shop.shut VALUES (1, 'one');
        """;

    static final String OPENED =
            "customers, orders, products, stock, tickets, watched, guarded, stepping, ruled, parent,"
                    + " parted, keyless, late";

    private static final String RULES = """
        datapoint: {id: product, type: entity, name: Product, source: products, primary_key: [sku]}
        ---
        datapoint: {id: customer, type: entity, name: Customer, source: customers, primary_key: [id]}
        ---
        datapoint: {id: order, type: entity, name: Order, source: orders, primary_key: [id]}
        ---
        datapoint:
          id: price_not_negative
          type: constraint
          name: Prices are not negative
          entity: product
          where: price >= 0
          message: A price must not be negative
        ---
        datapoint:
          id: paid_has_amount
          type: constraint
          name: Paid orders have an amount
          entity: order
          where: state <> 'paid' OR amount > 0
        ---
        datapoint:
          id: secret_below_credit
          type: constraint
          name: The secret is below the credit
          entity: customer
          where: secret <= credit + 10
        """;

    private final String url;
    private final Path root;
    private Apex apex;

    private Depot(String url, Path root) {
        this.url = url;
        this.root = root;
        this.apex = opened(root);
    }

    /// @param access what stands below `access:` in datachat.yaml; empty for none
    static Depot open(Path folder, String access) throws IOException, SQLException {
        var name = "depot" + Long.toString(System.nanoTime(), 36);
        var url = Postgres.database(name);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
        var root = Files.createDirectories(folder.resolve(name));
        Files.writeString(root.resolve("datachat.yaml"), """
            name: depot
            databases:
              main:
                type: postgresql
                url: "%s"
                schemas: [shop]
                default_schema: shop
                writes: {tables: [%s], most_rows: 25}
            %s
            """.formatted(url, OPENED, access));
        Files.createDirectories(root.resolve("datapoints/user"));
        Files.writeString(root.resolve("datapoints/user/shop.yaml"), RULES);
        return new Depot(url, root);
    }

    private static Apex opened(Path root) {
        return Apex.open(project(root), NOW);
    }

    static Project project(Path root) {
        return ProjectFolder.open(root, Environment.of(Map.of())).project();
    }

    Path root() {
        return root;
    }

    Apex apex() {
        return apex;
    }

    void reopen() {
        apex.close();
        apex = opened(root);
    }

    static Asking asking(Viewer viewer) {
        return new Asking(viewer, NOW, Duration.ofSeconds(30), new Cancellation());
    }

    static Viewer clerk(String region) {
        return new Viewer("ann", Set.of("clerk"), Map.of("region", region), false);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /// Every row of every table, and where every sequence stands.
    Map<String, List<String>> everything() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (var connection = connect()) {
            for (var table : relations(connection, "r"))
                all.put(table, texts(connection, "SELECT t::text FROM " + table + " AS t ORDER BY 1"));
            for (var sequence : relations(connection, "S"))
                all.put(sequence, texts(connection, "SELECT last_value || '/' || is_called FROM " + sequence));
            all.put("large objects", texts(connection, "SELECT oid::text FROM pg_largeobject_metadata ORDER BY 1"));
            all.put(
                    "relations",
                    texts(connection, "SELECT oid::regclass::text || relkind::text FROM pg_class ORDER BY 1"));
        }
        return all;
    }

    private static List<String> relations(Connection connection, String kind) throws SQLException {
        return texts(
                connection,
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE"
                        + " n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind = '"
                        + kind + "' ORDER BY 1");
    }

    List<String> texts(String sql) throws SQLException {
        try (var connection = connect()) {
            return texts(connection, sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }

    @Override
    public void close() {
        apex.close();
    }
}
