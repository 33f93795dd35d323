package io.datachat.server.sql;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.certificate.Verdicts;
import io.datachat.apex.answer.request.GenerateRequest;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.SqlRequest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.apex.workspace.Workspaces;
import io.datachat.apex.workspace.scaffold.Scaffold;
import io.datachat.server.access.Callers;
import io.datachat.server.metrics.AnswerDocument;
import io.datachat.server.metrics.AnswerStream;
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
import java.util.ArrayList;
import java.util.List;

/// `POST /api/v1/sql/…`: SQL that a person or a model wrote passes the same gates as every other question.
@Controller("/api/v1/sql")
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "sql")
final class SqlController {
    private static final String EXAMPLE =
            "{\"sql\": \"SELECT status, count(*) AS orders FROM orders WHERE ordered_at >= :from GROUP BY status\","
                    + " \"parameters\": {\"from\": {\"type\": \"date\", \"value\": \"2025-01-01\"}}}";

    private final Apex apex;
    private final InstantSource clock;
    private final AnswerStream answers;

    SqlController(Apex apex, InstantSource clock, AnswerStream answers) {
        this.apex = apex;
        this.clock = clock;
        this.answers = answers;
    }

    @Post("/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "validateSql",
            summary = "Ask whether SQL may run",
            description = "Reads and compiles it without running: its columns and the SQL that would run, or every"
                    + " reason why not, with places and nearest names. Only a request that is no request is a problem.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SqlDocument.class),
                            examples = @ExampleObject(name = "orders by status", value = EXAMPLE)))
    VerdictDocument validate(@Body byte[] body, HttpRequest<?> http) {
        var request = SqlRequest.read(body);
        answers.count(http);
        try {
            return VerdictDocument.valid(apex.dryRun(request.query(), asking(request, http, new Cancellation())));
        } catch (Rejection rejection) {
            return VerdictDocument.refused(rejection.problems());
        }
    }

    @Post("/explain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "explainSql",
            summary = "Compile SQL without running it",
            description = "Columns and receipt, no rows.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SqlDocument.class),
                            examples = @ExampleObject(name = "orders by status", value = EXAMPLE)))
    @ApiResponse(
            responseCode = "200",
            description = "Columns and receipt",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AnswerDocument.class)))
    HttpResponse<byte[]> explain(@Body byte[] body, HttpRequest<?> http) {
        var request = SqlRequest.read(body);
        answers.count(http);
        var compiled = apex.dryRun(request.query(), asking(request, http, new Cancellation()));
        return HttpResponse.ok(JsonAnswer.bytes(compiled.columns(), compiled.receipt()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Post("/certify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "certifySql",
            summary = "Ask which metrics SQL computes",
            description = "For each statement: certified as which metrics, near to which and what it does otherwise, or"
                    + " none and why. Nothing is run. Only a request that is no request is a problem.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SqlDocument.class),
                            examples = @ExampleObject(name = "orders by status", value = EXAMPLE)))
    @ApiResponse(
            responseCode = "200",
            description = "A verdict for each statement",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CertificationDocument.class)))
    HttpResponse<String> certify(@Body byte[] body, HttpRequest<?> http) {
        var request = SqlRequest.read(body);
        answers.count(http);
        List<Verdicts.Statement> judged = new ArrayList<>();
        for (var statement : Lexer.statements(request.query().sql())) {
            var place = Place.at("sql", statement.line(), 1);
            var query = request.query().saying(statement.text());
            try {
                var compiled = apex.dryRun(query, asking(request, http, new Cancellation()));
                judged.add(new Verdicts.Statement(place, compiled.receipt().certificate(), List.of()));
            } catch (Rejection rejection) {
                judged.add(new Verdicts.Statement(place, null, rejection.problems()));
            }
        }
        return HttpResponse.ok(Verdicts.json(judged)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Post("/execute")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "executeSql",
            summary = "Run SQL that reads",
            description = "Answers with rows and a receipt, as JSON or CSV. Nothing of the text reaches a database:"
                    + " the SQL that runs is written from the plan.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SqlDocument.class),
                            examples = @ExampleObject(name = "orders by status", value = EXAMPLE)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AnswerDocument.class)),
                @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string"))
            })
    HttpResponse<byte[]> execute(@Body byte[] body, HttpRequest<?> http) {
        var request = SqlRequest.read(body);
        return answers.answer(
                http,
                AnswerStream.format(request.format(), http),
                apex.project().zone(),
                (cancellation, sink) -> apex.answer(request.query(), asking(request, http, cancellation), sink));
    }

    @Post("/plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "planSql",
            summary = "See what the database means to do",
            description =
                    "The steps of the database's own plan as rows, with its estimates; the receipt's notes tell the"
                            + " cost and which index would help. Nothing is run. For those who see all rows.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SqlDocument.class),
                            examples = @ExampleObject(name = "orders by status", value = EXAMPLE)))
    @ApiResponse(
            responseCode = "200",
            description = "The steps",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AnswerDocument.class)))
    HttpResponse<byte[]> plan(@Body byte[] body, HttpRequest<?> http) {
        var request = SqlRequest.read(body);
        return answers.answer(
                http,
                MetricRequest.Format.JSON,
                apex.project().zone(),
                (cancellation, sink) -> apex.plan(request.query(), asking(request, http, cancellation))
                        .into(sink));
    }

    @Post("/generate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "generateSql",
            summary = "Make SQL over tables of a workspace",
            description =
                    "The tables are joined along the shortest way that the workspace knows; two equally short ways"
                            + " are refused. What comes may run as it is.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = GeneratedDocument.Request.class),
                            examples =
                                    @ExampleObject(
                                            name = "orders with their customers",
                                            value = "{\"workspace\": \"sales\", \"tables\": [\"orders\","
                                                    + " \"customers\"]}")))
    GeneratedDocument generate(@Body byte[] body, HttpRequest<?> http) {
        var request = GenerateRequest.read(body);
        answers.count(http);
        var viewer = Callers.of(http);
        var made = Scaffold.of(Workspaces.named(request.workspace(), apex.workspaces(viewer)), request.wanted());
        var asking = new Asking(viewer, clock.instant(), apex.project().limits().timeout(), new Cancellation());
        var _ = apex.dryRun(SqlQuery.of(made.sql()).in(request.workspace()), asking);
        return new GeneratedDocument(made.sql(), made.notes());
    }

    private Asking asking(SqlRequest request, HttpRequest<?> http, Cancellation cancellation) {
        var asOf = request.asOf() == null ? clock.instant() : request.asOf();
        return Callers.asking(http, asOf, apex.project().limits().timeout(), cancellation);
    }
}
