package io.datachat.apex.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Appends observations to `observations.jsonl`, one JSON object a line, without ever holding up a query.
///
/// A query only puts its observation into a bounded queue; when that is full, or the disk fails, the observation is
/// dropped and counted. At its largest size the file becomes `observations.1.jsonl`, the one before
/// `observations.2.jsonl`, and so on; the oldest is deleted.
public final class ObservationLog implements AutoCloseable {
    private static final String NAME = "observations";
    private static final int BATCH = 200;
    private static final long PATIENCE = 5;

    /// Tells the writer to end. An interrupt would break a write that is under way.
    private static final Observation END = new Observation(
            Instant.EPOCH,
            Instant.EPOCH,
            "",
            "",
            0,
            List.of(),
            List.of(),
            List.of(),
            null,
            0,
            0,
            Duration.ZERO,
            null,
            Observation.Outcome.FAILED);

    /// @param queue   most observations that wait
    /// @param bytes   largest size of one file
    /// @param files   how many files are kept, the present one included
    public record Bounds(int queue, long bytes, int files) {
        public static final Bounds DEFAULT = new Bounds(4096, 8L << 20, 4);
    }

    private final Path folder;
    private final Bounds bounds;
    private final BlockingQueue<Observation> waiting;
    private final LongAdder dropped = new LongAdder();
    private final Thread writer;
    private volatile boolean closing;

    private ObservationLog(Path folder, Bounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
        this.waiting = new ArrayBlockingQueue<>(bounds.queue());
        this.writer =
                Thread.ofPlatform().name("datachat-observations").daemon(true).unstarted(this::write);
    }

    /// @param folder the state folder of the project; made when the first line is written
    public static ObservationLog open(Path folder, Bounds bounds) {
        var log = new ObservationLog(folder, bounds);
        log.writer.start();
        return log;
    }

    /// Returns at once, whatever happens to the observation.
    public void add(Observation seen) {
        if (closing || !waiting.offer(seen)) dropped.increment();
    }

    /// How many observations were lost since the log was opened.
    public long dropped() {
        return dropped.sum();
    }

    /// Writes what still waits, then ends. Later observations are dropped.
    @Override
    public void close() {
        closing = true;
        try {
            if (waiting.offer(END, PATIENCE, TimeUnit.SECONDS)) writer.join(TimeUnit.SECONDS.toMillis(PATIENCE));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            var ended = false;
            while (!ended) {
                var batch = new ArrayList<Observation>(List.of(waiting.take()));
                waiting.drainTo(batch, BATCH);
                ended = batch.removeIf(END::equals);
                append(batch);
            }
        } catch (InterruptedException stopped) {
            dropped.add(waiting.size());
        }
    }

    private void append(List<Observation> batch) {
        if (batch.isEmpty()) return;
        var lines = new StringBuilder();
        for (var seen : batch) lines.append(ObservationLine.of(seen));
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(NAME + ".jsonl");
            var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
            if (Files.exists(file) && Files.size(file) + bytes.length > bounds.bytes()) rotate();
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException diskFails) {
            dropped.add(batch.size());
        }
    }

    private void rotate() throws IOException {
        for (int i = bounds.files() - 2; i >= 0; i--) {
            var file = folder.resolve(i == 0 ? NAME + ".jsonl" : NAME + "." + i + ".jsonl");
            var older = folder.resolve(NAME + "." + (i + 1) + ".jsonl");
            if (Files.exists(file)) Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
        }
        if (bounds.files() < 2) Files.deleteIfExists(folder.resolve(NAME + ".jsonl"));
    }
}
