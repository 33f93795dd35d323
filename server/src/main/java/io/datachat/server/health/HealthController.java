package io.datachat.server.health;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/// Whether the server can answer, and which version it is.
@Controller
@Tag(name = "server")
final class HealthController {
    private final Apex apex;
    private final WarmUp warmUp;

    HealthController(Apex apex, WarmUp warmUp) {
        this.apex = apex;
        this.warmUp = warmUp;
    }

    @Get("/health")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "health",
            summary = "Readiness",
            description = "200 when questions can be answered (`ready`, or `degraded` when some cannot), 503 while"
                    + " `starting`.")
    HttpResponse<Health> health() {
        if (!warmUp.over())
            return HttpResponse.serverError(new Health("starting", List.of(), 0, 0, 0))
                    .status(503);
        var databases = apex.project().databases().stream()
                .map(database -> database(database.name()))
                .toList();
        var library = apex.library();
        var broken = (int) apex.problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .count();
        var stale = (int) apex.freshness().status().stream()
                .filter(view -> view.state().troubled())
                .count();
        var fine = broken == 0
                && stale == 0
                && databases.stream().allMatch(database -> database.status().equals("up"));
        return HttpResponse.ok(new Health(
                fine ? "ready" : "degraded", databases, library.definitions().size(), broken, stale));
    }

    private DatabaseHealth database(String name) {
        try {
            var backend = apex.warehouse(name).backend().word();
            var tables = apex.catalogs().stream()
                    .filter(catalog -> catalog.database().equals(name))
                    .mapToInt(catalog -> catalog.tables().size())
                    .sum();
            return new DatabaseHealth(name, backend, "up", tables);
        } catch (Rejection unreachable) {
            return new DatabaseHealth(name, "", "down", 0);
        }
    }

    @Get("/api/v1/version")
    @Operation(operationId = "version", summary = "Version, project and process")
    Running version() {
        return new Running(
                Version.TEXT, apex.project().name(), ProcessHandle.current().pid());
    }

    @Serdeable
    record Health(
            @Schema(
                    type = "string",
                    allowableValues = {"starting", "ready", "degraded"})
            String status,

            List<DatabaseHealth> databases,
            int datapoints,
            int problems,

            @Schema(description = "Materialized views that are not kept fresh as datachat.yaml wants it")
            int stale_views) {}

    @Serdeable
    record DatabaseHealth(
            @Schema(example = "shop") String name,
            @Schema(example = "duckdb") String backend,

            @Schema(
                    type = "string",
                    allowableValues = {"up", "down"})
            String status,

            int tables) {}

    @Serdeable
    record Running(@Schema(example = "0.1.0") String version, String project, long pid) {}
}
