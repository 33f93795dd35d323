package io.datachat.server.dashboards;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run gives, as the OpenAPI document shows it; it is written by the engine.
@Introspected
@Schema(name = "DashboardAnswer")
record BoardDocument(
        @Schema(example = "sales_overview") String dashboard,
        String name,
        @Schema(example = "2025-03-01T12:00:00Z") String as_of,

        @Schema(description = "Whether all tiles speak of one state of the data")
        boolean one_snapshot,

        List<ReadDocument> read,
        List<TileAnswerDocument> tiles) {

    @Introspected
    @Schema(name = "DatabaseRead")
    record ReadDocument(
            @Schema(example = "shop") String database,
            boolean one_snapshot,

            @Schema(description = "Why it was not one state of the data") @Nullable
            String why) {}

    @Introspected
    @Schema(name = "TileAnswer")
    record TileAnswerDocument(
            String title,

            @Schema(
                    description = "The MetricQuery that was asked",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            @Nullable
            Map<String, Object> request,

            @Schema(ref = "#/components/schemas/Answer") @Nullable
            Object answer,

            @Schema(ref = "#/components/schemas/Problem") @Nullable
            Object problem) {}
}
