package io.datachat.server.state.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends that the chain had, in a file beside the database: who cuts records off the end there must also find and
/// change this file, and its copies. Each line is `record:hash`.
final class Anchors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private final Path file;
    private Heads.@Nullable Head last;
    private boolean written = true;
    private long since = System.nanoTime() - EVERY.toNanos();

    /// @param folder the state folder of the project
    Anchors(Path folder) {
        this.file = folder.resolve("audit.anchors");
    }

    /// Called by one thread.
    void reached(Heads.Head end) {
        synchronized (this) {
            last = end;
            written = false;
            if (System.nanoTime() - since >= EVERY.toNanos()) write();
        }
    }

    private void write() {
        var end = last;
        if (end == null || written) return;
        since = System.nanoTime();
        written = true;
        try {
            Files.writeString(
                    file,
                    end.seq() + ":" + end.hash() + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            LOG.warn("an anchor of the audit could not be written", failed);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            write();
        }
    }

    record Anchor(long seq, String hash) {
        static boolean valid(String text) {
            return text.matches("\\d{1,18}:[0-9a-f]{64}");
        }

        static Anchor parse(String text) {
            var colon = text.indexOf(':');
            return new Anchor(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
        }
    }

    /// Lines that are none are left out: a crash may have cut the last one.
    List<Anchor> all() throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                if (Anchor.valid(line)) anchors.add(Anchor.parse(line));
            }
        } catch (NoSuchFileException absent) {
            return List.of();
        }
        return anchors;
    }
}
