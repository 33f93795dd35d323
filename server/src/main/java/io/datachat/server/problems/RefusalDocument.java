package io.datachat.server.problems;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem (RFC 9457) as the OpenAPI document shows it: the first reason on top, all of them under `errors`.
@Introspected
@Schema(name = "Problem")
public record RefusalDocument(
        @Schema(example = "urn:datachat:problem:RQ003") String type,
        @Schema(example = "Unknown key") String title,
        @Schema(example = "400") int status,
        @Schema(example = "unknown key 'metrisc'") String detail,
        @Schema(example = "RQ003") String code,

        @Schema(
                type = "string",
                allowableValues = {"error", "warning", "info"})
        String severity,

        @Nullable PlaceInRequest place,
        @Nullable String hint,

        @Schema(description = "The nearest valid names", example = "[\"metrics\"]") @Nullable
        List<String> choices,

        @Schema(description = "Every problem, in the order in which they were found")
        List<Reason> errors) {

    @Introspected
    @Schema(name = "Reason")
    public record Reason(
            String detail,
            String code,

            @Schema(
                    type = "string",
                    allowableValues = {"error", "warning", "info"})
            String severity,

            @Nullable PlaceInRequest place,
            @Nullable String hint,
            @Nullable List<String> choices) {}

    @Introspected
    @Schema(name = "PlaceInRequest")
    public record PlaceInRequest(
            @Schema(example = "request") String source, int line, int column) {}
}
