package io.datachat.apex.answer.certificate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of a certificate, as docs/certify.md shows it.
public final class CertificateJson {
    private CertificateJson() {}

    public static void write(JsonGenerator json, Certificate certificate) throws IOException {
        json.writeStartObject();
        json.writeStringField("verdict", certificate.verdict().word());
        json.writeArrayFieldStart("metrics");
        for (var metric : certificate.metrics()) {
            json.writeStartObject();
            json.writeStringField("id", metric.id());
            json.writeStringField("version", metric.version());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("by", certificate.by());
        json.writeFieldName("question");
        if (certificate.question() == null) json.writeNull();
        else json.writeRawValue(certificate.question());
        texts(json, "computed", certificate.computed());
        json.writeArrayFieldStart("near");
        for (var near : certificate.near()) {
            json.writeStartObject();
            json.writeStringField("metric", near.metric());
            texts(json, "differences", near.differences());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "notes", certificate.notes());
        json.writeStringField("reason", certificate.reason());
        texts(json, "said", certificate.said());
        json.writeEndObject();
    }

    /// The inverse; null for what is no object.
    public static @Nullable Certificate read(JsonNode json) {
        if (!json.isObject()) return null;
        var question = json.path("question");
        return new Certificate(
                Certificate.Verdict.valueOf(json.required("verdict").asText().toUpperCase(Locale.ROOT)),
                json.required("metrics")
                        .valueStream()
                        .map(metric -> new Certificate.Metric(
                                metric.required("id").asText(),
                                metric.path("version").textValue()))
                        .toList(),
                json.required("by").asText(),
                question.isObject() ? question.toString() : null,
                texts(json, "computed"),
                json.required("near")
                        .valueStream()
                        .map(near ->
                                new Certificate.Near(near.required("metric").asText(), texts(near, "differences")))
                        .toList(),
                texts(json, "notes"),
                json.required("reason").asText());
    }

    private static List<String> texts(JsonNode json, String key) {
        return json.required(key).valueStream().map(JsonNode::asText).toList();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) json.writeString(text);
        json.writeEndArray();
    }
}
