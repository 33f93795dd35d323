package io.datachat.server.fresh;

import io.datachat.apex.Apex;
import io.datachat.server.fresh.FreshnessDocument.TriggerDocument;
import io.datachat.server.problems.RefusalDocument;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/// How fresh materialized views are; for administrators.
@Controller("/api/v1/freshness")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "freshness")
final class FreshnessController {
    private final Apex apex;

    FreshnessController(Apex apex) {
        this.apex = apex;
    }

    @Get
    @Operation(
            operationId = "freshness",
            summary = "How fresh views are",
            description = "One for each view of `refresh:` in datachat.yaml; those that others read come first.")
    FreshnessDocument status() {
        return FreshnessDocument.of(apex.freshness().status());
    }

    @Get("/triggers")
    @Operation(
            operationId = "freshnessTriggers",
            summary = "What lets tables tell of changes",
            description = "SQL for the owner of the tables, and the way back. DataChat runs neither.")
    Drafts triggers() {
        return new Drafts(
                apex.freshness().drafts().stream().map(TriggerDocument::of).toList());
    }

    @Serdeable
    record Drafts(List<TriggerDocument> databases) {}
}
