package io.datachat.server.state.audit.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A record in the file: the length of its bytes, their CRC-32C, its number, then each text as its length and its UTF-8
/// bytes. What is missing has the length -1.
final class Frames {
    private static final int HEAD = 2 * Integer.BYTES;
    private static final int MISSING = -1;

    private Frames() {}

    static byte[] of(Journal.Record record) {
        List<byte @Nullable []> texts = new ArrayList<>(record.texts().size());
        var length = Long.BYTES;
        for (var text : record.texts()) {
            var bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            texts.add(bytes);
            length += Integer.BYTES + (bytes == null ? 0 : bytes.length);
        }
        var frame = ByteBuffer.allocate(HEAD + length);
        frame.putInt(length).putInt(0).putLong(record.number());
        for (var bytes : texts) {
            frame.putInt(bytes == null ? MISSING : bytes.length);
            if (bytes != null) frame.put(bytes);
        }
        frame.putInt(Integer.BYTES, sum(frame.array(), HEAD, length));
        return frame.array();
    }

    /// All records up to the first that was not written to its end.
    static List<Journal.Record> read(byte[] file) {
        List<Journal.Record> records = new ArrayList<>();
        var bytes = ByteBuffer.wrap(file);
        while (bytes.remaining() >= HEAD) {
            var length = bytes.getInt();
            var sum = bytes.getInt();
            if (length < Long.BYTES || length > bytes.remaining() || sum != sum(file, bytes.position(), length))
                return records;
            records.add(record(bytes.slice(bytes.position(), length)));
            bytes.position(bytes.position() + length);
        }
        return records;
    }

    private static Journal.Record record(ByteBuffer bytes) {
        var number = bytes.getLong();
        List<@Nullable String> texts = new ArrayList<>();
        while (bytes.hasRemaining()) {
            var length = bytes.getInt();
            if (length == MISSING) {
                texts.add(null);
                continue;
            }
            var text = new byte[length];
            bytes.get(text);
            texts.add(new String(text, StandardCharsets.UTF_8));
        }
        return new Journal.Record(number, texts);
    }

    private static int sum(byte[] bytes, int from, int length) {
        var sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
