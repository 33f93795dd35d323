package io.datachat.server.materialize;

import io.datachat.apex.Apex;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.server.access.Callers;
import io.datachat.server.problems.RefusalDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the metrics' `materialization` keeps ready.
@Controller("/api/v1/materialize")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "materialize")
final class RollupController {
    private final Apex apex;
    private final InstantSource clock;

    RollupController(Apex apex, InstantSource clock) {
        this.apex = apex;
        this.clock = clock;
    }

    @Get
    @Operation(
            operationId = "listRollups",
            summary = "List rollups",
            description = "One for each metric with a materialization: built or not, fresh or not, and why.")
    Rollups list() {
        return new Rollups(apex.rollups().stream().map(RollupDocument::of).toList());
    }

    @Post(value = "/refresh", consumes = MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refreshRollup",
            summary = "Build a rollup anew",
            description = "Questions read the old rows until all new ones are there.")
    RollupDocument refresh(
            @Parameter(description = "Its id", example = "revenue") @QueryValue String metric, HttpRequest<?> http) {
        var asking = new Asking(
                Callers.of(http), clock.instant(), apex.project().limits().timeout(), new Cancellation());
        return RollupDocument.of(apex.materialize(metric, asking));
    }

    @Serdeable
    record Rollups(List<RollupDocument> rollups) {}

    @Serdeable
    @Schema(name = "Rollup")
    record RollupDocument(
            @Schema(example = "revenue") String metric,

            @Schema(description = "As receipts name it", example = "revenue_rollup")
            String rollup,

            @Schema(description = "Where its rows are; null before it is built") @Nullable
            String table,

            @Schema(example = "day") @Nullable String grain,
            List<String> dimensions,
            @Nullable Long rows,
            @Nullable Instant built_at,

            @Schema(description = "How long the build took, in milliseconds") @Nullable
            Long took_ms,

            @Schema(
                    type = "string",
                    allowableValues = {"fresh", "stale", "not_built"})
            String state,

            @Schema(description = "What makes it fresh, or why it is not used")
            String why) {
        static RollupDocument of(Kept kept) {
            return new RollupDocument(
                    kept.metric(),
                    kept.rollup(),
                    kept.table(),
                    kept.grain(),
                    kept.dimensions(),
                    kept.rows(),
                    kept.builtAt(),
                    kept.took() == null ? null : kept.took().toMillis(),
                    kept.state().word(),
                    kept.why());
        }
    }
}
