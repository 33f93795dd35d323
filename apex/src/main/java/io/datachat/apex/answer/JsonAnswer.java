package io.datachat.apex.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.render.Executable.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes an answer as `{columns, rows, truncated, receipt}` while it arrives. The stream is flushed at the end and
/// left open.
public final class JsonAnswer implements AnswerSink {
    private final JsonGenerator json;
    private final ZoneId zone;
    private DataType[] types = {};

    /// @param zone of the question: times are written with its offset
    public JsonAnswer(OutputStream out, ZoneId zone) {
        this.zone = zone;
        try {
            this.json = JsonValues.FACTORY.createGenerator(out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void columns(List<Column> columns) {
        types = columns.stream().map(Column::type).toArray(DataType[]::new);
        quietly(() -> {
            json.writeStartObject();
            columns(json, columns);
            json.writeArrayFieldStart("rows");
        });
    }

    private static void columns(JsonGenerator json, List<Column> columns) throws IOException {
        json.writeArrayFieldStart("columns");
        for (var column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().word());
            json.writeStringField("unit", column.unit());
            json.writeStringField(
                    "format",
                    column.format() == null ? null : column.format().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void row(@Nullable Object[] values) {
        quietly(() -> {
            json.writeStartArray();
            for (var i = 0; i < values.length; i++) JsonValues.write(json, values[i], types[i], zone);
            json.writeEndArray();
        });
    }

    @Override
    public void end(boolean truncated, Receipt receipt) {
        quietly(() -> {
            json.writeEndArray();
            json.writeBooleanField("truncated", truncated);
            json.writeFieldName("receipt");
            ReceiptJson.write(json, receipt);
            json.writeEndObject();
            json.flush();
        });
    }

    /// Both in one piece; for answers in memory.
    public static byte[] bytes(Answer answer) {
        var bytes = new ByteArrayOutputStream(1024);
        var sink = new JsonAnswer(bytes, answer.receipt().zone());
        sink.columns(answer.columns());
        for (var row : answer.rows()) sink.row(row.toArray());
        sink.end(answer.truncated(), answer.receipt());
        return bytes.toByteArray();
    }

    /// What a dry run gives: columns and receipt, no rows.
    public static byte[] bytes(List<Column> columns, Receipt receipt) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = JsonValues.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            columns(json, columns);
            json.writeFieldName("receipt");
            ReceiptJson.write(json, receipt);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void quietly(Writing writing) {
        try {
            writing.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
