package io.datachat.server.workspace;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.workspace.Workspace;
import io.datachat.apex.workspace.Workspaces;
import io.datachat.apex.workspace.card.Cards;
import io.datachat.server.access.Callers;
import io.datachat.server.problems.Page;
import io.datachat.server.problems.RefusalDocument;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What questions in SQL about a domain may read, as the caller sees it.
@Controller("/api/v1/workspaces")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "sql")
final class WorkspaceController {
    private final Apex apex;

    WorkspaceController(Apex apex) {
        this.apex = apex;
    }

    @Get
    @Operation(operationId = "listWorkspaces", summary = "List workspaces")
    Page<WorkspaceSummary> list(
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue(defaultValue = "0") int offset,
            HttpRequest<?> http) {
        var shown = apex.workspaces(Callers.of(http)).stream()
                .map(WorkspaceSummary::of)
                .toList();
        return Page.of(shown, limit, offset);
    }

    @Get("/{name}")
    @Operation(
            operationId = "describeWorkspace",
            summary = "The tables of a workspace",
            description = "A card for each table: columns, keys, joins, versions, JSON paths, filters, what goes wrong"
                    + " easily. What the caller does not see is not there.")
    WorkspaceDocument describe(
            @Parameter(description = "Its name", example = "sales") String name, HttpRequest<?> http) {
        var viewer = Callers.of(http);
        var workspace = Workspaces.named(name, apex.workspaces(viewer));
        return new WorkspaceDocument(
                workspace.name(),
                workspace.domain().description(),
                workspace.catalog().database(),
                Cards.of(workspace, apex.model(viewer).library()).stream()
                        .map(CardDocument::of)
                        .toList(),
                workspace.domain().exemplars().stream()
                        .map(exemplar -> new ExemplarDocument(exemplar.question(), exemplar.sql()))
                        .toList());
    }

    @Serdeable
    record WorkspaceSummary(
            @Schema(example = "sales") String name,
            @Nullable String description,
            String database,
            List<String> tables) {
        static WorkspaceSummary of(Workspace workspace) {
            return new WorkspaceSummary(
                    workspace.name(),
                    workspace.domain().description(),
                    workspace.catalog().database(),
                    workspace.catalog().tables().stream()
                            .map(Table::name)
                            .map(workspace::called)
                            .toList());
        }
    }

    @Serdeable
    @Schema(name = "Workspace")
    record WorkspaceDocument(
            @Schema(example = "sales") String name,
            @Nullable String description,
            String database,
            List<CardDocument> cards,

            @Schema(description = "Those that the caller may run")
            List<ExemplarDocument> exemplars) {}

    @Serdeable
    @Schema(name = "Exemplar")
    record ExemplarDocument(String question, String sql) {}
}
