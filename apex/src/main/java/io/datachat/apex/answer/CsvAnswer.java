package io.datachat.apex.answer;

import io.datachat.apex.render.Executable.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes an answer as CSV (RFC 4180): a header, CRLF, NULL as nothing and the empty text as `""`.
///
/// A CSV has no place for the receipt; ask for JSON to get it. The stream is flushed at the end and left open.
public final class CsvAnswer implements AnswerSink {
    private final OutputStream out;
    private final ZoneId zone;
    private final StringBuilder line = new StringBuilder(256);

    /// @param zone of the question: times are written with its offset
    public CsvAnswer(OutputStream out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void columns(List<Column> columns) {
        for (var i = 0; i < columns.size(); i++) {
            if (i > 0) line.append(',');
            quoted(columns.get(i).name());
        }
        endLine();
    }

    @Override
    public void row(@Nullable Object[] values) {
        for (var i = 0; i < values.length; i++) {
            if (i > 0) line.append(',');
            var value = values[i];
            if (value != null) quoted(text(value));
        }
        endLine();
    }

    @Override
    public void end(boolean truncated, Receipt receipt) {
        try {
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String text(Object value) {
        return switch (value) {
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case List<?> list -> {
                var text = new StringBuilder("[");
                for (var element : list) {
                    if (text.length() > 1) text.append(", ");
                    text.append(element == null ? "null" : text(element));
                }
                yield text.append(']').toString();
            }
            default -> JsonValues.text(value, zone);
        };
    }

    private void quoted(String text) {
        var plain = !text.isEmpty();
        for (var i = 0; plain && i < text.length(); i++) {
            var c = text.charAt(i);
            plain = c != '"' && c != ',' && c != '\n' && c != '\r';
        }
        if (plain) line.append(text);
        else line.append('"').append(text.replace("\"", "\"\"")).append('"');
    }

    private void endLine() {
        try {
            out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        line.setLength(0);
    }
}
