package io.datachat.apex.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.datachat.apex.answer.Receipt.Route;
import io.datachat.apex.answer.Receipt.Used;
import io.datachat.apex.answer.Receipt.Window;
import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.answer.certificate.CertificateJson;
import io.datachat.apex.check.rows.Finding;
import io.datachat.apex.render.Executable.Bind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of a receipt, as docs/http.md shows it.
final class ReceiptJson {
    private ReceiptJson() {}

    static void write(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeStartObject();
        json.writeStringField("database", receipt.database());
        json.writeStringField("backend", receipt.backend());
        definitions(json, receipt.definitions());
        window(json, "period", receipt.period());
        window(json, "compared_with", receipt.comparedWith());
        completeness(json, receipt);
        certificate(json, receipt.certificate());
        texts(json, "grain", receipt.grain());
        texts(json, "policies", receipt.policies());
        route(json, receipt.route());
        texts(json, "notes", receipt.notes());
        findings(json, receipt.findings());
        json.writeStringField("sql", receipt.sql());
        binds(json, receipt);
        json.writeStringField("fingerprint", receipt.fingerprint());
        json.writeStringField("as_of", receipt.asOf().toString());
        json.writeStringField("zone", receipt.zone().getId());
        json.writeNumberField("confidence", receipt.confidence());
        json.writeObjectFieldStart("timings");
        milliseconds(json, "compile_ms", receipt.timings().compile());
        milliseconds(json, "run_ms", receipt.timings().run());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void definitions(JsonGenerator json, List<Used> definitions) throws IOException {
        json.writeArrayFieldStart("definitions");
        for (var used : definitions) {
            json.writeStartObject();
            json.writeStringField("type", used.type());
            json.writeStringField("id", used.id());
            json.writeStringField("name", used.name());
            json.writeStringField("version", used.version());
            json.writeStringField("tier", used.tier().name().toLowerCase(Locale.ROOT));
            texts(json, "tables", used.tables());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void window(JsonGenerator json, String name, @Nullable Window window) throws IOException {
        json.writeFieldName(name);
        if (window == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("from", window.from());
        json.writeStringField("to", window.to());
        json.writeEndObject();
    }

    private static void completeness(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeArrayFieldStart("completeness");
        for (var complete : receipt.completeness()) {
            json.writeStartObject();
            json.writeStringField("entity", complete.entity());
            json.writeStringField(
                    "complete_until",
                    complete.until() == null ? null : complete.until().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("partial");
        json.writeBooleanField("first", receipt.partial().first());
        json.writeBooleanField("last", receipt.partial().last());
        json.writeStringField("since", receipt.partial().since());
        json.writeEndObject();
    }

    /// Only SQL has one.
    private static void certificate(JsonGenerator json, @Nullable Certificate certificate) throws IOException {
        if (certificate == null) return;
        json.writeFieldName("certificate");
        CertificateJson.write(json, certificate);
    }

    private static void findings(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (var finding : findings) {
            json.writeStartObject();
            json.writeStringField("code", finding.code());
            json.writeStringField("column", finding.column());
            json.writeStringField("expected", finding.expected());
            json.writeStringField("seen", finding.seen());
            json.writeStringField("row", finding.row());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void route(JsonGenerator json, Route route) throws IOException {
        json.writeObjectFieldStart("route");
        json.writeStringField("rollup", route.rollup());
        json.writeStringField(
                "watermark",
                route.watermark() == null ? null : route.watermark().toString());
        json.writeStringField("max_age", route.maxAge());
        json.writeArrayFieldStart("misses");
        for (var miss : route.misses()) {
            json.writeStartObject();
            json.writeStringField("rollup", miss.rollup());
            json.writeStringField("reason", miss.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void binds(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeArrayFieldStart("binds");
        for (Bind bind : receipt.binds()) {
            json.writeStartObject();
            json.writeStringField("type", bind.type().word());
            json.writeFieldName("value");
            // A bound local time is what the SQL gets; it has no zone of its own and is shown as it is.
            if (bind.value() instanceof java.time.LocalDateTime local) json.writeString(local.toString());
            else JsonValues.write(json, bind.value(), bind.type(), receipt.zone());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private static void milliseconds(JsonGenerator json, String name, @Nullable Duration duration) throws IOException {
        json.writeFieldName(name);
        if (duration == null) json.writeNull();
        else json.writeNumber(BigDecimal.valueOf(duration.toNanos() / 1_000, 3));
    }
}
