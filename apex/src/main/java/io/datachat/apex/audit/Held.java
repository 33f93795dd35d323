package io.datachat.apex.audit;

import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.CsvAnswer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.render.Executable.Column;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes an answer on and hashes it, but keeps the last row back until the outcome is written: nobody has a whole
/// answer that the audit does not know.
final class Held implements AnswerSink {
    private final AnswerSink sink;
    private final Ending ending;
    private final MessageDigest digest = Digests.sha256();
    private final CsvAnswer hashed;
    private @Nullable Object @Nullable [] last;
    private boolean begun;
    private long rows;
    private boolean ended;

    /// Writes the outcome of an answer that came to its end.
    interface Ending {
        void write(boolean truncated, long rows, String hash);
    }

    Held(AnswerSink sink, ZoneId zone, Ending ending) {
        this.sink = sink;
        this.ending = ending;
        this.hashed = new CsvAnswer(new DigestOutputStream(OutputStream.nullOutputStream(), digest), zone);
    }

    @Override
    public void columns(List<Column> columns) {
        begun = true;
        hashed.columns(columns);
        sink.columns(columns);
    }

    @Override
    public void row(@Nullable Object[] values) {
        release();
        last = values.clone();
    }

    @Override
    public void end(boolean truncated, Receipt receipt) {
        ended = true;
        var held = last;
        if (held != null) {
            hashed.row(held);
            rows++;
        }
        ending.write(truncated, rows, HexFormat.of().formatHex(digest.digest()));
        if (held != null) sink.row(held);
        sink.end(truncated, receipt);
    }

    private void release() {
        var held = last;
        if (held == null) return;
        last = null;
        hashed.row(held);
        rows++;
        sink.row(held);
    }

    /// Whether the outcome was written, or could not be.
    boolean ended() {
        return ended;
    }

    /// Rows given out so far.
    long rows() {
        return rows;
    }

    /// Of what was given out so far; null when that is nothing.
    @Nullable
    String hash() {
        return begun ? HexFormat.of().formatHex(digest.digest()) : null;
    }
}
