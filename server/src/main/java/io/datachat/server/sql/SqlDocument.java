package io.datachat.server.sql;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request as the OpenAPI document shows it; it is read by the engine's own reader, which tells every problem at
/// once.
@Introspected
@Schema(name = "SqlQuery")
record SqlDocument(
        @Schema(
                description = "One SELECT in the authoring dialect; values stand in it as :name",
                example = "SELECT count(*) AS orders FROM orders WHERE ordered_at >= :from")
        String sql,

        @Schema(
                description = "The value of each :name: a text, number, boolean or list of these, or {type, value}",
                example = "{\"from\": {\"type\": \"date\", \"value\": \"2025-01-01\"}}")
        @Nullable
        Map<String, Object> parameters,

        @Schema(description = "Default: the project's") @Nullable
        String database,

        @Schema(description = "The workspace whose tables and joins it keeps to (docs/workspaces.md)") @Nullable
        String workspace,

        @Schema(minimum = "1") @Nullable Integer limit,

        @Schema(
                type = "string",
                allowableValues = {"json", "csv"})
        @Nullable
        String format,

        @Schema(description = "The clock of the question", example = "2025-03-01T12:00:00Z") @Nullable
        String as_of) {}
