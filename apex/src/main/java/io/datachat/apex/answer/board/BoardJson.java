package io.datachat.apex.answer.board;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.ProblemJson;
import io.datachat.apex.answer.board.BoardAnswer.TileAnswer;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes `{dashboard, name, as_of, one_snapshot, read, tiles}`; each tile has its `request`, and an `answer` or a
/// `problem`, in the same form as where it is asked alone.
public final class BoardJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private BoardJson() {}

    public static byte[] bytes(BoardAnswer board) {
        var bytes = new ByteArrayOutputStream(4096);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("dashboard", board.id());
            json.writeStringField("name", board.name());
            json.writeStringField("as_of", board.asOf().toString());
            json.writeBooleanField("one_snapshot", board.oneSnapshot());
            json.writeArrayFieldStart("read");
            for (var seen : board.seen()) {
                json.writeStartObject();
                json.writeStringField("database", seen.database());
                json.writeBooleanField("one_snapshot", seen.one());
                if (!seen.one()) json.writeStringField("why", seen.why());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("tiles");
            for (var tile : board.tiles()) write(json, tile);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, TileAnswer tile) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", tile.title());
        if (tile.query() != null) raw(json, "request", MetricRequestWriter.write(MetricRequest.of(tile.query())));
        if (tile.answer() != null) raw(json, "answer", JsonAnswer.bytes(tile.answer()));
        else raw(json, "problem", ProblemJson.bytes(tile.problems()));
        json.writeEndObject();
    }

    private static void raw(JsonGenerator json, String key, byte[] value) throws IOException {
        json.writeFieldName(key);
        json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }
}
