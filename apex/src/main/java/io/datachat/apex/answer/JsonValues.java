package io.datachat.apex.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spells the values of an answer: decimals and 64-bit integers as strings, because readers of JSON calculate in
/// doubles.
final class JsonValues {
    /// The stream belongs to who opened it: a broken answer must not be closed as if it were complete.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private JsonValues() {}

    static void write(JsonGenerator json, @Nullable Object value, DataType type, ZoneId zone) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> integer(json, number, type);
            case Long number -> integer(json, number, type);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case byte[] bytes -> json.writeBinary(bytes);
            case List<?> list -> {
                var element = type instanceof DataType.Array(DataType of) ? of : new DataType.Unknown("element");
                json.writeStartArray();
                for (var each : list) write(json, each, element, zone);
                json.writeEndArray();
            }
            default -> json.writeString(text(value, zone));
        }
    }

    private static void integer(JsonGenerator json, long number, DataType type) throws IOException {
        if (type == Simple.INTEGER) json.writeNumber(number);
        else json.writeString(Long.toString(number));
    }

    /// A single value as text, the same in JSON strings and in CSV.
    static String text(Object value, ZoneId zone) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Instant instant -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
            case LocalDateTime local ->
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        // In the gap of a clock change a local time keeps its digits and takes
                        // the offset before the gap.
                        OffsetDateTime.of(local, zone.getRules().getOffset(local)));
            case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            default -> value.toString();
        };
    }
}
