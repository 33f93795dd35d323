package io.datachat.apex.materialize;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The rollups that were built, one per line, in the project's state folder. A line that cannot be read is a rollup
/// that is not used.
public final class Registry {
    private static final String SEPARATOR = "\t";
    private static final int PARTS = 9;

    private final Path file;

    /// @param state the project's `.datachat/`
    public Registry(Path state) {
        this.file = state.resolve("rollups").resolve("built.tsv");
    }

    /// @param name        of the rollup
    /// @param table       that holds its rows
    /// @param fingerprint of the plan that it answers, as it was then
    /// @param builtAt     when its rows were read
    /// @param source      which state of the source they were read from; empty when the source does not tell
    /// @param took        how long the build took
    public record Entry(
            String name,
            String table,
            String metric,
            String database,
            String fingerprint,
            Instant builtAt,
            String source,
            long rows,
            Duration took) {}

    public List<Entry> entries() {
        if (!Files.exists(file)) return List.of();
        try {
            List<Entry> entries = new ArrayList<>();
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) read(line, entries);
            return entries;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static void read(String line, List<Entry> entries) {
        var parts = line.split(SEPARATOR, -1);
        if (parts.length != PARTS) return;
        try {
            entries.add(new Entry(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3],
                    parts[4],
                    Instant.parse(parts[5]),
                    parts[6],
                    Long.parseLong(parts[7]),
                    Duration.parse(parts[8])));
        } catch (DateTimeException | NumberFormatException damaged) {
            entries.removeIf(entry -> entry.name().equals(parts[0]));
        }
    }

    /// Remembers a rollup in the place of an earlier one of that name.
    public synchronized void keep(Entry built) {
        List<String> lines = new ArrayList<>();
        for (var entry : entries()) if (!entry.name().equals(built.name())) lines.add(line(entry));
        lines.add(line(built));
        try {
            Files.createDirectories(file.getParent());
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, lines, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Rejection(Problem.of(MaterializeCode.NOT_REMEMBERED, "the list of rollups could not be written"));
        }
    }

    private static String line(Entry entry) {
        return String.join(
                SEPARATOR,
                entry.name(),
                entry.table(),
                entry.metric(),
                entry.database(),
                entry.fingerprint(),
                entry.builtAt().toString(),
                entry.source(),
                Long.toString(entry.rows()),
                entry.took().toString());
    }
}
