package io.datachat.server.sql;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SQL that was made of a workspace.
@Serdeable
@Schema(name = "GeneratedSql")
record GeneratedDocument(
        @Schema(description = "It may run in the workspace") String sql,

        @Schema(description = "What was decided on the way") List<String> notes) {
    /// The request as the OpenAPI document shows it; it is read by the engine's own reader.
    @Introspected
    @Schema(name = "GenerateSql")
    record Request(
            String workspace,

            @Schema(description = "Tables, or entities that have versions: their newest are meant")
            List<String> tables,

            @Schema(description = "table.column, or column while only one table has it; none means all") @Nullable
            List<String> columns,

            @Schema(description = "Names of filters of the workspace, or conditions in SQL") @Nullable
            List<String> filters,

            @Schema(description = "Whether a table of versions means all of them") @Nullable
            Boolean history) {}
}
