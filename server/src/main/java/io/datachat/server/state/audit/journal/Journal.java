package io.datachat.server.state.audit.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The records of one process that its database does not have yet. What was appended outlives the process at once;
/// [Leftover] finds it when the process ended before the database had it. Safe for use by many threads.
///
/// Two files are written in turn: while the database takes what is in one, new records go to the other.
public final class Journal implements AutoCloseable {
    static final String FIRST = ".journal";
    static final String SECOND = ".journal2";

    /// Of this process. Whoever opened and closed one of these files here once more would give up its lock.
    static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final List<Path> files;
    private final List<RandomAccessFile> written;
    private final FileLock alive;
    private int current;
    private List<Record> waiting = new ArrayList<>();

    private long appended;

    /// @param number counts the records of one journal
    /// @param texts  one record, spelled as texts
    public record Record(long number, List<@Nullable String> texts) {}

    private Journal(List<Path> files, List<RandomAccessFile> written, FileLock alive) {
        this.files = files;
        this.written = written;
        this.alive = alive;
    }

    /// @throws UncheckedIOException when the folder cannot be written
    public static Journal open(Path folder) {
        var name = "audit." + UUID.randomUUID();
        var files = List.of(folder.resolve(name + FIRST), folder.resolve(name + SECOND));
        OPEN.add(files.getFirst());
        try {
            var first = created(files.getFirst());
            // Whoever finds the file locked knows that its process is alive.
            var alive = first.getChannel().lock();
            return new Journal(files, List.of(first, created(files.getLast())), alive);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A channel would be closed by the interrupt of any thread that writes to it.
    private static RandomAccessFile created(Path file) throws IOException {
        Files.createFile(file);
        return new RandomAccessFile(file.toFile(), "rw");
    }

    /// The record outlives this process when this returns.
    ///
    /// @return its number
    /// @throws UncheckedIOException when it cannot be written: a full disk
    public synchronized long append(List<@Nullable String> texts) {
        var record = new Record(appended + 1, texts);
        try {
            write(Frames.of(record), written.get(current));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        waiting.add(record);
        return ++appended;
    }

    private static void write(byte[] frame, RandomAccessFile file) throws IOException {
        var end = file.getFilePointer();
        try {
            file.write(frame);
        } catch (IOException failed) {
            // Half a record in the middle would hide those behind it.
            cut(file, end);
            throw failed;
        }
    }

    private static void cut(RandomAccessFile file, long end) throws IOException {
        file.setLength(end);
        file.seek(end);
    }

    /// What was appended since the last call. It stays in its file until [#done].
    public synchronized List<Record> take() {
        var taken = waiting;
        waiting = new ArrayList<>();
        current = 1 - current;
        return taken;
    }

    /// The database has what was taken last.
    public synchronized void done() {
        try {
            cut(written.get(1 - current), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The files stay when there is something in them.
    @Override
    public synchronized void close() {
        try {
            var empty = written.getFirst().length() == 0 && written.getLast().length() == 0;
            if (empty) for (var file : files) Files.deleteIfExists(file);
            alive.release();
            for (var file : written) file.close();
            OPEN.remove(files.getFirst());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
