package io.datachat.server.write;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.request.SqlRequest;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.access.Callers;
import io.datachat.server.metrics.AnswerStream;
import io.datachat.server.problems.RefusalDocument;
import io.datachat.server.state.State;
import io.datachat.server.write.WriteDocument.ApprovalDocument;
import io.datachat.server.write.WriteDocument.ListDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
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

/// Writes: proposed with a rehearsal, decided by somebody else, done once.
@Controller("/api/v1")
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
final class WriteController {
    private static final String EXAMPLE =
            "{\"sql\": \"UPDATE orders SET status = 'cancelled' WHERE id = :id\", \"parameters\":"
                    + " {\"id\": {\"type\": \"int\", \"value\": 17}}}";

    private final Desk desk;
    private final Apex apex;
    private final InstantSource clock;
    private final AnswerStream answers;

    WriteController(Apex apex, State state, InstantSource clock, AnswerStream answers) {
        this.desk = new Desk(apex, state);
        this.apex = apex;
        this.clock = clock;
        this.answers = answers;
    }

    @Post("/sql/write")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeWrite",
            summary = "Propose a write",
            description = "One INSERT, or one UPDATE with WHERE. It is tried in a transaction that is rolled back: how"
                    + " many rows, a sample of them before and after, business rules. Nothing is changed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SqlQuery"),
                            examples = @ExampleObject(name = "cancel an order", value = EXAMPLE)))
    WriteDocument propose(@Body byte[] body, HttpRequest<?> http) {
        answers.count(http);
        return WriteDocument.of(desk.propose(query(body), asking(http)));
    }

    @Get("/approvals")
    @Operation(
            operationId = "listApprovals",
            summary = "Proposals",
            description = "Your own, and those that you may decide; the newest first.")
    ListDocument approvals(HttpRequest<?> http) {
        return new ListDocument(
                desk.list(Callers.of(http)).stream().map(ApprovalDocument::of).toList());
    }

    @Get("/approvals/{id}")
    @Operation(operationId = "showApproval", summary = "One proposal and where it stands")
    ApprovalDocument approval(@Parameter(example = "k3m9x2pqrt") @PathVariable String id, HttpRequest<?> http) {
        return ApprovalDocument.of(desk.find(id, Callers.of(http)));
    }

    @Post("/approvals/{id}/approve")
    @Operation(
            operationId = "approveWrite",
            summary = "Approve a proposal",
            description = "Takes somebody else than who proposed it. The approval is for this text, these values, these"
                    + " rows, and expires.")
    ApprovalDocument approve(@Parameter(example = "k3m9x2pqrt") @PathVariable String id, HttpRequest<?> http) {
        return ApprovalDocument.of(desk.approve(id, asking(http)));
    }

    @Post("/approvals/{id}/reject")
    @Operation(
            operationId = "rejectWrite",
            summary = "Reject a proposal, or take one's own back",
            description = "It is never done then.")
    ApprovalDocument reject(
            @Parameter(example = "k3m9x2pqrt") @PathVariable String id,
            @Parameter(description = "Why") @QueryValue @Nullable String reason,
            HttpRequest<?> http) {
        return ApprovalDocument.of(desk.reject(id, reason, asking(http)));
    }

    @Post("/approvals/{id}/execute")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "executeWrite",
            summary = "Do an approved write",
            description = "By who proposed it, with the same text and values. Once. Anything that is another than what"
                    + " was approved, and nothing is written.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SqlQuery"),
                            examples = @ExampleObject(name = "cancel an order", value = EXAMPLE)))
    WriteDocument execute(
            @Parameter(example = "k3m9x2pqrt") @PathVariable String id, @Body byte[] body, HttpRequest<?> http) {
        answers.count(http);
        return WriteDocument.of(desk.execute(id, query(body), asking(http)));
    }

    private static WriteQuery query(byte[] body) {
        return Desk.write(SqlRequest.read(body).query());
    }

    /// The clock is the server's: an approval's time to live is not asked of who uses it.
    private Asking asking(HttpRequest<?> http) {
        return new Asking(
                Callers.of(http), clock.instant(), apex.project().limits().timeout(), new Cancellation());
    }
}
