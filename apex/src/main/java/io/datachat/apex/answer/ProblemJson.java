package io.datachat.apex.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.datachat.apex.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// Problems as RFC 9457 `application/problem+json`: the first one on top, all of them under `errors`.
public final class ProblemJson {
    private ProblemJson() {}

    /// @param problems at least one
    public static byte[] bytes(List<Problem> problems) {
        return bytes(problems, status(problems));
    }

    /// @param status the HTTP status it is sent with
    public static byte[] bytes(List<Problem> problems, int status) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = JsonValues.FACTORY.createGenerator(bytes)) {
            var first = problems.getFirst();
            json.writeStartObject();
            json.writeStringField("type", "urn:datachat:problem:" + first.code().id());
            json.writeStringField("title", first.code().title());
            json.writeNumberField("status", status);
            json.writeStringField("detail", first.message());
            facts(json, first);
            json.writeArrayFieldStart("errors");
            for (var problem : problems) {
                json.writeStartObject();
                json.writeStringField("detail", problem.message());
                facts(json, problem);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// One status for all: what is ours or the database's outranks what the asker can mend; else the first decides.
    public static int status(List<Problem> problems) {
        return problems.stream()
                .mapToInt(problem -> problem.code().status())
                .filter(status -> status >= 500)
                .findFirst()
                .orElse(problems.getFirst().code().status());
    }

    private static void facts(JsonGenerator json, Problem problem) throws IOException {
        json.writeStringField("code", problem.code().id());
        json.writeStringField("severity", problem.code().severity().name().toLowerCase(Locale.ROOT));
        var place = problem.place();
        if (place != null) {
            json.writeObjectFieldStart("place");
            json.writeStringField("source", place.source());
            json.writeNumberField("line", place.line());
            json.writeNumberField("column", place.column());
            json.writeEndObject();
        }
        if (problem.hint() != null) json.writeStringField("hint", problem.hint());
        if (!problem.choices().isEmpty()) {
            json.writeArrayFieldStart("choices");
            for (var choice : problem.choices()) json.writeString(choice);
            json.writeEndArray();
        }
    }
}
