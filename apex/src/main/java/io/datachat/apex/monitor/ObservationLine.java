package io.datachat.apex.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/// An observation as one line of JSON. Keys are only added, never renamed: old logs stay readable.
final class ObservationLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MICROS = 1_000;

    private ObservationLine() {}

    static String of(Observation seen) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", seen.at().toString());
            json.writeStringField("as_of", seen.asOf().toString());
            json.writeStringField("database", seen.database());
            json.writeStringField("fingerprint", seen.fingerprint());
            json.writeNumberField("blocks", seen.blocks());
            names(json, "metrics", seen.metrics());
            names(json, "dimensions", seen.dimensions());
            names(json, "roles", seen.roles());
            if (seen.route() != null) json.writeStringField("route", seen.route());
            json.writeNumberField("rows", seen.rows());
            json.writeNumberField("bytes", seen.bytes());
            json.writeNumberField("compile_us", micros(seen.compile()));
            if (seen.run() != null) json.writeNumberField("run_us", micros(seen.run()));
            json.writeStringField("outcome", seen.outcome().name());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / MICROS;
    }

    private static void names(JsonGenerator json, String key, List<String> names) throws IOException {
        json.writeArrayFieldStart(key);
        for (var name : names) json.writeString(name);
        json.writeEndArray();
    }
}
