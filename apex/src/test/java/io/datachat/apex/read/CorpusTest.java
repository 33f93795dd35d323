package io.datachat.apex.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every line of the corpus is accepted, or refused for the reason given there.
class CorpusTest {
    private record Case(String expected, String sql) {}

    private static List<Case> corpus() throws IOException {
        try (var file = Objects.requireNonNull(CorpusTest.class.getResourceAsStream("/read/corpus.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Case(
                            line.substring(0, line.indexOf('|')).strip(), line.substring(line.indexOf('|') + 2)))
                    .toList();
        }
    }

    @Test
    void the_corpus_is_long_enough_to_mean_something() throws IOException {
        assertTrue(corpus().size() >= 150, "only " + corpus().size());
    }

    @TestFactory
    Stream<DynamicTest> each_construct_is_read_or_refused_for_its_reason() throws IOException {
        return corpus().stream()
                .map(each -> DynamicTest.dynamicTest(each.sql, () -> assertEquals(each.expected, outcome(each.sql))));
    }

    @Test
    void what_only_machines_write_is_bounded() {
        var query = "SELECT count(*) AS n FROM sale WHERE %s";
        assertEquals("ok", outcome(query.formatted("total" + " + 1".repeat(499) + " > 2")));
        assertEquals("RD105", outcome(query.formatted("total" + " + 1".repeat(500) + " > 2")));
        assertEquals("RD105", outcome(query.formatted("name" + " LIKE 'a'".repeat(5_000))));
        assertEquals("RD105", outcome(query.formatted("total" + " BETWEEN 1".repeat(5_000))));
    }

    private static String outcome(String sql) {
        try {
            SqlReader.read(SqlText.of("corpus", sql), Bakery.RELATIONS, ParameterValues.NONE);
            return "ok";
        } catch (Rejection rejection) {
            var problem = rejection.problems().getFirst();
            return problem.code().id().equals("RD901")
                    ? rejection.problems().toString()
                    : problem.code().id();
        }
    }
}
