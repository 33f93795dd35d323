package io.datachat.server.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer as the OpenAPI document shows it; it is written by the engine while it arrives.
@Introspected
@Schema(name = "Answer")
public record AnswerDocument(
        List<ColumnDocument> columns,

        @Schema(
                description = "One list of values per row. Decimals and 64-bit integers are texts, times ISO 8601 with"
                        + " offset",
                example = "[[\"2025-01-01\", \"1234.50\"]]")
        @Nullable
        List<List<ValueDocument>> rows,

        @Schema(description = "Whether more rows exist than are here; like rows not there when nothing ran") @Nullable
        Boolean truncated,

        @Schema(
                description =
                        "Definitions, grain, route, SQL, binds, timings, and under `findings` what is odd about the"
                                + " rows: a list of `{code, column, expected, seen, row}`, empty as a rule",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        Map<String, Object> receipt) {

    @Introspected
    @Schema(name = "Column")
    record ColumnDocument(
            @Schema(example = "revenue") String name,
            @Schema(example = "decimal(38,2)") String type,
            @Schema(example = "EUR") @Nullable String unit,

            @Schema(
                    description = "How a person wants to see it; the values are the same",
                    type = "string",
                    allowableValues = {"number", "currency", "percent"})
            @Nullable
            String format) {}
}
