package io.datachat.apex.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.render.dialect.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shape of plan has the text that a person would write, and the same rows in both databases.
///
/// The texts stand in `shapes/NAME.DATABASE.sql`; `-Daccept=FOLDER` writes them there, for a person to review.
class ShapesTest {
    private static final Map<String, List<?>> BINDS = Map.of(
            "month_and_region_with_ratio_and_limit", List.of("EU", java.time.LocalDateTime.of(2024, 1, 1, 0, 0)),
            "a_condition_on_a_measure", List.of(new java.math.BigDecimal("10.00")),
            "conditions", List.of("paid", "open", 29L),
            "dates", List.of(java.time.LocalDateTime.of(2024, 3, 1, 0, 0)),
            "arithmetic", List.of(5L),
            "text_functions", List.of("%b%"),
            "choices_and_casts", List.of("bound"),
            "a_bound_key", List.of(new java.math.BigDecimal("10.00")),
            "an_expression_over_a_bound_key", List.of(5L));

    static Stream<String> names() {
        return Shapes.ALL.keySet().stream();
    }

    static RelNode plan(String name) {
        var shape = Shapes.ALL.get(name);
        if (shape == null) throw new IllegalArgumentException(name);
        return Tidy.tidy(shape.apply(new Shop()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_text_is_as_a_person_would_write_it(String name) throws IOException {
        for (var backend : Backend.values()) {
            var resource = "/shapes/" + name + "." + backend.word() + ".sql";
            var actual = Renderer.render(plan(name), Dialect.of(backend)).text() + "\n";
            var folder = System.getProperty("accept");
            if (folder != null) {
                java.nio.file.Files.writeString(java.nio.file.Path.of(folder + resource), actual);
                continue;
            }
            try (var expected = ShapesTest.class.getResourceAsStream(resource)) {
                assertTrue(expected != null, () -> "no " + resource + " for\n" + actual);
                assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), actual);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void both_databases_give_the_same_rows(String name) throws SQLException, IOException {
        var plan = plan(name);
        var duck = rows(Backend.DUCKDB, plan, name);
        var postgres = rows(Backend.POSTGRESQL, plan, name);
        assertEquals(String.join("\n", duck), String.join("\n", postgres));
        assertTrue(!duck.isEmpty() || name.equals("no_rows"));
        reviewed(name, duck);
    }

    /// Newer shapes have their rows written down: two databases can be wrong in the same way.
    private static void reviewed(String name, List<String> rows) throws IOException {
        var resource = "/shapes/" + name + ".rows.txt";
        var actual = String.join("\n", rows) + "\n";
        var folder = System.getProperty("accept");
        var review = MeasureShapes.ALL.containsKey(name)
                || name.equals("division_by_zero")
                || TimeShapes.ALL.containsKey(name)
                || JoinShapes.ALL.containsKey(name);
        if (!review) return;
        if (folder != null) {
            java.nio.file.Files.writeString(java.nio.file.Path.of(folder + resource), actual);
            return;
        }
        try (var expected = ShapesTest.class.getResourceAsStream(resource)) {
            assertTrue(expected != null, () -> "no " + resource + " for\n" + actual);
            assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), actual);
        }
    }

    private static List<String> rows(Backend backend, RelNode plan, String name) throws SQLException {
        var rendered = Renderer.render(plan, Dialect.of(backend));
        try {
            var rows = Engines.rows(backend, rendered, BINDS.getOrDefault(name, List.of()));
            return plan instanceof Sort ? rows : rows.stream().sorted().toList();
        } catch (SQLException failed) {
            throw new SQLException(backend + " refuses\n" + rendered.text() + "\n" + failed.getMessage(), failed);
        }
    }
}
