package io.datachat.server.sql;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.server.problems.ProblemDocument;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a query may run, and as what; or why not.
@Serdeable
@Schema(name = "Verdict")
record VerdictDocument(
        boolean valid,
        List<ColumnDocument> columns,

        @Schema(description = "The SQL that would run, written from the plan") @Nullable
        String sql,

        @Nullable String database,
        List<String> policies,

        @Schema(
                description = "What a reader must know, such as an aggregate that a join makes count rows more than"
                        + " once")
        List<String> notes,

        List<ProblemDocument> problems) {
    @Serdeable
    @Schema(name = "SqlColumn")
    record ColumnDocument(
            String name, @Schema(example = "bigint") String type) {}

    static VerdictDocument valid(Apex.Compiled compiled) {
        var receipt = compiled.receipt();
        return new VerdictDocument(
                true,
                compiled.columns().stream()
                        .map(column ->
                                new ColumnDocument(column.name(), column.type().word()))
                        .toList(),
                receipt.sql(),
                receipt.database(),
                receipt.policies(),
                receipt.notes(),
                List.of());
    }

    static VerdictDocument refused(List<Problem> problems) {
        return new VerdictDocument(
                false,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                problems.stream().map(ProblemDocument::of).toList());
    }
}
