package io.datachat.server.dashboards;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a dashboard is to be run, as the OpenAPI document shows it; it is read by the engine's own reader.
@Introspected
@Schema(name = "DashboardRun")
record RunDocument(
        @Schema(
                description = "In the place of each tile's own: words such as `last month`, or {from, to}",
                oneOf = {String.class},
                example = "last month")
        @Nullable
        Object period,

        @ArraySchema(
                arraySchema = @Schema(description = "Hold for every tile besides its own"),
                schema = @Schema(ref = "#/components/schemas/Filter"))
        @Nullable
        List<Object> filters,

        @Schema(description = "SQL conditions over dimensions that hold for every tile besides its own") @Nullable
        List<String> where,

        @Schema(description = "The title or number of the only tile to run", example = "Revenue by region") @Nullable
        String tile,

        @Schema(description = "The clock of all questions", example = "2025-03-01T12:00:00Z") @Nullable
        String as_of) {}
