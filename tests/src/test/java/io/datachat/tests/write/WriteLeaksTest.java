package io.datachat.tests.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.tests.benchmark.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two databases that differ only in what a clerk does not see. Whatever the clerk proposes, what comes of it (sample,
/// number of rows, verdict, refusal) is the same on both: nobody can learn what is different.
class WriteLeaksTest {
    private static final String ACCESS = """
        access:
          roles:
            - name: clerk
              writes: [customers, orders, products, stock, tickets, watched]
              tables:
                - {table: customers, rows: "region = {viewer.region}", hidden: [secret], masks: {email: "'***'"}}
                - {table: orders, rows: "region = {viewer.region}"}
                - {table: products, hidden: [barcode]}
                - {table: stock, rows: "place = 1"}
                - {table: log, forbidden: true}
        """;

    private static final String OTHERWISE = """
        UPDATE shop.customers SET secret = secret + 1000, email = 'z' || email;
        UPDATE shop.customers SET name = '7', credit = 999 WHERE region = 'US';
        INSERT INTO shop.customers (name, region, credit) SELECT 'Zed', 'US', 5 FROM generate_series(1, 3);
        DELETE FROM shop.orders WHERE region = 'US' AND id % 2 = 0;
        UPDATE shop.orders SET amount = 9999, customer_id = NULL WHERE region = 'US';
        INSERT INTO shop.orders (id, amount, region) VALUES (900, 5, 'US');
        UPDATE shop.products SET barcode = 'Z' || barcode;
        DELETE FROM shop.stock WHERE place = 2;
        INSERT INTO shop.stock VALUES ('P1', 7, 1);
        DELETE FROM shop.log;
        """;

    @TempDir
    Path folder;

    @Test
    void what_comes_of_a_proposal_depends_on_nothing_that_is_not_seen() throws Exception {
        List<String> leaks = new ArrayList<>();
        var tried = 0;
        var attempts = TwoKeysTest.lines("leaks.sql");
        try (var one = Depot.open(folder, ACCESS);
                var other = Depot.open(folder, ACCESS)) {
            TwoKeysTest.run(other, OTHERWISE);
            assertNotEquals(one.everything(), other.everything());
            for (var sql : attempts) {
                var here = learned(one, sql);
                var there = learned(other, sql);
                if (!here.equals(there)) leaks.add(sql + "\n  " + here + "\n  " + there);
                if (!here.startsWith("refused")) tried++;
            }
            // The test itself can tell the two apart.
            var all = SqlQuery.of("SELECT count(*) AS n FROM orders");
            assertNotEquals(
                    one.apex().answer(all, Depot.asking(Viewer.LOCAL)).rows(),
                    other.apex().answer(all, Depot.asking(Viewer.LOCAL)).rows());
        }
        Figures.tell("writes under access rules: " + attempts.size() + " proposals, " + tried + " tried, "
                + leaks.size() + " leaks");
        assertEquals("", String.join("\n", leaks));
        assertTrue(tried >= 20, "only " + tried);
    }

    private static String learned(Depot depot, String sql) {
        try {
            var seen = depot.apex()
                    .changes(Kind.PROPOSAL, WriteQuery.of(sql), Depot.asking(Depot.clerk("EU")))
                    .rehearse();
            assertTrue(!seen.toString().contains("@example.org"), seen::toString);
            return timeless(seen.toString());
        } catch (Rejection refused) {
            return "refused: " + refused.problems().stream().map(Problem::line).collect(Collectors.joining("; "));
        }
    }

    /// Columns that say when, and with them the hash of all rows, differ by the moment.
    private static String timeless(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "now").replaceAll("after=[0-9a-f]{64}", "after");
    }
}
