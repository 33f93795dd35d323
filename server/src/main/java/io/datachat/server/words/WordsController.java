package io.datachat.server.words;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.request.WordsRequest;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.words.Reading;
import io.datachat.server.access.Callers;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/query`: words that are understood completely, or refused. The receipt's notes say what each was taken
/// for.
@Controller("/api/v1")
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "words")
final class WordsController {
    private final Apex apex;
    private final InstantSource clock;
    private final AnswerStream answers;

    WordsController(Apex apex, InstantSource clock, AnswerStream answers) {
        this.apex = apex;
        this.clock = clock;
        this.answers = answers;
    }

    @Post("/query")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "queryInWords",
            summary = "Ask in words",
            description = "Every word must be understood; what is not is said, never guessed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = QuestionDocument.class),
                            examples = @ExampleObject(value = "{\"question\": \"revenue by region last month\"}")))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/Answer")))
    HttpResponse<byte[]> query(@Body byte[] body, HttpRequest<?> http) {
        var request = WordsRequest.read(body);
        var asOf = request.asOf() == null ? clock.instant() : request.asOf();
        var understood = understood(request.question(), asking(asOf, http, new Cancellation()));
        var notes = understood.how().stream()
                .map(matched -> "'" + matched.words() + "' was taken for " + matched.meaning())
                .toList();
        if (request.dryRun()) {
            answers.count(http);
            var compiled = apex.dryRun(
                    understood.query(), asking(asOf, http, new Cancellation()).saying(understood.words()));
            return HttpResponse.ok(JsonAnswer.bytes(
                            compiled.columns(), compiled.receipt().noting(notes)))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        return answers.answer(
                http,
                AnswerStream.format(request.format(), http),
                apex.project().zone(),
                (cancellation, sink) -> apex.answer(
                        understood.query(),
                        asking(asOf, http, cancellation).saying(understood.words()),
                        new Noting(sink, notes)));
    }

    private Reading.Understood understood(String question, Asking asking) {
        return switch (apex.understand(question, asking)) {
            case Reading.Understood understood -> understood;
            case Reading.NotUnderstood(var problems) -> throw new Rejection(problems);
        };
    }

    private Asking asking(Instant asOf, HttpRequest<?> http, Cancellation cancellation) {
        return Callers.asking(http, asOf, apex.project().limits().timeout(), cancellation);
    }

    private record Noting(AnswerSink sink, List<String> notes) implements AnswerSink {
        @Override
        public void columns(List<Column> columns) {
            sink.columns(columns);
        }

        @Override
        public void row(@Nullable Object[] values) {
            sink.row(values);
        }

        @Override
        public void end(boolean truncated, Receipt receipt) {
            sink.end(truncated, receipt.noting(notes));
        }
    }

    @Schema(name = "Question")
    record QuestionDocument(
            @Schema(example = "revenue by region last month")
            String question,

            @Nullable Boolean dry_run,

            @Schema(
                    type = "string",
                    allowableValues = {"json", "csv"})
            @Nullable
            String format,

            @Schema(description = "The clock of the question", example = "2025-03-01T12:00:00Z") @Nullable
            String as_of) {}
}
