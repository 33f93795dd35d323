package io.datachat.apex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.AuditCode;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.render.Executable.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit of a host program that fails between the two records of a question.
class OutcomeBeforeEndTest {
    private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    Path folder;

    private static final class NoOutcomes implements Audit {
        @Override
        public Begun begin(Intent intent) {
            return _ -> {
                throw new Rejection(Problem.of(AuditCode.NOT_WRITTEN, "the disk is full"));
            };
        }

        @Override
        public void note(Intent intent) {}

        @Override
        public String veil(String value) {
            return "#";
        }
    }

    private static final class Seen implements AnswerSink {
        final List<Object> seen = new ArrayList<>();

        @Override
        public void columns(List<Column> columns) {}

        @Override
        public void row(@Nullable Object[] values) {
            seen.add(String.valueOf(values[0]));
        }

        @Override
        public void end(boolean truncated, Receipt receipt) {
            seen.add("end");
        }
    }

    /// The rows before the last may be out; the last one and the end are not.
    @Test
    void the_end_of_an_answer_waits_for_its_outcome() throws Exception {
        Files.writeString(folder.resolve("datachat.yaml"), """
            version: 1
            name: small
            databases:
              shop: {type: duckdb, path: data.duckdb}
            """);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers AS SELECT * FROM range(1, 5) AS t(n)");
        }
        var sink = new Seen();
        var project =
                ProjectFolder.open(folder, Project.Environment.of(Map.of())).project();
        try (var apex = Apex.open(project, InstantSource.fixed(NOW), new NoOutcomes())) {
            var refused = assertThrows(
                    Rejection.class,
                    () -> apex.answer(SqlQuery.of("SELECT n FROM numbers ORDER BY n"), Asking.local(NOW), sink));
            assertEquals(AuditCode.NOT_WRITTEN, refused.problems().getFirst().code());
        }
        assertEquals(List.of("1", "2", "3"), sink.seen);
    }
}
