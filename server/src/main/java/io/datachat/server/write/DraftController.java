package io.datachat.server.write;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.request.SqlRequest;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.server.access.Callers;
import io.datachat.server.metrics.AnswerStream;
import io.datachat.server.problems.RefusalDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Migrations for a person to run elsewhere: texts, no files, nothing executed.
@Controller("/api/v1/sql")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "writes")
final class DraftController {
    private static final String EXAMPLE = "{\"sql\": \"DELETE FROM orders WHERE id = :id\", \"parameters\":"
            + " {\"id\": {\"type\": \"int\", \"value\": 17}}}";

    private final Apex apex;
    private final InstantSource clock;
    private final AnswerStream answers;

    DraftController(Apex apex, InstantSource clock, AnswerStream answers) {
        this.apex = apex;
        this.clock = clock;
        this.answers = answers;
    }

    @Post("/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "draftMigration",
            summary = "Draft a migration and its way back",
            description = "A change of rows, of the schema or of rights as two scripts for a person to run. Neither is"
                    + " ever executed by DataChat.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SqlQuery"),
                            examples = @ExampleObject(name = "delete an order", value = EXAMPLE)))
    DraftDocument draft(
            @Parameter(description = "The smallest number that the name may begin with", example = "1")
                    @QueryValue
                    @Nullable
                    Integer number,
            @Body byte[] body,
            HttpRequest<?> http) {
        answers.count(http);
        var query = Desk.write(SqlRequest.read(body).query());
        var asking = new Asking(
                Callers.of(http), clock.instant(), apex.project().limits().timeout(), new Cancellation());
        return DraftDocument.of(apex.draft(query, number == null ? 1 : number, asking));
    }
}
