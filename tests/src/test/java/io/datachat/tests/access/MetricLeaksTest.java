package io.datachat.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.tests.access.Vault.Kind;
import io.datachat.tests.benchmark.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Metrics, words and the catalog tell somebody under access rules what they tell where there never was more; and
/// nothing that is remembered for one person comes to another.
class MetricLeaksTest {
    private static final String NARROW = """
        datapoint:
          id: customer
          type: entity
          name: Customer
          source: customers
          primary_key: id
          dimensions: [region, name, email, birth_date, pieces%s]
        ---
        datapoint:
          id: order
          type: entity
          name: Order
          source: orders
          primary_key: id
          time: ordered_at
          dimensions: [status, buyer_email]
          relationships:
            - {name: buyer, to: customer, on: {customer_id: id}, cardinality: many_to_one}
        ---
        datapoint: {id: customers, type: metric, name: Customers, execution: {entity: customer, aggregation: count}}
        ---
        datapoint: {id: addresses, type: metric, name: Addresses, execution: {entity: customer, aggregation: count_distinct, expression: email}}
        ---
        datapoint: {id: oldest, type: metric, name: Oldest, execution: {entity: customer, aggregation: min, expression: birth_date}}
        ---
        datapoint: {id: orders, type: metric, name: Orders, execution: {entity: order, aggregation: count}}
        ---
        datapoint: {id: revenue, type: metric, name: Revenue, execution: {entity: order, aggregation: sum, expression: amount}}
        ---
        datapoint: {id: voided, type: metric, name: Voided, execution: {entity: order, aggregation: count, filters: "status = 'void'"}}
        """;

    private static final String WIDE = NARROW.formatted(", ssn") + """
        ---
        datapoint:
          id: salary
          type: entity
          name: Salary
          source: salaries
          primary_key: id
        ---
        datapoint: {id: payroll, type: metric, name: Payroll, execution: {entity: salary, aggregation: sum, expression: salary}}
        ---
        datapoint: {id: margin, type: metric, name: Margin, execution: {entity: order, aggregation: sum, expression: margin}}
        ---
        datapoint: {id: numbers, type: metric, name: Numbers, execution: {entity: customer, aggregation: count_distinct, expression: ssn}}
        """;

    private static final List<String> METRICS = List.of(
            "customers",
            "addresses",
            "oldest",
            "orders",
            "revenue",
            "voided",
            "payroll",
            "margin",
            "numbers",
            "payrol",
            "margins");
    private static final List<String> RESTS = List.of(
            "",
            ", \"dimensions\": [\"region\"]",
            ", \"dimensions\": [\"customer.email\"]",
            ", \"dimensions\": [\"customer.ssn\"]",
            ", \"dimensions\": [\"customer.ss\"]",
            ", \"dimensions\": [\"status\"]",
            ", \"filters\": [{\"field\": \"region\", \"op\": \"eq\", \"value\": \"US\"}]",
            ", \"filters\": [{\"field\": \"region\", \"op\": \"is_null\"}]",
            ", \"filters\": [{\"field\": \"customer.email\", \"op\": \"eq\", \"value\": \"u7@example.org\"}]",
            ", \"filters\": [{\"field\": \"customer.name\", \"op\": \"contains\", \"value\": \"3\"}]",
            ", \"filters\": [{\"field\": \"customer.ssn\", \"op\": \"eq\", \"value\": \"S3\"}]",
            ", \"where\": [\"customer.birth_date > date '1990-05-05'\"]",
            ", \"dimensions\": [\"customer.birth_date\"], \"limit\": 3");

    @ParameterizedTest
    @EnumSource(Backend.class)
    void metrics_words_and_catalog_know_no_more(Backend backend, @TempDir Path folder)
            throws IOException, SQLException {
        List<String> leaks = new ArrayList<>();
        var attempts = 0;
        var answered = 0;
        try (var vault = Vault.open(backend, Kind.ALL, folder, WIDE, NARROW.formatted(""))) {
            var anybody = Vault.asking(Vault.ANYBODY);
            var analyst = Vault.asking(Vault.ANALYST);
            for (var metric : METRICS)
                for (var rest : RESTS) {
                    var json = "{\"metrics\": [\"" + metric + "\"]" + rest + "}";
                    // The administrator asks first, so that whatever is remembered is there to be
                    // found.
                    Learned.metric(vault.whole(), Vault.asking(Viewer.LOCAL), json);
                    var wanted = Learned.metric(vault.seen(), anybody, json);
                    var got = Learned.metric(vault.whole(), analyst, json);
                    if (!wanted.text().equals(got.text()))
                        leaks.add(json + "\n  expected:\n" + wanted.beside(got).indent(4) + "  learned:\n"
                                + got.beside(wanted).indent(4));
                    attempts++;
                    if (got.answered()) answered++;
                }
            for (var words :
                    List.of("payroll by region", "customers by ssn", "margin", "revenue by region", "salary")) {
                attempts++;
                assertEquals(
                        vault.seen().understand(words, anybody).toString(),
                        vault.whole().understand(words, analyst).toString(),
                        words);
            }
            assertEquals(
                    vault.seen().dimensions(List.of("orders")).toString(),
                    vault.whole().dimensions(List.of("orders"), Vault.ANALYST).toString());
            var catalog = vault.whole().catalogs(Vault.ANALYST).toString();
            for (var secret : List.of("ssn", "margin", "salaries")) assertTrue(!catalog.contains(secret), secret);
        }
        var report = backend.word() + ", metrics: " + attempts + " attempts, " + answered + " answered, " + leaks.size()
                + " leaks";
        Figures.tell(report);
        assertEquals("", String.join("\n", leaks), report);
        assertTrue(answered > 40, report);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void each_sees_their_own_also_when_another_asked_before(Backend backend, @TempDir Path folder)
            throws IOException, SQLException {
        try (var vault = Vault.open(backend, Kind.ALL, folder, WIDE, NARROW.formatted(""))) {
            Map<Viewer, Long> means = Map.of(
                    Viewer.LOCAL,
                    count(vault, "true"),
                    of("EU"),
                    count(vault, "region = 'EU'"),
                    of("us"),
                    count(vault, "region = 'US'"),
                    of("nowhere"),
                    0L);
            for (var round = 0; round < 2; round++)
                means.forEach((viewer, number) -> {
                    var got = Learned.metric(vault.whole(), Vault.asking(viewer), "{\"metrics\": [\"customers\"]}");
                    assertEquals(String.valueOf(number), got.table(), viewer.toString());
                });
            for (var refused : Stream.of(
                            new Viewer("bea", Set.of("analyst"), Map.of(), false),
                            new Viewer("bob", Set.of(), Map.of("region", "EU"), false),
                            new Viewer("eve", Set.of("administrators"), Map.of("region", "EU"), false))
                    .toList()) {
                assertThrows(
                        Rejection.class,
                        () -> vault.whole()
                                .answer(SqlQuery.of("SELECT count(*) FROM customers"), Vault.asking(refused)),
                        refused.toString());
            }
            assertThrows(Rejection.class, () -> vault.whole().materialize("customers", Vault.asking(Vault.ANALYST)));
            assertThrows(Rejection.class, () -> vault.whole().verifyKeys(Vault.asking(Vault.ANALYST), _ -> {}));
        }
    }

    private static Viewer of(String region) {
        return new Viewer("ann", Set.of("analyst"), Map.of("region", region), false);
    }

    private static long count(Vault vault, String condition) {
        return (Long) vault.whole()
                .answer(SqlQuery.of("SELECT count(*) FROM customers WHERE " + condition), Vault.asking(Viewer.LOCAL))
                .rows()
                .getFirst()
                .getFirst();
    }
}
