package io.datachat.apex.answer.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.query.SqlQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a request so that its reader reads the same one; what has its default is left out.
public final class MetricRequestWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private MetricRequestWriter() {}

    public static byte[] write(MetricRequest request) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            query(json, request.query());
            flag(json, "dry_run", request.dryRun());
            flag(json, "explain", request.explain());
            text(
                    json,
                    "format",
                    request.format() == null ? null : request.format().word());
            text(json, "as_of", request.asOf() == null ? null : request.asOf().toString());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static byte[] write(BoardRequest request) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            period(json, request.period());
            if (!request.filters().isEmpty()) filters(json, request.filters());
            if (!request.where().isEmpty()) where(json, request.where());
            text(json, "tile", request.tile());
            text(json, "as_of", request.asOf() == null ? null : request.asOf().toString());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static byte[] write(SqlRequest request) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("sql", request.query().sql());
            parameters(json, request.query().parameters());
            text(json, "database", request.query().database());
            text(json, "workspace", request.query().workspace());
            if (request.query().limit() != null)
                json.writeNumberField("limit", request.query().limit());
            text(json, "as_of", request.asOf() == null ? null : request.asOf().toString());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void parameters(JsonGenerator json, Map<String, SqlQuery.Value> parameters) throws IOException {
        if (parameters.isEmpty()) return;
        json.writeObjectFieldStart("parameters");
        for (var parameter : parameters.entrySet()) {
            json.writeObjectFieldStart(parameter.getKey());
            json.writeStringField("type", parameter.getValue().type().name().toLowerCase(Locale.ROOT));
            json.writeFieldName("value");
            value(json, parameter.getValue().raw());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void where(JsonGenerator json, List<String> conditions) throws IOException {
        json.writeArrayFieldStart("where");
        for (var condition : conditions) json.writeString(condition);
        json.writeEndArray();
    }

    private static void query(JsonGenerator json, MetricQuery query) throws IOException {
        json.writeArrayFieldStart("metrics");
        for (var metric : query.metrics()) json.writeString(metric);
        json.writeEndArray();
        if (!query.dimensions().isEmpty()) dimensions(json, query.dimensions());
        text(json, "grain", query.grain() == null ? null : query.grain().word());
        period(json, query.period());
        if (!query.filters().isEmpty()) filters(json, query.filters());
        if (!query.where().isEmpty()) where(json, query.where());
        if (!query.order().isEmpty()) {
            json.writeArrayFieldStart("order");
            for (var order : query.order()) {
                json.writeStartObject();
                json.writeStringField("field", order.field());
                json.writeBooleanField("descending", order.descending());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (query.limit() != null) json.writeNumberField("limit", query.limit());
        if (query.compare() != Compare.NONE)
            text(json, "compare", query.compare().name().toLowerCase(Locale.ROOT));
        text(json, "zone", query.zone() == null ? null : query.zone().getId());
        text(json, "target_database", query.targetDatabase());
        if (!query.parameters().isEmpty()) {
            json.writeObjectFieldStart("parameters");
            for (var parameter : query.parameters().entrySet()) {
                json.writeFieldName(parameter.getKey());
                value(json, parameter.getValue());
            }
            json.writeEndObject();
        }
        flag(json, "include_proposed", query.includeProposed());
        flag(json, "gaps", query.framing().gaps());
        flag(json, "shares", query.framing().shares());
        flag(json, "extremes", query.framing().extremes());
        var top = query.framing().top();
        if (top == null) return;
        json.writeObjectFieldStart("top");
        text(json, "dimension", top.dimension());
        text(json, "metric", top.metric());
        json.writeNumberField("count", top.count());
        json.writeEndObject();
    }

    private static void dimensions(JsonGenerator json, List<MetricQuery.Dimension> dimensions) throws IOException {
        json.writeArrayFieldStart("dimensions");
        for (var dimension : dimensions) {
            json.writeStartObject();
            json.writeStringField("name", dimension.name());
            text(
                    json,
                    "grain",
                    dimension.grain() == null ? null : dimension.grain().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void period(JsonGenerator json, @Nullable Span period) throws IOException {
        switch (period) {
            case null -> {}
            case Span.Words(var words) -> json.writeStringField("period", words);
            case Span.Between(var from, var to) -> {
                json.writeObjectFieldStart("period");
                text(json, "from", from);
                text(json, "to", to);
                json.writeEndObject();
            }
        }
    }

    private static void filters(JsonGenerator json, List<Filter> filters) throws IOException {
        json.writeArrayFieldStart("filters");
        for (var filter : filters) {
            json.writeStartObject();
            json.writeStringField("field", filter.field());
            json.writeStringField("op", filter.op().name().toLowerCase(Locale.ROOT));
            json.writeFieldName("values");
            value(json, filter.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case List<?> list -> {
                json.writeStartArray();
                for (var element : list) value(json, element);
                json.writeEndArray();
            }
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }

    private static void flag(JsonGenerator json, String name, boolean value) throws IOException {
        if (value) json.writeBooleanField(name, true);
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) json.writeStringField(name, value);
    }
}
