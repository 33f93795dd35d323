package io.datachat.tests.unhappy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.golden.GoldenWorld;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectionTest {
    private static final Path PAYLOADS =
            Path.of(System.getProperty("datachat.cases", "../../shared/data")).resolve("sql/injection/payloads.txt");
    private final List<String> failures = new ArrayList<>();

    @Test
    void no_payload_changes_a_statement_wherever_it_is_put(@TempDir Path folder) throws IOException, SQLException {
        assumeTrue(Files.exists(PAYLOADS), "skipped: no payloads at " + PAYLOADS + ", say -Ddatachat.cases=…");
        var payloads = Files.readAllLines(PAYLOADS).stream()
                .filter(line -> !line.isBlank())
                .toList();
        try (var plain = GoldenWorld.postgres();
                var onDuckdb = GoldenWorld.engine(folder.resolve("duckdb"));
                var onPostgres = GoldenWorld.engine(
                        folder.resolve("postgresql"),
                        "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + GoldenWorld.SCHEMA
                                + "], default_schema: " + GoldenWorld.SCHEMA + "}")) {
            for (var payload : payloads) {
                for (var engine : List.of(onDuckdb, onPostgres)) attack(engine, payload);
            }
            assertEquals(
                    13L,
                    io.datachat.tests.differential.Cells.rows(plain, "SELECT COUNT(*) FROM orders")
                                            .getFirst()
                                            .getFirst()
                                    instanceof BigDecimal count
                            ? count.longValueExact()
                            : -1);
        }
        assertTrue(payloads.size() > 500, "only " + payloads.size());
        assertTrue(
                failures.isEmpty(),
                failures.size() + " failures\n"
                        + String.join("\n", failures.subList(0, Math.min(20, failures.size()))));
    }

    private void attack(Engine engine, String payload) {
        var none = List.<Filter>of();
        var byName = List.of(new Filter("customer.full_name", Op.EQ, List.of(payload)));
        var byPart = List.of(new Filter("customer.full_name", Op.CONTAINS, List.of(payload)));
        finds(engine, payload, query("customers", List.of(), byName, List.of(), null));
        finds(engine, payload, query("customers", List.of(), byPart, List.of(), null));
        refuses(engine, payload, query(payload, List.of(), none, List.of(), null));
        refuses(engine, payload, query("customers", List.of(new Dimension(payload, null)), none, List.of(), null));
        refuses(
                engine,
                payload,
                query("customers", List.of(), List.of(new Filter(payload, Op.EQ, List.of("x"))), List.of(), null));
        refuses(engine, payload, query("customers", List.of(), none, List.of(new Order(payload, false)), null));
        refuses(engine, payload, query("customers", List.of(), none, List.of(), new Span.Words(payload)));
        refuses(engine, payload, query("customers", List.of(), none, List.of(), new Span.Between(payload, null)));
    }

    private static MetricQuery query(
            String metric,
            List<Dimension> dimensions,
            List<Filter> filters,
            List<Order> order,
            @org.jspecify.annotations.Nullable Span period) {
        return new MetricQuery(
                List.of(metric),
                dimensions,
                null,
                period,
                filters,
                List.of(),
                order,
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    /// As a value it is compared like any other text: the statement stays and nobody has such a name.
    private void finds(Engine engine, String payload, MetricQuery query) {
        try {
            var answer = engine.apex().answer(query, Asking.local(Engine.AS_OF));
            var found = answer.rows().getFirst().getFirst();
            var legitimate = List.of("Ada", "Bob", "Chloé", "Dan O'Neil", "Eve", "Finn").stream()
                    .filter(name -> name.contains(payload))
                    .count();
            if (!(found instanceof Long count) || count != legitimate) failures.add(payload + " found " + found);
            if (answer.receipt().sql().contains(payload) && payload.length() > 7)
                failures.add(payload + " stands in the SQL");
        } catch (RuntimeException broken) {
            failures.add(payload + " broke " + broken);
        }
    }

    private void refuses(Engine engine, String payload, MetricQuery query) {
        try {
            engine.apex().answer(query, Asking.local(Engine.AS_OF));
            failures.add(payload + " was answered: " + query);
        } catch (Rejection refused) {
            var first = refused.problems().getFirst().code().id();
            if (first.startsWith("WH")) failures.add(payload + " reached the database: " + refused.getMessage());
        } catch (RuntimeException broken) {
            failures.add(payload + " broke " + broken);
        }
    }
}
