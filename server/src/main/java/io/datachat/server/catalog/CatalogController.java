package io.datachat.server.catalog;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.CatalogChange;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.server.access.Callers;
import io.datachat.server.problems.RefusalDocument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the databases hold.
@Controller("/api/v1/catalog")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "catalog")
final class CatalogController {
    private final Apex apex;
    private final InstantSource clock;

    CatalogController(Apex apex, InstantSource clock) {
        this.apex = apex;
        this.clock = clock;
    }

    @Get("/snapshot")
    @Operation(operationId = "catalogSnapshot", summary = "Tables, columns and keys as last read")
    Snapshot snapshot(
            @Parameter(description = "Only this database", example = "shop") @QueryValue @Nullable String database,
            HttpRequest<?> http) {
        if (database != null) apex.warehouse(database);
        return new Snapshot(apex.catalogs(Callers.of(http)).stream()
                .filter(catalog -> database == null || catalog.database().equals(database))
                .map(DatabaseDocument::of)
                .toList());
    }

    @Post(value = "/refresh", consumes = io.micronaut.http.MediaType.APPLICATION_JSON)
    @Operation(operationId = "refreshCatalog", summary = "Read databases again")
    Refreshed refresh(@Parameter(description = "Only this database") @QueryValue @Nullable String database) {
        if (database != null) apex.warehouse(database);
        return new Refreshed(apex.project().databases().stream()
                .filter(each -> database == null || each.name().equals(database))
                .map(each -> apex.refreshCatalog(each.name(), clock.instant()))
                .map(RefreshedDatabase::of)
                .toList());
    }

    @Serdeable
    record Snapshot(List<DatabaseDocument> databases) {}

    @Serdeable
    record Refreshed(List<RefreshedDatabase> databases) {}

    @Serdeable
    record RefreshedDatabase(
            String name,
            String fingerprint,
            Instant read_at,
            int tables,

            @Schema(description = "Since it was read before")
            List<ChangeDocument> changes) {
        static RefreshedDatabase of(Apex.Refreshed refreshed) {
            var catalog = refreshed.catalog();
            return new RefreshedDatabase(
                    catalog.database(),
                    catalog.fingerprint(),
                    catalog.readAt(),
                    catalog.tables().size(),
                    refreshed.changes().stream().map(ChangeDocument::of).toList());
        }
    }

    @Serdeable
    @Schema(name = "CatalogChange")
    record ChangeDocument(
            @Schema(
                    type = "string",
                    allowableValues = {"added", "removed", "changed"})
            String change,

            @Schema(example = "column shop.orders.channel") String what,
            @Schema(example = "integer to bigint") String detail) {
        static ChangeDocument of(CatalogChange change) {
            return new ChangeDocument(change.kind().word(), change.what(), change.detail());
        }
    }

    @Serdeable
    @Schema(name = "Database")
    record DatabaseDocument(
            @Schema(example = "shop") String name,
            @Schema(example = "duckdb") String backend,
            String default_schema,
            String fingerprint,
            Instant read_at,
            List<TableDocument> tables) {
        static DatabaseDocument of(DatabaseCatalog catalog) {
            return new DatabaseDocument(
                    catalog.database(),
                    catalog.backend().word(),
                    catalog.defaultSchema(),
                    catalog.fingerprint(),
                    catalog.readAt(),
                    catalog.tables().stream().map(TableDocument::of).toList());
        }
    }

    @Serdeable
    @Schema(name = "Table")
    record TableDocument(
            String schema,
            String name,

            @Schema(
                    type = "string",
                    allowableValues = {"table", "view", "materialized_view"})
            String kind,

            @Schema(description = "The database's own estimate; -1 when it has none")
            long rows,

            List<ColumnDocument> columns,
            List<String> primary_key,
            List<ForeignKeyDocument> foreign_keys,
            @Nullable String comment) {
        static TableDocument of(Table table) {
            return new TableDocument(
                    table.name().schema(),
                    table.name().table(),
                    table.kind().name().toLowerCase(Locale.ROOT),
                    table.rows(),
                    table.columns().stream().map(ColumnDocument::of).toList(),
                    table.primaryKey(),
                    table.foreignKeys().stream().map(ForeignKeyDocument::of).toList(),
                    table.comment());
        }
    }

    @Serdeable
    @Schema(name = "TableColumn")
    record ColumnDocument(
            String name,
            String type,
            boolean nullable,
            @Nullable String comment,
            List<String> enum_values) {
        static ColumnDocument of(Table.Column column) {
            return new ColumnDocument(
                    column.name(), column.type().word(), column.nullable(), column.comment(), column.enumValues());
        }
    }

    @Serdeable
    @Schema(name = "ForeignKey")
    record ForeignKeyDocument(List<String> columns, String target, List<String> target_columns) {
        static ForeignKeyDocument of(Table.ForeignKey key) {
            return new ForeignKeyDocument(key.columns(), key.target().toString(), key.targetColumns());
        }
    }
}
