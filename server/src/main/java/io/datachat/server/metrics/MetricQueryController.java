package io.datachat.server.metrics;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.server.access.Callers;
import io.datachat.server.problems.RefusalDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;

/// `POST /api/v1/metrics/query`: the main road.
@Controller("/api/v1/metrics")
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "metrics")
final class MetricQueryController {
    private final Apex apex;
    private final InstantSource clock;
    private final AnswerStream answers;

    MetricQueryController(Apex apex, InstantSource clock, AnswerStream answers) {
        this.apex = apex;
        this.clock = clock;
        this.answers = answers;
    }

    /// Bytes in and bytes out: a dry run costs so little that a generic JSON mapping would be most of it.
    @Post("/query")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "queryMetrics",
            summary = "Ask for metrics",
            description =
                    "Answers with rows and a receipt, as JSON or CSV. `dry_run` and `explain` compile only and return"
                            + " columns and receipt.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = QueryDocument.class),
                            examples = {
                                @ExampleObject(
                                        name = "revenue by month",
                                        value = "{\"metrics\": [\"revenue\"], \"dimensions\": [{\"name\": \"time\","
                                                + " \"grain\": \"month\"}], \"period\": \"last year\"}"),
                                @ExampleObject(
                                        name = "one region, dry run",
                                        value = "{\"metrics\": [\"revenue\"], \"filters\": [{\"field\": \"region\","
                                                + " \"op\": \"eq\", \"value\": \"North\"}], \"dry_run\": true}")
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AnswerDocument.class)),
                @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string"))
            })
    HttpResponse<byte[]> query(@Body byte[] body, HttpRequest<?> http) {
        var request = MetricRequestReader.read(body);
        if (request.dryRun() || request.explain()) {
            answers.count(http);
            var compiled = apex.dryRun(request.query(), asking(request, http, new Cancellation()));
            return HttpResponse.ok(JsonAnswer.bytes(compiled.columns(), compiled.receipt()))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        var zone = request.query().zone() == null
                ? apex.project().zone()
                : request.query().zone();
        return answers.answer(
                http,
                AnswerStream.format(request.format(), http),
                zone,
                (cancellation, sink) -> apex.answer(request.query(), asking(request, http, cancellation), sink));
    }

    @Post("/plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "planMetrics",
            summary = "See what the database means to do",
            description =
                    "The steps of the database's own plan as rows, with its estimates; the receipt's notes tell the"
                            + " cost and which index would help. Nothing is run. For those who see all rows.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = QueryDocument.class),
                            examples = @ExampleObject(name = "revenue", value = "{\"metrics\": [\"revenue\"]}")))
    @ApiResponse(
            responseCode = "200",
            description = "The steps",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AnswerDocument.class)))
    HttpResponse<byte[]> plan(@Body byte[] body, HttpRequest<?> http) {
        var request = MetricRequestReader.read(body);
        return answers.answer(
                http,
                MetricRequest.Format.JSON,
                apex.project().zone(),
                (cancellation, sink) -> apex.plan(request.query(), asking(request, http, cancellation))
                        .into(sink));
    }

    private Asking asking(MetricRequest request, HttpRequest<?> http, Cancellation cancellation) {
        var asOf = request.asOf() == null ? clock.instant() : request.asOf();
        return Callers.asking(http, asOf, apex.project().limits().timeout(), cancellation);
    }
}
