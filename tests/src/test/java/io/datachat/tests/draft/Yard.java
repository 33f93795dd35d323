package io.datachat.tests.draft;

import io.datachat.apex.Apex;
import io.datachat.apex.draft.Draft;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
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

/// A database of tables that are awkward to change, and everything of it as text.
abstract class Yard implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-04-10T12:00:00Z");

    final Path root;
    final Apex apex;

    Yard(Path root) {
        this.root = root;
        this.apex = Apex.open(ProjectFolder.open(root, Environment.of(Map.of())).project(), NOW);
    }

    abstract Connection connect() throws SQLException;

    /// Schema and rows.
    abstract List<String> everything() throws SQLException;

    Draft draft(String sql) {
        return draft(sql, Viewer.LOCAL);
    }

    Draft draft(String sql, Viewer viewer) {
        return draft(WriteQuery.of(sql), viewer);
    }

    Draft draft(WriteQuery query, Viewer viewer) {
        return apex.draft(query, 1, new Asking(viewer, NOW, Duration.ofSeconds(30), new Cancellation()));
    }

    void run(String script) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            // Without a transaction of its own each statement stands alone.
            if (script.contains("BEGIN;")) statement.execute(script);
            else for (var each : script.split(";\n", -1)) if (!each.isBlank()) statement.execute(each);
        }
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var line = new StringBuilder();
                for (var i = 1; i <= width; i++)
                    line.append(i == 1 ? "" : " | ").append(rows.getString(i));
                texts.add(line.toString());
            }
        }
        return texts;
    }

    @Override
    public void close() {
        apex.close();
    }

    static Path project(Path folder, String name, String database, String access) throws IOException {
        var root = Files.createDirectories(folder.resolve(name));
        Files.writeString(root.resolve("datachat.yaml"), "name: yard\ndatabases:\n  main: " + database + "\n" + access);
        return root;
    }

    /// On PostgreSQL.
    static final class OnPostgres extends Yard {
        private static final String TABLES = """
            CREATE SCHEMA shop;
            CREATE TYPE shop.state AS ENUM ('open', 'paid', 'void');
            CREATE TABLE shop.people (id serial PRIMARY KEY, name text NOT NULL, email text UNIQUE, born date,
                note text COLLATE "C", score double precision, seen timestamptz DEFAULT '2025-01-01 10:00Z', data bytea,
                CONSTRAINT "Named" CHECK (name <> '' AND score IS NOT NULL OR score IS NULL));
            CREATE TABLE shop."Order Lines" ("Id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                "order" text NOT NULL DEFAULT 'it''s', "select" numeric(12,2) CHECK ("select" >= 0),
                "say ""hi""\" date, total numeric GENERATED ALWAYS AS ("select" * 2) STORED,
                state shop.state DEFAULT 'open', flag boolean DEFAULT true,
                person integer REFERENCES shop.people (id), tags text[], meta jsonb,
                CONSTRAINT "once each" UNIQUE ("order", person));
            CREATE TABLE shop.stock (sku text, place integer, pieces integer CONSTRAINT must_be NOT NULL DEFAULT 0,
                note varchar(40), price numeric(8,3), PRIMARY KEY (sku, place));
            CREATE TABLE shop.tree (id integer PRIMARY KEY, parent integer REFERENCES shop.tree (id), label text);
            CREATE TABLE shop.log (at date, what text);
            CREATE TABLE shop.child (id integer PRIMARY KEY, tree integer REFERENCES shop.tree (id) ON DELETE CASCADE);
            CREATE TABLE shop.lone (id bigint PRIMARY KEY, a integer, b text, c timestamp, d uuid);
            CREATE INDEX "By Note" ON shop.people (lower(note), born DESC) WHERE born IS NOT NULL;
            CREATE UNIQUE INDEX lone_b ON shop.lone (b) INCLUDE (a);
            CREATE INDEX stock_pieces ON shop.stock USING hash (pieces);
            CREATE VIEW shop.cheap AS SELECT sku, place, price FROM shop.stock WHERE price < 10;
            CREATE VIEW shop."Wide View" AS SELECT c.sku, p.name FROM shop.cheap c JOIN shop.people p ON p.id = c.place;
            CREATE MATERIALIZED VIEW shop.sums AS SELECT place, sum(pieces) AS pieces FROM shop.stock GROUP BY place;
            CREATE INDEX sums_place ON shop.sums (place);
            COMMENT ON TABLE shop.stock IS 'what lies where';
            COMMENT ON COLUMN shop.stock.note IS 'it''s a "note"';
            COMMENT ON INDEX shop."By Note" IS 'an index';
            COMMENT ON CONSTRAINT "Named" ON shop.people IS 'a constraint';
            COMMENT ON VIEW shop."Wide View" IS 'a view';
            GRANT SELECT, INSERT ON shop.stock TO yard_ann WITH GRANT OPTION;
            GRANT SELECT ON shop."Order Lines" TO PUBLIC;
            GRANT UPDATE ON shop.people TO yard_bob;
            INSERT INTO shop.people (name, email, born, note, score, data) SELECT 'Name ' || i,
                CASE WHEN i % 4 > 0 THEN 'u' || i || '@example.org' END, CASE WHEN i % 3 > 0 THEN DATE '1990-01-01' + i END,
                CASE WHEN i % 5 > 0 THEN E'a''b\\\\c\\n' || i END, i / 7.0, decode('00ff', 'hex')
                FROM generate_series(1, 20) AS i;
            INSERT INTO shop."Order Lines" ("order", "select", "say ""hi""\", state, flag, person, tags, meta)
                SELECT 'o' || i, CASE WHEN i % 6 > 0 THEN i * 1.25 END, DATE '2025-01-01' + i,
                (ARRAY['open', 'paid', 'void', NULL])[1 + i % 4]::shop.state, i % 3 = 0, 1 + i % 20,
                ARRAY['x', NULL, 'y' || i], jsonb_build_object('i', i) FROM generate_series(1, 40) AS i;
            INSERT INTO shop.stock SELECT 'S' || i, p, i * p, CASE WHEN i % 2 = 0 THEN 'n' || i END, i * 1.125
                FROM generate_series(1, 12) AS i, generate_series(1, 3) AS p;
            INSERT INTO shop.tree SELECT i, NULLIF(i / 2, 0), 'l' || i FROM generate_series(1, 15) AS i;
            INSERT INTO shop.log SELECT DATE '2025-01-01' + i % 3, 'w' || i % 2 FROM generate_series(1, 9) AS i;
            INSERT INTO shop.child SELECT i, i FROM generate_series(1, 5) AS i;
            INSERT INTO shop.lone SELECT i, i % 7, CASE WHEN i % 5 > 0 THEN 'b' || i END, TIMESTAMP '2025-01-01' + i *
                INTERVAL '1.5 hours', md5(i::text)::uuid FROM generate_series(1, 25) AS i;
            REFRESH MATERIALIZED VIEW shop.sums;
            """;

        private static final String SCHEMA = """
            SELECT 'column', c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
              a.attgenerated, pg_get_expr(ad.adbin, ad.adrelid), col_description(c.oid, a.attnum), a.attcollation
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema',
            'pg_toast') UNION ALL
            SELECT 'constraint', con.conrelid::regclass::text, con.conname, pg_get_constraintdef(con.oid), NULL, NULL, NULL, NULL,
              obj_description(con.oid, 'pg_constraint'), NULL FROM pg_constraint con
            JOIN pg_namespace n ON n.oid = con.connamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
            UNION ALL
            SELECT 'relation', c.oid::regclass::text, c.relkind::text, CASE WHEN c.relkind IN ('v', 'm') THEN
              pg_get_viewdef(c.oid) WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) END, NULL, NULL, NULL,
              (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(coalesce(c.relacl, acldefault('r', c.relowner)))
                AS x), obj_description(c.oid, 'pg_class'), NULL
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') UNION ALL
            SELECT 'schema', '', n.nspname, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM pg_namespace n
            WHERE n.nspname NOT LIKE 'pg_t%' ORDER BY 1, 2, 3, 4\
            """;

        private final String url;

        private OnPostgres(Path root, String url) {
            super(root);
            this.url = url;
        }

        static OnPostgres open(Path folder, String access) throws IOException, SQLException {
            var name = "yard" + Long.toString(System.nanoTime(), 36);
            var url = Postgres.database(name);
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("""
                    DO $$ BEGIN CREATE ROLE yard_ann; CREATE ROLE yard_bob;
                    EXCEPTION WHEN duplicate_object THEN NULL; END $$\
                    """);
                statement.execute(TABLES);
            }
            var described = "{type: postgresql, url: \"" + url + "\", schemas: [shop], default_schema: shop}";
            return new OnPostgres(project(folder, name, described, access), url);
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url);
        }

        @Override
        List<String> everything() throws SQLException {
            try (var connection = connect()) {
                var all = new ArrayList<>(rows(connection, SCHEMA));
                for (var table : rows(connection, """
                    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname
                    NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'm') ORDER BY 1\
                    """)) {
                    var names = rows(
                            connection,
                            "SELECT string_agg(quote_ident(attname) || '::text', ', ' ORDER BY attname) FROM"
                                    + " pg_attribute WHERE attrelid = '" + table.replace("'", "''")
                                    + "'::regclass AND attnum > 0 AND NOT attisdropped");
                    all.add(table + " "
                            + rows(
                                    connection,
                                    "SELECT ROW(" + names.getFirst() + ")::text FROM " + table + " ORDER BY 1"));
                }
                return all;
            }
        }
    }

    /// On DuckDB.
    static final class OnDuckDb extends Yard {
        private static final String TABLES = """
            CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL, email text UNIQUE, born date, score double);
            CREATE TABLE "Order Lines" ("Id" integer PRIMARY KEY, "order" text NOT NULL DEFAULT 'it''s',
                "select" decimal(12,2) CHECK ("select" >= 0), "say ""hi""\" date, flag boolean DEFAULT true);
            CREATE TABLE stock (sku text, place integer, pieces integer NOT NULL DEFAULT 0, note varchar,
                price decimal(8,3), PRIMARY KEY (sku, place));
            CREATE TABLE lone (id bigint PRIMARY KEY, a integer, b text, c timestamp, d uuid);
            CREATE TABLE log ("at" date, what text);
            CREATE INDEX stock_pieces ON stock (pieces);
            CREATE VIEW cheap AS SELECT sku, place, price FROM stock WHERE price < 10;
            COMMENT ON TABLE stock IS 'what lies where';
            COMMENT ON COLUMN stock.note IS 'it''s a "note"';
            INSERT INTO people SELECT i, 'Name ' || i, CASE WHEN i % 4 > 0 THEN 'u' || i END,
                CASE WHEN i % 3 > 0 THEN DATE '1990-01-01' + i::integer END, i / 7.0 FROM range(1, 21) AS r (i);
            INSERT INTO "Order Lines" SELECT i, 'o''' || i, CASE WHEN i % 6 > 0 THEN i * 1.25 END,
                DATE '2025-01-01' + i::integer, i % 3 = 0 FROM range(1, 41) AS r (i);
            INSERT INTO stock SELECT 'S' || i, p, i * p, CASE WHEN i % 2 = 0 THEN 'n' || i END, i * 1.125
                FROM range(1, 13) AS r (i), range(1, 4) AS s (p);
            INSERT INTO lone SELECT i, i % 7, CASE WHEN i % 5 > 0 THEN 'b' || i END, TIMESTAMP '2025-01-01' + INTERVAL (i)
                HOUR, md5(i::text)::uuid FROM range(1, 26) AS r (i);
            INSERT INTO log SELECT DATE '2025-01-01' + (i % 3)::integer, 'w' || i % 2 FROM range(1, 10) AS r (i);
            """;

        private final Path file;

        private OnDuckDb(Path root, Path file) {
            super(root);
            this.file = file;
        }

        static OnDuckDb open(Path folder) throws IOException, SQLException {
            var name = "yard" + Long.toString(System.nanoTime(), 36);
            var file = folder.resolve(name + ".duckdb");
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                    var statement = connection.createStatement()) {
                statement.execute(TABLES);
            }
            return new OnDuckDb(project(folder, name, "{type: duckdb, path: \"" + file + "\"}", ""), file);
        }

        OnDuckDb again() {
            return new OnDuckDb(root, file);
        }

        /// DuckDB has one process that writes: what DataChat holds open for reading is given up before.
        @Override
        Connection connect() throws SQLException {
            apex.close();
            return DriverManager.getConnection("jdbc:duckdb:" + file);
        }

        @Override
        List<String> everything() throws SQLException {
            try (var connection = connect()) {
                var all = new ArrayList<>(rows(connection, """
                    SELECT 'column' AS kind, table_name, column_name, data_type, is_nullable, column_default, comment
                    FROM duckdb_columns() WHERE NOT internal UNION ALL
                    SELECT 'constraint', table_name, constraint_type, constraint_text, true, NULL, NULL
                    FROM duckdb_constraints() UNION ALL
                    SELECT 'index', table_name, index_name, sql, is_unique, NULL, comment FROM duckdb_indexes() UNION ALL
                    SELECT 'view', view_name, NULL, sql, true, NULL, comment FROM duckdb_views() WHERE NOT internal UNION ALL
                    SELECT 'table', table_name, NULL, NULL, true, NULL, comment FROM duckdb_tables() ORDER BY ALL\
                    """));
                for (var table : rows(connection, "SELECT table_name FROM duckdb_tables() ORDER BY 1")) {
                    var names = rows(
                            connection,
                            "SELECT string_agg('\"' || replace(column_name, '\"', '\"\"') || '\"', ', ' ORDER BY"
                                    + " column_name) FROM duckdb_columns() WHERE table_name = '"
                                    + table.replace("'", "''") + "'");
                    all.add(table + " "
                            + rows(
                                    connection,
                                    "SELECT " + names.getFirst() + " FROM \"" + table.replace("\"", "\"\"")
                                            + "\" ORDER BY ALL"));
                }
                return all;
            }
        }
    }
}
