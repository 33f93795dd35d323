package io.datachat.server.metrics;

import io.datachat.apex.Apex;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.resolve.Reachable;
import io.datachat.apex.time.Grain;
import io.datachat.server.access.Callers;
import io.datachat.server.datapoints.Tree;
import io.datachat.server.problems.Page;
import io.datachat.server.problems.RefusalDocument;
import io.datachat.server.problems.ServerCode;
import io.micronaut.http.HttpRequest;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be asked.
@Controller("/api/v1/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "metrics")
final class MetricController {
    private final Apex apex;

    MetricController(Apex apex) {
        this.apex = apex;
    }

    @Get
    @Operation(
            operationId = "listMetrics",
            summary = "List metrics",
            description = "In the order of their ids, page by page.")
    Page<MetricSummary> list(
            @Parameter(
                            description =
                                    "Only metrics whose id, name, synonyms, tags or definition contain all of these"
                                            + " words",
                            example = "revenue")
                    @QueryValue
                    @Nullable
                    String search,
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue(defaultValue = "0") int offset,
            HttpRequest<?> http) {
        var found = apex.model(Callers.of(http)).library().all(Metric.class).stream()
                .filter(metric -> matches(metric, search))
                .map(MetricSummary::of)
                .toList();
        return Page.of(found, limit, offset);
    }

    private static boolean matches(Metric metric, @Nullable String search) {
        if (search == null) return true;
        var common = metric.common();
        var text = Stream.of(
                        List.of(common.id(), common.name()),
                        common.synonyms(),
                        common.tags(),
                        common.definition() == null ? List.<String>of() : List.of(common.definition()))
                .flatMap(List::stream)
                .reduce("", (left, right) -> left + "\n" + right.toLowerCase(Locale.ROOT));
        return Arrays.stream(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(text::contains);
    }

    @Get("/{id}")
    @Operation(
            operationId = "describeMetric",
            summary = "Describe a metric",
            description = "Its definition and the dimensions it can be asked by.")
    MetricDescription describe(@Parameter(example = "revenue") String id, HttpRequest<?> http) {
        var library = apex.model(Callers.of(http)).library();
        var metric = library.find(Metric.class, id).orElseThrow(() -> {
            var known = library.all(Metric.class).stream().map(DataPoint::id).toList();
            return new Rejection(Problem.of(ServerCode.UNKNOWN_DATAPOINT, "there is no metric '" + id + "'")
                    .choices(Nearest.of(id, known, 3)));
        });
        var dimensions = metric.execution() == null ? List.<DimensionDocument>of() : dimensions(List.of(id), http);
        return new MetricDescription(MetricSummary.of(metric), Tree.of(metric), dimensions);
    }

    @Get("/dimensions")
    @Operation(operationId = "commonDimensions", summary = "Dimensions that all the metrics can be grouped by")
    List<DimensionDocument> common(
            @Parameter(description = "Ids, separated by commas", example = "revenue,orders") @QueryValue String metrics,
            HttpRequest<?> http) {
        var ids = Arrays.stream(metrics.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        if (ids.isEmpty())
            throw new Rejection(Problem.of(ServerCode.BAD_PARAMETER, "metrics must name at least one metric"));
        return dimensions(ids, http);
    }

    private List<DimensionDocument> dimensions(List<String> metrics, HttpRequest<?> http) {
        return apex.dimensions(metrics, Callers.of(http)).stream()
                .map(DimensionDocument::of)
                .toList();
    }

    @Serdeable
    @Schema(name = "Metric")
    record MetricSummary(
            @Schema(example = "revenue") String id,
            String name,
            @Nullable String definition,
            @Schema(example = "EUR") @Nullable String unit,
            @Nullable String format,
            List<String> synonyms,
            List<String> tags,

            @Schema(
                    type = "string",
                    allowableValues = {"proposed", "approved", "deprecated"})
            String review,

            @Schema(description = "Whether it can be asked; else it only explains")
            boolean executable) {
        static MetricSummary of(Metric metric) {
            var common = metric.common();
            return new MetricSummary(
                    common.id(),
                    common.name(),
                    common.definition(),
                    metric.unit(),
                    metric.format() == null ? null : metric.format().name().toLowerCase(Locale.ROOT),
                    common.synonyms(),
                    common.tags(),
                    common.review().name().toLowerCase(Locale.ROOT),
                    metric.execution() != null);
        }
    }

    @Serdeable
    record MetricDescription(
            MetricSummary metric,

            @Schema(
                    description = "What is stated, as a tree",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> datapoint,

            List<DimensionDocument> dimensions) {}

    @Serdeable
    @Schema(name = "Dimension")
    record DimensionDocument(
            @Schema(description = "As it may be written in a query", example = "region")
            String path,

            String entity,
            @Schema(example = "text") String type,

            @Schema(description = "Those it may be asked with; empty when it is not a time")
            List<String> grains,

            List<String> synonyms,

            @Schema(description = "Whether one row of a metric may count in several groups")
            boolean overlaps) {
        static DimensionDocument of(Reachable.Dimension dimension) {
            return new DimensionDocument(
                    dimension.path(),
                    dimension.entity(),
                    dimension.type().word(),
                    dimension.grains().stream().map(Grain::word).toList(),
                    dimension.synonyms(),
                    dimension.overlaps());
        }
    }
}
