package io.datachat.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.tests.access.Vault.Kind;
import io.datachat.tests.benchmark.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Customers are shown in groups of at least five: whoever counts them sees every larger group as it is, and of fewer
/// nothing, whatever stands around the count.
class SmallestGroupTest {
    /// Which customers; the numbers of them are asked of the database.
    private static final List<String> CHOICES = List.of(
            "true",
            "c.id = 17",
            "c.id < 4",
            "c.id < 5",
            "c.id < 6",
            "c.id > 30",
            "c.name = 'Name 3'",
            "c.name IN ('Name 3', 'Name 4', 'Name 5')",
            "c.email = 'u7@example.org'",
            "c.region = 'EU'",
            "c.region = 'EU' AND c.pieces = 3",
            "c.ssn = 'S9'",
            "c.card IS NULL",
            "c.region IS NULL AND c.referrer IS NOT NULL",
            "c.birth_date > DATE '2003-01-01'");

    /// `%s` is the choice; each gives one row for all that are chosen.
    private static final List<String> FORMS = List.of(
            "SELECT count(*) FROM customers c WHERE %s",
            "SELECT sum(pieces), min(birth_date), max(card) FROM customers c WHERE %s",
            "SELECT avg(pieces) + 0 FROM (SELECT * FROM customers c WHERE %s) c",
            "WITH chosen AS (SELECT * FROM customers c WHERE %s) SELECT count(*), count(DISTINCT email) FROM chosen",
            "SELECT count(*) FROM customers c CROSS JOIN regions r WHERE %s",
            "SELECT sum(c.pieces) FROM customers c LEFT JOIN regions r ON r.code = c.region WHERE %s",
            "SELECT count(*) FROM regions r RIGHT JOIN customers c ON r.code = c.region WHERE %s",
            "SELECT count(*) FROM (SELECT c.id, c.pieces AS p FROM customers c WHERE %s ORDER BY c.id LIMIT 100) x",
            "SELECT count(*) FILTER (WHERE %s) FROM customers c",
            "SELECT (SELECT sum(pieces) FROM customers c WHERE %s)");

    /// None of these may show anything.
    private static final List<String> CLOSED = List.of(
            "SELECT * FROM customers",
            "SELECT id FROM customers",
            "SELECT 1 FROM customers",
            "SELECT DISTINCT id FROM customers",
            "SELECT DISTINCT name FROM customers",
            "SELECT name, count(*) FROM customers GROUP BY name",
            "SELECT id, count(*) FROM customers GROUP BY id",
            "SELECT max(p) FROM (SELECT id, max(pieces) AS p FROM customers GROUP BY id) x",
            "SELECT sum(CASE WHEN id = 17 THEN pieces END) FROM customers",
            "SELECT sum(CASE WHEN id = 17 THEN pieces ELSE 0 END) FROM customers",
            "SELECT max(CASE WHEN name = 'Name 3' THEN ssn END) FROM customers",
            "SELECT sum(pieces * (1 - abs(sign(id - 17)))) FROM customers",
            "SELECT max(coalesce(nullif(id, 3), 1000)) FROM customers",
            "SELECT max(substring(ssn, 1, 2)) FROM customers",
            "SELECT max(p) FROM (SELECT CASE WHEN id = 17 THEN pieces END AS p FROM customers) x",
            "SELECT array_agg(name) FROM customers",
            "SELECT string_agg(name, ',') FROM customers",
            "SELECT any_value(name) FROM customers",
            "SELECT id, rank() OVER (ORDER BY pieces) FROM customers",
            "SELECT count(*) OVER () FROM customers",
            "SELECT name FROM customers UNION SELECT title FROM regions",
            "SELECT id FROM customers EXCEPT SELECT 1",
            "SELECT id FROM customers INTERSECT SELECT customer_id FROM orders",
            "SELECT count(*) FROM (SELECT name FROM customers WHERE id = 17 UNION ALL SELECT title FROM regions) x",
            "SELECT title FROM regions WHERE EXISTS (SELECT 1 FROM customers WHERE id = 17 AND pieces > 3)",
            "SELECT title FROM regions WHERE code IN (SELECT region FROM customers WHERE id = 17)",
            "SELECT title FROM regions WHERE (SELECT pieces FROM customers WHERE id = 17) > 3",
            "SELECT (SELECT pieces FROM customers WHERE id = 17)",
            "SELECT count(*) FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE name = 'Name 3')",
            "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id",
            "SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id",
            "SELECT c.id, sum(o.amount) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.id",
            "SELECT c.name, sum(o.amount) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.name",
            "SELECT sum(o.amount) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.name = 'Name 3'",
            "SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer_id AND c.id = 17",
            "SELECT count(c.id) FROM orders o LEFT JOIN customers c ON c.id = o.customer_id AND c.id = 17",
            "SELECT count(*) FROM customers a JOIN customers b ON a.pieces = b.pieces WHERE a.id = 17",
            "SELECT sum(o.amount) FILTER (WHERE c.id = 17) FROM orders o JOIN customers c ON c.id = o.customer_id",
            "SELECT id FROM customers ORDER BY pieces LIMIT 1",
            "SELECT max(pieces) FROM (SELECT * FROM customers ORDER BY id LIMIT 1) x",
            "SELECT first_value(pieces) OVER (ORDER BY id) FROM customers");

    @ParameterizedTest
    @EnumSource(Backend.class)
    void nothing_is_shown_of_fewer(Backend backend, @TempDir Path folder) throws IOException, SQLException {
        List<String> leaks = new ArrayList<>();
        var attempts = 0;
        var shown = 0;
        try (var vault = Vault.open(backend, Kind.ALL, folder, "")) {
            for (var choice : CHOICES) {
                var number = (Long) vault.whole()
                        .answer(
                                SqlQuery.of("SELECT count(*) FROM customers c WHERE " + choice),
                                Vault.asking(Viewer.LOCAL))
                        .rows()
                        .getFirst()
                        .getFirst();
                for (var form : FORMS) {
                    attempts++;
                    var sql = form.formatted(choice);
                    var got = Learned.sql(vault.whole(), Vault.asking(Vault.COUNTER), sql);
                    var all = Learned.sql(vault.whole(), Vault.asking(Viewer.LOCAL), sql);
                    if (number >= 5) shown++;
                    if (number >= 5 ? !got.table().equals(all.table()) : got.shows())
                        leaks.add(number + ": " + sql + "\n" + got.table() + " but all is\n" + all.table());
                }
            }
            for (var sql : CLOSED) {
                attempts++;
                var got = Learned.sql(vault.whole(), Vault.asking(Vault.COUNTER), sql);
                if (got.shows()) leaks.add(sql + "\n" + got.table());
                if (!got.answered() && !got.text().contains("GV103")) leaks.add(sql + "\n" + got.text());
            }
        }
        var report = backend.word() + ", smallest group: " + attempts + " attempts, " + shown + " may be shown, "
                + leaks.size() + " leaks or losses";
        Figures.tell(report);
        assertEquals("", String.join("\n", leaks), report);
        assertTrue(shown > 50, report);
    }
}
