package io.datachat.apex.answer.certificate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The verdicts about several statements, as JSON.
public final class Verdicts {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Verdicts() {}

    /// @param place       where it begins
    /// @param certificate null for what may not run at all
    public record Statement(Place place, @Nullable Certificate certificate, List<Problem> problems) {
        public Statement {
            problems = List.copyOf(problems);
        }

        boolean certified() {
            return certificate != null && certificate.certified();
        }
    }

    public static String json(List<Statement> statements) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("certified", statements.stream().allMatch(Statement::certified));
            json.writeArrayFieldStart("statements");
            for (var statement : statements) write(json, statement);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Statement statement) throws IOException {
        json.writeStartObject();
        place(json, statement.place());
        json.writeFieldName("certificate");
        if (statement.certificate() == null) json.writeNull();
        else CertificateJson.write(json, statement.certificate());
        json.writeArrayFieldStart("problems");
        for (var problem : statement.problems()) problem(json, problem);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, @Nullable Place place) throws IOException {
        json.writeFieldName("place");
        if (place == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("source", place.source());
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeEndObject();
    }

    private static void problem(JsonGenerator json, Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", problem.code().id());
        json.writeStringField("severity", problem.code().severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("title", problem.code().title());
        json.writeStringField("detail", problem.message());
        place(json, problem.place());
        json.writeStringField("hint", problem.hint());
        json.writeArrayFieldStart("choices");
        for (var choice : problem.choices()) json.writeString(choice);
        json.writeEndArray();
        json.writeEndObject();
    }
}
