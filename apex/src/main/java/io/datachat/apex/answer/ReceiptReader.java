package io.datachat.apex.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.datachat.apex.answer.Receipt.Complete;
import io.datachat.apex.answer.Receipt.Partial;
import io.datachat.apex.answer.Receipt.Route;
import io.datachat.apex.answer.Receipt.Timings;
import io.datachat.apex.answer.Receipt.Used;
import io.datachat.apex.answer.Receipt.Window;
import io.datachat.apex.answer.certificate.CertificateJson;
import io.datachat.apex.check.rows.Finding;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.render.Executable.Bind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The inverse of [ReceiptJson].
final class ReceiptReader {
    private ReceiptReader() {}

    static Receipt read(JsonNode json) {
        return new Receipt(
                json.required("database").asText(),
                json.required("backend").asText(),
                json.required("definitions")
                        .valueStream()
                        .map(ReceiptReader::used)
                        .toList(),
                window(json.path("period")),
                window(json.path("compared_with")),
                texts(json, "grain"),
                texts(json, "policies"),
                route(json.required("route")),
                texts(json, "notes"),
                json.required("sql").asText(),
                json.required("binds").valueStream().map(ReceiptReader::bind).toList(),
                json.required("fingerprint").asText(),
                Instant.parse(json.required("as_of").asText()),
                ZoneId.of(json.required("zone").asText()),
                json.required("confidence").asDouble(),
                timings(json.required("timings")),
                json.required("completeness")
                        .valueStream()
                        .map(ReceiptReader::complete)
                        .toList(),
                partial(json.required("partial")),
                CertificateJson.read(json.path("certificate")),
                json.required("findings")
                        .valueStream()
                        .map(ReceiptReader::finding)
                        .toList());
    }

    private static Finding finding(JsonNode json) {
        return new Finding(
                json.required("code").asText(),
                AnswerReader.text(json, "column"),
                json.required("expected").asText(),
                json.required("seen").asText(),
                AnswerReader.text(json, "row"));
    }

    private static Used used(JsonNode json) {
        return new Used(
                json.required("type").asText(),
                json.required("id").asText(),
                json.required("name").asText(),
                AnswerReader.text(json, "version"),
                Tier.valueOf(json.required("tier").asText().toUpperCase(Locale.ROOT)),
                texts(json, "tables"));
    }

    private static @Nullable Window window(JsonNode json) {
        return json.isObject()
                ? new Window(json.required("from").asText(), json.required("to").asText())
                : null;
    }

    private static Complete complete(JsonNode json) {
        var until = AnswerReader.text(json, "complete_until");
        return new Complete(json.required("entity").asText(), until == null ? null : Instant.parse(until));
    }

    private static Partial partial(JsonNode json) {
        return new Partial(
                json.required("first").asBoolean(),
                json.required("last").asBoolean(),
                AnswerReader.text(json, "since"));
    }

    private static Route route(JsonNode json) {
        var watermark = AnswerReader.text(json, "watermark");
        return new Route(
                AnswerReader.text(json, "rollup"),
                watermark == null ? null : Instant.parse(watermark),
                AnswerReader.text(json, "max_age"),
                json.required("misses")
                        .valueStream()
                        .map(miss -> new Route.Miss(
                                miss.required("rollup").asText(),
                                miss.required("reason").asText()))
                        .toList());
    }

    private static Bind bind(JsonNode json) {
        var type = AnswerReader.type(json.required("type").asText());
        return new Bind(AnswerReader.value(json.required("value"), type), type);
    }

    private static Timings timings(JsonNode json) {
        var run = json.path("run_ms");
        return new Timings(duration(json.required("compile_ms")), run.isNumber() ? duration(run) : null);
    }

    private static Duration duration(JsonNode milliseconds) {
        return Duration.ofNanos(milliseconds
                .decimalValue()
                .multiply(BigDecimal.valueOf(1_000_000))
                .longValue());
    }

    private static List<String> texts(JsonNode json, String key) {
        return json.required(key).valueStream().map(JsonNode::asText).toList();
    }
}
