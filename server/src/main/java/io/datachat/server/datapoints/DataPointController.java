package io.datachat.server.datapoints;

import io.datachat.apex.Apex;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.datapoint.schema.DataPointSchema;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.datachat.server.problems.Page;
import io.datachat.server.problems.ProblemDocument;
import io.datachat.server.problems.ProblemDocument.PlaceDocument;
import io.datachat.server.problems.RefusalDocument;
import io.datachat.server.problems.ServerCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the business knows.
@Controller("/api/v1/datapoints")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "datapoints")
final class DataPointController {
    private final Apex apex;

    DataPointController(Apex apex) {
        this.apex = apex;
    }

    @Get
    @Operation(
            operationId = "listDataPoints",
            summary = "List DataPoints",
            description = "In the order of type, then id.")
    Page<DataPointSummary> list(
            @Parameter(description = "Only this type", example = "metric") @QueryValue @Nullable String type,
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue(defaultValue = "0") int offset) {
        var wanted = type == null ? null : type(type);
        var found = apex.library().definitions().stream()
                .filter(definition -> wanted == null || definition.point().type() == wanted)
                .map(DataPointSummary::of)
                .toList();
        return Page.of(found, limit, offset);
    }

    @Get("/{type}/{id}")
    @Operation(
            operationId = "showDataPoint",
            summary = "Show a DataPoint",
            description = "As in YAML, with the tier (managed or user) and the place of each stated fact.")
    Shown show(@Parameter(example = "metric") String type, @Parameter(example = "revenue") String id) {
        var wanted = type(type);
        var library = apex.library();
        var found = library.definition(wanted, id).orElseThrow(() -> {
            var known = library.definitions().stream()
                    .map(Definition::point)
                    .filter(point -> point.type() == wanted)
                    .map(DataPoint::id)
                    .toList();
            return new Rejection(
                    Problem.of(ServerCode.UNKNOWN_DATAPOINT, "there is no " + wanted.word() + " '" + id + "'")
                            .choices(Nearest.of(id, known, 3)));
        });
        var facts = new TreeMap<String, Fact>();
        found.tiers()
                .forEach((path, tier) -> facts.put(
                        path, new Fact(tier.name().toLowerCase(Locale.ROOT), PlaceDocument.of(found.place(path)))));
        return new Shown(wanted.word(), id, Tree.of((Record) found.point()), facts);
    }

    @Get("/lint")
    @Operation(operationId = "lint", summary = "Everything the linter found in all files")
    Lint lint() {
        var library = apex.library();
        var errors = apex.problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .count();
        return new Lint(
                library.definitions().size(),
                (int) errors,
                library.version(),
                apex.problems().stream().map(ProblemDocument::of).toList());
    }

    @Get("/schema")
    @Operation(operationId = "dataPointSchema", summary = "The JSON Schema of a DataPoint file, for editors")
    @ApiResponse(
            responseCode = "200",
            description = "A JSON Schema",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    HttpResponse<byte[]> schema() {
        return HttpResponse.ok(DataPointSchema.json().getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static DataPoint.Type type(String word) {
        var known =
                Arrays.stream(DataPoint.Type.values()).map(DataPoint.Type::word).toList();
        return Arrays.stream(DataPoint.Type.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Rejection(Problem.of(ServerCode.UNKNOWN_TYPE, "there is no type '" + word + "'")
                        .hint("types: " + String.join(", ", known))
                        .choices(Nearest.of(word, known, 3))));
    }

    @Serdeable
    @Schema(name = "DataPointSummary")
    record DataPointSummary(
            @Schema(example = "metric") String type,
            @Schema(example = "revenue") String id,
            String name,
            @Nullable String definition,
            String review,
            @Nullable PlaceDocument place) {
        static DataPointSummary of(Definition definition) {
            var common = definition.point().common();
            return new DataPointSummary(
                    definition.point().type().word(),
                    common.id(),
                    common.name(),
                    common.definition(),
                    common.review().name().toLowerCase(Locale.ROOT),
                    PlaceDocument.of(definition.place("")));
        }
    }

    @Serdeable
    @Schema(name = "DataPoint")
    record Shown(
            String type,
            String id,

            @Schema(
                    description = "What is stated, as a tree",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> datapoint,

            @Schema(description = "Tier and place of each stated fact, by its path in the YAML")
            Map<String, Fact> facts) {}

    @Serdeable
    record Fact(
            @Schema(
                    type = "string",
                    allowableValues = {"managed", "user"})
            String tier,

            @Nullable PlaceDocument place) {}

    @Serdeable
    record Lint(int datapoints, int errors, String version, List<ProblemDocument> problems) {}
}
