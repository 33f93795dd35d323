package io.datachat.server.dashboards;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.board.BoardJson;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.board.BoardCode;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.tile.TileQuestion;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.server.access.Callers;
import io.datachat.server.metrics.AnswerStream;
import io.datachat.server.problems.Page;
import io.datachat.server.problems.RefusalDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sets of questions that are asked together.
@Controller("/api/v1/dashboards")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "dashboards")
final class DashboardController {
    private final Apex apex;
    private final InstantSource clock;
    private final AnswerStream answers;
    private final JsonMapper json;

    DashboardController(Apex apex, InstantSource clock, AnswerStream answers, JsonMapper json) {
        this.apex = apex;
        this.clock = clock;
        this.answers = answers;
        this.json = json;
    }

    @Get
    @Operation(
            operationId = "listDashboards",
            summary = "List dashboards",
            description = "Saved queries are dashboards of one tile. In the order of their ids, page by page.")
    Page<DashboardSummary> list(
            @QueryValue(defaultValue = "100") int limit, @QueryValue(defaultValue = "0") int offset) {
        var found = apex.library().all(Dashboard.class).stream()
                .map(DashboardSummary::of)
                .toList();
        return Page.of(found, limit, offset);
    }

    @Get("/{id}")
    @Operation(
            operationId = "describeDashboard",
            summary = "What a dashboard asks",
            description = "Each tile with the request that asks the same alone. Nothing is run.")
    DashboardDocument describe(@Parameter(description = "Its id", example = "sales_overview") String id) {
        var found = apex.library().find(Dashboard.class, id).orElseThrow(() -> unknown(id));
        return new DashboardDocument(
                id,
                found.common().name(),
                found.common().definition(),
                found.common().owner(),
                found.tiles().stream()
                        .map(tile -> new TileDocument(
                                found.title(tile),
                                request(MetricRequestWriter.write(MetricRequest.of(TileQuestion.of(tile))))))
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> request(byte[] written) {
        try {
            return Objects.requireNonNull(json.readValue(written, Map.class));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Rejection unknown(String id) {
        return new Rejection(Problem.of(BoardCode.UNKNOWN_DASHBOARD, "there is no dashboard '" + id + "'")
                .choices(Nearest.of(id, apex.library().ids(DataPoint.Type.DASHBOARD), 3)));
    }

    @Post("/{id}/run")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "runDashboard",
            summary = "Run a dashboard",
            description = "Asks all tiles, of one state of the data where the database can; `one_snapshot` says whether"
                    + " it was so. A tile that fails has a `problem` in the place of its `answer` and leaves the others"
                    + " alone.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class),
                            examples = @ExampleObject(value = "{\"period\": \"last week\"}")))
    @ApiResponse(
            responseCode = "200",
            description = "What became of each tile",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BoardDocument.class)))
    HttpResponse<byte[]> run(
            @Parameter(description = "Its id", example = "sales_overview") String id,
            @Body byte @Nullable [] body,
            HttpRequest<?> http) {
        var request = BoardRequest.read(body == null ? new byte[0] : body);
        var asOf = request.asOf() == null ? clock.instant() : request.asOf();
        var timeout = apex.project().limits().timeout();
        return answers.whole(
                http,
                cancellation ->
                        BoardJson.bytes(apex.run(id, request, Callers.asking(http, asOf, timeout, cancellation))));
    }

    @Serdeable
    record DashboardSummary(
            @Schema(example = "sales_overview") String id,
            String name,
            @Nullable String definition,
            @Nullable String owner,
            @Schema(description = "Their titles") List<String> tiles) {
        static DashboardSummary of(Dashboard board) {
            return new DashboardSummary(
                    board.id(),
                    board.common().name(),
                    board.common().definition(),
                    board.common().owner(),
                    board.tiles().stream().map(board::title).toList());
        }
    }

    @Serdeable
    @Schema(name = "Dashboard")
    record DashboardDocument(
            @Schema(example = "sales_overview") String id,
            String name,
            @Nullable String definition,
            @Nullable String owner,
            List<TileDocument> tiles) {}

    @Serdeable
    @Schema(name = "Tile")
    record TileDocument(
            String title,

            @Schema(
                    description = "A MetricQuery, as `POST /metrics/query` takes it",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> request) {}
}
