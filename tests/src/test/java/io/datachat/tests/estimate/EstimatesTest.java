package io.datachat.tests.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.differential.Engine.Outcome;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatesTest {
    private static final String SCHEMA = "estimated";
    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000, 50_000);
    private static final int SEEDS = 8;

    /// DuckDB counts with HyperLogLog of 2^10 registers (duckdb/duckdb, pull request 20999): a standard error of
    /// 1.04 / √1024.
    private static final double STANDARD_ERROR = 1.04 / Math.sqrt(1 << 10);

    /// DuckDB's t-digest has a compression of 100: no centroid holds more than 4 · p · (1 - p) / 100 of the values.
    private static double rankError(double p) {
        return 4 * p * (1 - p) / 100;
    }

    @Test
    void distinct_counts_and_percentiles_stay_within_the_bounds_of_duckdb_s_sketches(@TempDir Path folder)
            throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("estimates.duckdb"))) {
            load(connection, SIZES, SEEDS);
        }
        var table = new StringBuilder("estimates on duckdb: rows, worst and typical error\n");
        try (var engine = engine(
                folder,
                "{type: duckdb, path: estimates.duckdb, schemas: [" + SCHEMA + "], default_schema: " + SCHEMA + "}")) {
            var rows = answered(
                    engine.ask(question("people", "about_people", "median", "about_median", "high", "about_high")));
            assertEquals(SIZES.size() * SEEDS, rows.size());
            for (var size : SIZES) {
                var of = rows.stream()
                        .filter(row -> number(row.getFirst()) == size)
                        .toList();
                of.forEach(row -> assertEquals(size.doubleValue(), number(row.get(2)), "the exact count is exact"));
                var counts = of.stream()
                        .mapToDouble(row -> (number(row.get(3)) - size) / size)
                        .toArray();
                var worst = IntStream.range(0, counts.length)
                        .mapToDouble(at -> Math.abs(counts[at]))
                        .max()
                        .orElseThrow();
                var typical = Math.sqrt(IntStream.range(0, counts.length)
                        .mapToDouble(at -> counts[at] * counts[at])
                        .average()
                        .orElseThrow());
                table.append(
                        String.format(Locale.ROOT, "%7d distinct: worst %.4f, typical %.4f%n", size, worst, typical));
                var bound = Math.max(3 * STANDARD_ERROR, 1.0 / size);
                assertTrue(worst <= bound, () -> table + "more than " + bound);
                assertTrue(typical <= Math.max(1.5 * STANDARD_ERROR, 0.5 / size), () -> table + "typically too far");
                ranks(of, size, 4, 0.5, table);
                ranks(of, size, 6, 0.9, table);
            }
        }
        Figures.tell(table);
    }

    /// Amounts are the ranks themselves, so an error of the value is one of the rank; between two ranks an estimate
    /// may lie anywhere.
    private static void ranks(List<List<@Nullable Object>> rows, int size, int exact, double p, StringBuilder table) {
        var worst = rows.stream()
                .mapToDouble(row -> Math.abs(number(row.get(exact + 1)) - number(row.get(exact))))
                .max()
                .orElseThrow();
        var bound = rankError(p) + 1.0 / size;
        table.append(String.format(Locale.ROOT, "%7d rank %.1f: worst %.5f, bound %.5f%n", size, p, worst, bound));
        assertTrue(worst <= bound, table::toString);
    }

    @Test
    void postgresql_has_no_sketches_and_says_what_to_do(@TempDir Path folder) throws IOException, SQLException {
        try (var connection = Postgres.connect()) {
            load(connection, List.of(10), 1);
        }
        try (var engine = engine(
                folder,
                "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + SCHEMA + "], default_schema: "
                        + SCHEMA + "}")) {
            assertEquals(
                    "PostgreSQL has no APPROX_COUNT_DISTINCT. [RE102]; Use COUNT(DISTINCT …), a metric without"
                            + " 'approximate': it is exact.",
                    assertInstanceOf(Outcome.Refused.class, engine.ask(question("about_people")))
                            .text());
            assertEquals(
                    "PostgreSQL has no APPROX_QUANTILE. [RE102]; Use PERCENTILE_CONT, a metric without 'approximate':"
                            + " it is exact.",
                    assertInstanceOf(Outcome.Refused.class, engine.ask(question("about_median")))
                            .text());
            assertEquals(1, answered(engine.ask(question("people", "median"))).size());
        }
    }

    private static List<List<@Nullable Object>> answered(Outcome outcome) {
        if (outcome instanceof Outcome.Answered(String _, var rows)) return rows;
        throw new AssertionError("no answer: " + outcome);
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    private static MetricQuery question(String... metrics) {
        return new MetricQuery(
                List.of(metrics),
                List.of(new Dimension("size", null), new Dimension("seed", null)),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    /// Every size and seed has people of its own; each visits twice. The amounts come in an order that is far from
    /// sorted.
    private static void load(Connection into, List<Integer> sizes, int seeds) throws SQLException {
        try (var statement = into.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            statement.execute("CREATE TABLE " + SCHEMA
                    + ".visits (id BIGINT PRIMARY KEY, size INTEGER, seed INTEGER, who VARCHAR, amount DOUBLE"
                    + " PRECISION)");
            var id = 0L;
            for (var size : sizes)
                for (var seed = 1; seed <= seeds; seed++) {
                    statement.execute("INSERT INTO " + SCHEMA + ".visits SELECT " + id + " + g, " + size + ", " + seed
                            + ", 'person ' || ((g * 7919) % " + size + ") || ' of " + seed + "', ((g * 7919 + " + seed
                            + ") % " + size + ") / " + size + ".0 FROM generate_series(0, " + (2 * size - 1)
                            + ") AS t(g)");
                    id += 2L * size;
                }
        }
    }

    private static Engine engine(Path folder, String database) throws IOException {
        Files.writeString(folder.resolve("datachat.yaml"), "name: estimates\ndatabases:\n  main: " + database + "\n");
        Files.createDirectories(folder.resolve("datapoints/user"));
        var definitions = new ArrayList<String>();
        definitions.add("""
            datapoint:
              id: visit
              type: entity
              name: Visit
              source: visits
              primary_key: id
              dimensions: [{name: size}, {name: seed}]
            """);
        definitions.add(metric("people", "aggregation: count_distinct, expression: who"));
        definitions.add(metric("median", "aggregation: median, expression: amount"));
        definitions.add(metric("high", "aggregation: percentile, percentile: 0.9, expression: amount"));
        Files.writeString(
                folder.resolve("datapoints/user/visits.yaml"),
                definitions.stream().collect(Collectors.joining("---\n")));
        return Engine.open(folder);
    }

    /// The metric, and its estimate beside it.
    private static String metric(String id, String how) {
        return one(id, how) + "---\n" + one("about_" + id, how + ", approximate: true");
    }

    private static String one(String id, String how) {
        return """
            datapoint:
              id: %1$s
              type: metric
              name: Metric %1$s
              definition: Made for a test.
              owner: tests
              execution: {entity: visit, %2$s}
            """.formatted(id, how);
    }
}
