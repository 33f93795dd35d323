package io.datachat.server.problems;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One problem inside an answer that is not itself a failure, such as what the linter found.
@Serdeable
@Schema(name = "Finding")
public record ProblemDocument(
        @Schema(example = "DP102") String code,

        @Schema(
                type = "string",
                allowableValues = {"error", "warning", "info"})
        String severity,

        String title,
        String detail,
        @Nullable PlaceDocument place,
        @Nullable String hint,
        List<String> choices) {
    @Serdeable
    @Schema(name = "Place")
    public record PlaceDocument(
            @Schema(example = "user/revenue.yaml") String source, int line, int column) {
        public static @Nullable PlaceDocument of(@Nullable Place place) {
            return place == null ? null : new PlaceDocument(place.source(), place.line(), place.column());
        }
    }

    public static ProblemDocument of(Problem problem) {
        return new ProblemDocument(
                problem.code().id(),
                problem.code().severity().name().toLowerCase(Locale.ROOT),
                problem.code().title(),
                problem.message(),
                PlaceDocument.of(problem.place()),
                problem.hint(),
                problem.choices());
    }
}
