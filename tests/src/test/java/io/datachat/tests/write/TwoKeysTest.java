package io.datachat.tests.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.state.approval.Approval.State;
import io.datachat.tests.benchmark.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real PostgreSQL nothing changes without both keys: no row, no sequence, no large object, no relation.
class TwoKeysTest {
    private static final String PRICE = "UPDATE products SET price = price + 1 WHERE sku = :sku";

    @TempDir
    Path folder;

    private static WriteQuery price(String sku) {
        return new WriteQuery(PRICE, Map.of("sku", new SqlQuery.Value(sku, SqlQuery.Type.STRING)), null);
    }

    @Test
    void no_text_changes_anything_by_being_proposed_or_asked() throws Exception {
        var attempts = lines("attempts.sql");
        var proposed = 0;
        List<String> changed = new ArrayList<>();
        try (var depot = Depot.open(folder, "");
                var desks = new Desks(depot.root())) {
            var before = depot.everything();
            for (var sql : attempts) {
                if (tried(() -> desks.desk().propose(WriteQuery.of(sql), desks.asking(Viewer.LOCAL)))) proposed++;
                tried(() -> desks.apex().answer(SqlQuery.of(sql), desks.asking(Viewer.LOCAL)));
                tried(() -> desks.apex().dryRun(SqlQuery.of(sql), desks.asking(Viewer.LOCAL)));
                var after = depot.everything();
                if (!after.equals(before)) changed.add(sql);
                before = after;
            }
        }
        Figures.tell("two keys: " + attempts.size() + " texts, " + proposed + " of them proposed, " + changed.size()
                + " changed something");
        assertEquals("", String.join("\n", changed));
        assertTrue(attempts.size() >= 80, "only " + attempts.size());
        assertTrue(proposed >= 15, "only " + proposed + " got as far as being tried");
    }

    @Test
    void both_keys_change_exactly_what_was_seen_once() throws Exception {
        try (var depot = Depot.open(folder, "");
                var desks = new Desks(depot.root())) {
            var me = desks.asking(Viewer.LOCAL);
            var proposal = desks.desk().propose(price("P3"), me);
            assertEquals(1, proposal.seen().rows());
            assertEquals(List.of("6.00"), depot.texts("SELECT price FROM shop.products WHERE sku = 'P3'"));
            desks.desk().approve(proposal.approval().id(), me);
            assertEquals(List.of("6.00"), depot.texts("SELECT price FROM shop.products WHERE sku = 'P3'"));
            var done = desks.desk().execute(proposal.approval().id(), price("P3"), me);
            assertEquals(State.EXECUTED, done.approval().state());
            assertEquals(proposal.seen().hashes(), done.seen().hashes());
            assertEquals(List.of("7.00"), depot.texts("SELECT price FROM shop.products WHERE sku = 'P3'"));
            var before = depot.everything();
            assertEquals(
                    "AP102",
                    refused(() -> desks.desk().execute(proposal.approval().id(), price("P3"), me)));
            assertEquals(before, depot.everything());
        }
    }

    @Test
    void a_row_that_is_added_gets_its_number_when_it_is_done() throws Exception {
        try (var depot = Depot.open(folder, "");
                var desks = new Desks(depot.root())) {
            var me = desks.asking(Viewer.LOCAL);
            var insert = WriteQuery.of("INSERT INTO orders (customer_id, amount, state) VALUES (1, 5, 'paid')");
            var proposal = desks.desk().propose(insert, me);
            desks.desk().approve(proposal.approval().id(), me);
            desks.desk().execute(proposal.approval().id(), insert, me);
            assertEquals(
                    List.of("61 5.00 paid"),
                    depot.texts("SELECT id || ' ' || amount || ' ' || state FROM shop.orders WHERE id > 60"));
        }
    }

    @Test
    void triggers_fire_when_it_is_done_and_not_before() throws Exception {
        try (var depot = Depot.open(folder, "");
                var desks = new Desks(depot.root())) {
            var me = desks.asking(Viewer.LOCAL);
            var insert = WriteQuery.of("INSERT INTO watched (id, name) VALUES (2, 'two')");
            run(depot, "DELETE FROM shop.log");
            var before = depot.everything();
            var proposal = desks.desk().propose(insert, me);
            assertEquals(List.of("touching"), proposal.seen().triggers());
            assertEquals(before, depot.everything());
            desks.desk().approve(proposal.approval().id(), me);
            desks.desk().execute(proposal.approval().id(), insert, me);
            assertEquals(List.of("INSERT"), depot.texts("SELECT what FROM shop.log"));
        }
    }

    @Test
    void a_key_that_does_not_fit_changes_nothing() throws Exception {
        try (var depot = Depot.open(folder, "access: {roles: [{name: clerk, writes: [products]}]}");
                var desks = new Desks(depot.root())) {
            var ann = Depot.clerk("EU");
            var asks = desks.asking(ann);
            var boss = desks.asking(Desks.administrator("boss"));
            var open = desks.desk().propose(price("P3"), asks).approval().id();
            var before = depot.everything();
            // Not approved, by nobody, by oneself, by a stranger.
            assertEquals("AP104", refused(() -> desks.desk().execute(open, price("P3"), asks)));
            assertEquals("AP103", refused(() -> desks.desk().approve(open, asks)));
            var stranger = new Viewer("eve", ann.roles(), ann.attributes(), false);
            assertEquals("AP101", refused(() -> desks.desk().approve(open, desks.asking(stranger))));
            assertEquals("AP101", refused(() -> desks.desk().execute("nothing", price("P3"), asks)));
            desks.desk().approve(open, boss);
            // Another text, other values, another person, another database's name, more roles.
            assertEquals("WR301", refused(() -> desks.desk().execute(open, price("P4"), asks)));
            var spaced = new WriteQuery(PRICE + " ", price("P3").parameters(), null);
            assertEquals("WR301", refused(() -> desks.desk().execute(open, spaced, asks)));
            var wider = WriteQuery.of("UPDATE products SET price = price + 1 WHERE sku > 'P3'");
            assertEquals("WR301", refused(() -> desks.desk().execute(open, wider, asks)));
            assertEquals("AP101", refused(() -> desks.desk().execute(open, price("P3"), boss)));
            assertEquals("AP101", refused(() -> desks.desk().execute(open, price("P3"), desks.asking(stranger))));
            var promoted = new Viewer("ann", ann.roles(), ann.attributes(), true);
            assertEquals("WR301", refused(() -> desks.desk().execute(open, price("P3"), desks.asking(promoted))));
            // Rejected after all, approved twice, expired.
            assertEquals("AP102", refused(() -> desks.desk().approve(open, boss)));
            desks.later(Duration.ofMinutes(16));
            assertEquals("AP102", refused(() -> desks.desk().execute(open, price("P3"), desks.asking(ann))));
            var other = desks.desk()
                    .propose(price("P3"), desks.asking(ann))
                    .approval()
                    .id();
            desks.desk().reject(other, "no", boss);
            assertEquals("AP102", refused(() -> desks.desk().execute(other, price("P3"), desks.asking(ann))));
            assertEquals("AP102", refused(() -> desks.desk().approve(other, boss)));
            assertEquals(before, depot.everything());
        }
    }

    @Test
    void what_became_another_than_was_seen_is_not_done() throws Exception {
        try (var depot = Depot.open(folder, "");
                var desks = new Desks(depot.root())) {
            var me = desks.asking(Viewer.LOCAL);
            var cheap = WriteQuery.of("UPDATE products SET title = 'cheap' WHERE price < 9");
            var id = desks.desk().propose(cheap, me).approval().id();
            desks.desk().approve(id, me);
            run(depot, "UPDATE shop.products SET price = 1 WHERE sku = 'P20'");
            assertEquals("WR301", refused(() -> desks.desk().execute(id, cheap, me)));
            // As many rows as were seen, but others.
            run(depot, "UPDATE shop.products SET price = 100 WHERE sku = 'P1'");
            assertEquals("WR301", refused(() -> desks.desk().execute(id, cheap, me)));
            assertEquals(List.of("0"), depot.texts("SELECT count(*) FROM shop.products WHERE title = 'cheap'"));
            run(depot, "UPDATE shop.products SET price = 1 WHERE sku = 'P1'");
            run(depot, "UPDATE shop.products SET price = 40 WHERE sku = 'P20'");
            desks.desk().execute(id, cheap, me);
            assertEquals(List.of("4"), depot.texts("SELECT count(*) FROM shop.products WHERE title = 'cheap'"));
        }
    }

    @Test
    void rules_hold_for_rows_as_they_would_be() throws Exception {
        try (var depot = Depot.open(folder, "");
                var desks = new Desks(depot.root())) {
            var me = desks.asking(Viewer.LOCAL);
            var before = depot.everything();
            for (var sql : List.of(
                    "UPDATE products SET price = price - 7 WHERE price < 9",
                    "INSERT INTO products (sku, title, price) VALUES ('X', 'x', 1), ('Y', 'y', -0.01)",
                    "INSERT INTO orders (customer_id, amount, state) VALUES (1, 0, 'paid')",
                    "UPDATE orders SET amount = 0 WHERE state = 'paid' AND id < 9"))
                assertEquals("WR201", refused(() -> desks.desk().propose(WriteQuery.of(sql), me)), sql);
            assertEquals(before, depot.everything());
            // At the moment it is done the row is another than when it was proposed.
            var less = WriteQuery.of("UPDATE products SET price = price - 5 WHERE sku = 'P3'");
            var id = desks.desk().propose(less, me).approval().id();
            desks.desk().approve(id, me);
            run(depot, "UPDATE shop.products SET price = 4 WHERE sku = 'P3'");
            assertEquals("WR201", refused(() -> desks.desk().execute(id, less, me)));
            assertEquals(List.of("4.00"), depot.texts("SELECT price FROM shop.products WHERE sku = 'P3'"));
        }
    }

    static void run(Depot depot, String sql) throws SQLException {
        try (var connection = depot.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    interface Attempt {
        Object make();
    }

    static boolean tried(Attempt attempt) {
        try {
            attempt.make();
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }

    /// The codes of what was refused.
    static String refused(Attempt attempt) {
        return assertThrows(Rejection.class, attempt::make).problems().stream()
                .map(Problem::code)
                .map(code -> code.id())
                .collect(Collectors.joining(" "));
    }

    static List<String> lines(String file) throws IOException {
        try (var resource = Objects.requireNonNull(TwoKeysTest.class.getResourceAsStream(file))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
        }
    }
}
