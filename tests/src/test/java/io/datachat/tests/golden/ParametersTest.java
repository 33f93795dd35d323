package io.datachat.tests.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.differential.Engine.Outcome;
import io.datachat.tests.differential.RowSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One question with other values for the parameters of an opened template, one after the other: the compiled text is
/// the same and the answer is not.
class ParametersTest {
    @Test
    void values_are_not_mixed_up(@TempDir Path folder) throws SQLException, IOException {
        try (var plain = GoldenWorld.duckdb(folder.resolve("plain.duckdb"));
                var engine = GoldenWorld.engine(folder.resolve("engine"))) {
            var first = ask(engine, plain, "\"status\": \"completed\"", "completed");
            for (var status : List.of("open", "completed", "cancelled", "open", "none"))
                assertEquals(first, ask(engine, plain, "\"status\": \"" + status + "\"", status));
            assertEquals(first, ask(engine, plain, "", "completed"));
            assertEquals(first, ask(engine, plain, "\"status\": \"open\"", "open"));
        }
    }

    /// @return the statement
    private static String ask(Engine engine, Connection plain, String parameters, String status) throws SQLException {
        var request = "{\"metrics\": [\"status_revenue\"], \"dimensions\": [\"order.channel\"], \"parameters\": {"
                + parameters + "}}";
        var answered = assertInstanceOf(
                Outcome.Answered.class,
                engine.ask(MetricRequestReader.read(request.getBytes(StandardCharsets.UTF_8))
                        .query()));
        var right = Cells.rows(
                plain,
                "SELECT o.channel, SUM(l.quantity * l.unit_price) FROM order_lines l JOIN orders o USING (order_id)"
                        + " WHERE o.status = '" + status + "' GROUP BY o.channel");
        assertEquals(Optional.empty(), RowSets.difference(right, answered.rows()));
        return answered.sql();
    }
}
