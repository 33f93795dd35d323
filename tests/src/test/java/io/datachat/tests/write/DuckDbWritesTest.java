package io.datachat.tests.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.state.approval.Approval.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes to a DuckDB file, from the proposal to the end, and what nobody can tell after a crash.
class DuckDbWritesTest {
    @TempDir
    Path folder;

    private Path root;
    private Path file;

    @BeforeEach
    void make() throws IOException, SQLException {
        root = Files.createDirectories(folder.resolve("project"));
        file = root.resolve("shop.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE numbers START 21");
            statement.execute("CREATE TABLE products (sku text PRIMARY KEY, price decimal(10,2) NOT NULL CHECK (price <"
                    + " 1000), n integer DEFAULT nextval('numbers'))");
            statement.execute("INSERT INTO products SELECT 'P' || i, i * 2, i FROM range(1, 21) AS r (i)");
        }
        Files.writeString(root.resolve("datachat.yaml"), """
            name: depot
            databases:
              main: {type: duckdb, path: shop.duckdb, writes: {tables: [products], most_rows: 25}}
            """);
        Files.createDirectories(root.resolve("datapoints/user"));
        Files.writeString(root.resolve("datapoints/user/shop.yaml"), """
            datapoint: {id: product, type: entity, name: Product, source: products, primary_key: [sku]}
            ---
            datapoint: {id: price_not_negative, type: constraint, name: Prices are not negative, entity: product, where: price >= 0}
            """);
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }

    private List<String> everything() throws SQLException {
        var all = texts("SELECT p::text FROM products AS p ORDER BY 1");
        all.addAll(texts("SELECT coalesce(last_value, -1)::text FROM duckdb_sequences()"));
        return all;
    }

    @Test
    void from_the_proposal_to_the_end() throws Exception {
        var before = everything();
        String update;
        String insert;
        var added = WriteQuery.of("INSERT INTO products (sku, price) VALUES ('N', 5)");
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            var seen = desks.desk().propose(CrashTest.WRITE, me);
            assertEquals(1, seen.seen().rows());
            assertEquals(1, seen.seen().rules().size());
            update = seen.approval().id();
            insert = desks.desk().propose(added, me).approval().id();
            for (var broken : List.of(
                    "UPDATE products SET price = -1 WHERE sku = 'P3'",
                    "UPDATE products SET price = 2000 WHERE sku = 'P3'",
                    "INSERT INTO products (sku, price) VALUES ('P3', 1)")) {
                var code = TwoKeysTest.refused(() -> desks.desk().propose(WriteQuery.of(broken), me));
                assertTrue(code.startsWith("WR20"), broken + " " + code);
            }
        }
        assertEquals(before, everything());
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            for (var id : List.of(update, insert)) desks.desk().approve(id, me);
            desks.desk().execute(update, CrashTest.WRITE, me);
            desks.desk().execute(insert, added, me);
            assertEquals("AP102", TwoKeysTest.refused(() -> desks.desk().execute(update, CrashTest.WRITE, me)));
            assertEquals(State.EXECUTED, desks.desk().find(insert, Viewer.LOCAL).state());
        }
        assertEquals(List.of("7.00"), texts("SELECT price::text FROM products WHERE sku = 'P3'"));
        assertEquals(List.of("21"), texts("SELECT n::text FROM products WHERE sku = 'N'"));
    }

    @ParameterizedTest
    @EnumSource
    void nobody_knows_what_became_of_a_turn_that_was_taken(Dying.Step step) throws Exception {
        String id;
        try (var desks = new Desks(root)) {
            var me = desks.asking(Viewer.LOCAL);
            id = desks.desk().propose(CrashTest.WRITE, me).approval().id();
            desks.desk().approve(id, me);
        }
        assertEquals(137, CrashTest.die(folder, root, id, step));
        var price = step == Dying.Step.AFTER_COMMIT ? "7.00" : "6.00";
        assertEquals(List.of(price), texts("SELECT price::text FROM products WHERE sku = 'P3'"));
        try (var desks = new Desks(root)) {
            var taken = step != Dying.Step.BEFORE_TURN;
            assertEquals(
                    taken ? State.EXECUTING : State.APPROVED,
                    desks.desk().find(id, Viewer.LOCAL).state());
            if (taken) {
                desks.later(Duration.ofHours(1));
                var me = desks.asking(Viewer.LOCAL);
                assertEquals("AP102", TwoKeysTest.refused(() -> desks.desk().execute(id, CrashTest.WRITE, me)));
                assertEquals(State.UNKNOWN, desks.desk().find(id, Viewer.LOCAL).state());
            } else {
                desks.desk().execute(id, CrashTest.WRITE, desks.asking(Viewer.LOCAL));
            }
        }
        if (step == Dying.Step.BEFORE_TURN) price = "7.00";
        assertEquals(List.of(price), texts("SELECT price::text FROM products WHERE sku = 'P3'"));
    }
}
