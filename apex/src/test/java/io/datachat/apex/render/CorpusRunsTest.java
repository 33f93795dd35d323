package io.datachat.apex.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Bakery;
import io.datachat.apex.read.SqlReader;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.render.dialect.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;

/// Every example of the corpus that is read runs on both databases and gives the same rows.
class CorpusRunsTest {
    private static List<String> readable() throws IOException {
        try (var file = Objects.requireNonNull(CorpusRunsTest.class.getResourceAsStream("/read/corpus.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("ok |"))
                    .map(line -> line.substring(line.indexOf('|') + 2))
                    .toList();
        }
    }

    /// What the clock says differs from one moment to the next.
    private static final String THE_CLOCK = "now()";

    /// What one database, or both, cannot run: refused with a reason, never by the database.
    private static final Map<String, String> REFUSED = Map.of(
            "UNNEST(b.grains)", "RE104",
            "LEFT JOIN LATERAL", "RE104",
            "grains[1]", "RE102",
            "initcap(", "RE102",
            "IGNORE NULLS", "RE102");

    @Test
    void what_is_read_runs_alike_on_both_databases() throws IOException, SQLException {
        for (var backend : Backend.values()) {
            var connection = Engines.connection(backend);
            Engines.run(connection, "SET TimeZone = 'UTC'");
            Engines.run(connection, "CREATE SCHEMA IF NOT EXISTS main");
            for (var sql : Bakery.DDL)
                Engines.run(
                        connection,
                        sql.replace("CREATE TABLE ", "CREATE TABLE main.")
                                .replace("INSERT INTO ", "INSERT INTO main."));
        }
        var wrong = new ArrayList<String>();
        var ran = 0;
        var refused = 0;
        for (var sql : readable()) {
            if (sql.contains(THE_CLOCK)) continue;
            var plan = Tidy.tidy(SqlReader.read(SqlText.of("corpus", sql), Bakery.RELATIONS, ParameterValues.NONE)
                    .plan());
            try {
                var duck = rows(Backend.DUCKDB, plan);
                var postgres = rows(Backend.POSTGRESQL, plan);
                ran++;
                if (!duck.equals(postgres)) wrong.add(sql + "\n  duckdb     " + duck + "\n  postgresql " + postgres);
            } catch (Rejection rejected) {
                var line = rejected.problems().getFirst().line();
                refused++;
                if (REFUSED.entrySet().stream()
                        .noneMatch(one -> sql.contains(one.getKey()) && line.contains(one.getValue())))
                    wrong.add(sql + "\n  " + line);
            } catch (SQLException broken) {
                wrong.add(sql + "\n  " + broken.getMessage());
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertEquals(REFUSED.size(), refused);
        assertTrue(ran >= 120, "only " + ran);
    }

    /// Arrays, JSON and moments have classes of their own in each driver.
    private static List<String> rows(Backend backend, RelNode plan) throws SQLException {
        var rendered = Renderer.render(plan, Dialect.of(backend));
        try {
            return Engines.rows(backend, rendered, List.of()).stream()
                    .map(row -> row.replaceAll("JsonNode|PGobject", "json")
                            .replaceAll("DuckDBArray \\[(.*?)]", "array $1")
                            .replaceAll("PgArray \\{(.*?)}", "array $1")
                            .replace(", ", ",")
                            .replaceAll(
                                    "(OffsetDateTime|instant) (\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d)\\S*",
                                    "instant $2 $3"))
                    .sorted()
                    .toList();
        } catch (SQLException refused) {
            throw new SQLException(backend + " refuses " + rendered.text() + "\n  " + refused.getMessage(), refused);
        }
    }
}
