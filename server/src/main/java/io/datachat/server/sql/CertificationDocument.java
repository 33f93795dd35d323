package io.datachat.server.sql;

import io.datachat.server.problems.ProblemDocument;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which metrics statements compute, as the OpenAPI document shows it; the engine writes it.
@Introspected
@Schema(name = "Certification")
record CertificationDocument(
        @Schema(description = "Whether all statements are") boolean certified, List<StatementDocument> statements) {
    @Introspected
    @Schema(name = "CertifiedStatement")
    record StatementDocument(
            @Schema(description = "Where it begins") ProblemDocument.PlaceDocument place,

            @Schema(description = "Null for what may not run at all") @Nullable
            CertificateDocument certificate,

            List<ProblemDocument> problems) {}

    @Introspected
    @Schema(name = "Certificate")
    record CertificateDocument(
            @Schema(
                    type = "string",
                    allowableValues = {"certified", "near", "none"})
            String verdict,

            List<MetricDocument> metrics,

            @Schema(
                    description = "What it groups by and which rows it takes",
                    example = "by month where channel = 'web'")
            String by,

            @Schema(description = "The same as a metric request", type = "object") @Nullable
            Object question,

            @Schema(description = "Columns that it calculates from the metrics itself")
            List<String> computed,

            @Schema(description = "Metrics that it nearly computes, the nearest first")
            List<NearDocument> near,

            List<String> notes,

            @Schema(description = "Why it is not certified; empty when it is")
            String reason,

            @Schema(
                    description = "All of this in sentences, the verdict first",
                    example = "[\"certified: revenue v3\"]")
            List<String> said) {}

    @Introspected
    @Schema(name = "CertifiedMetric")
    record MetricDocument(String id, @Nullable String version) {}

    @Introspected
    @Schema(name = "NearMetric")
    record NearDocument(String metric, List<String> differences) {}
}
