package io.datachat.server.state.audit.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Journals of processes that ended before the database had their records.
public final class Leftover {
    private Leftover() {}

    /// Gives each such journal to `bringIn` and removes it when that returns. Journals of living processes are left
    /// alone, as is one that another process brings in right now.
    ///
    /// @param bringIn takes the records of one journal in their order, some of which the database may have
    public static void bringIn(Path folder, Consumer<List<Journal.Record>> bringIn) {
        for (var first : firsts(folder)) {
            if (Journal.OPEN.contains(first)) continue;
            try (var channel = FileChannel.open(first, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var held = held(channel)) {
                if (held == null || !Files.exists(first)) continue;
                var name = first.getFileName().toString();
                var second = first.resolveSibling(name.replace(Journal.FIRST, Journal.SECOND));
                var records = Stream.concat(records(first), records(second))
                        .sorted(Comparator.comparingLong(Journal.Record::number))
                        .toList();
                bringIn.accept(records);
                Files.deleteIfExists(second);
                Files.delete(first);
            } catch (NoSuchFileException meanwhile) {
                // Its process ended well, or another one brought it in.
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static List<Path> firsts(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "audit.*" + Journal.FIRST)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static @Nullable FileLock held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private static Stream<Journal.Record> records(Path file) throws IOException {
        return Files.exists(file) ? Frames.read(Files.readAllBytes(file)).stream() : Stream.empty();
    }
}
