package io.datachat.apex.warehouse.snapshot;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Snapshot;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The catalogs of a project's databases: from the snapshot while it is fresh, else from the database.
public final class Catalogs {
    /// How long a snapshot is taken at its word.
    public static final Duration FRESH = Duration.ofHours(1);

    private final Path folder;

    /// @param state the project's `.datachat/`
    public Catalogs(Path state) {
        this.folder = state.resolve("catalog");
    }

    /// @param problems what could not be read or written; warnings only, except when the database gave no tables
    public record Known(DatabaseCatalog catalog, List<Problem> problems) {
        public Known {
            problems = List.copyOf(problems);
        }
    }

    /// @throws Rejection when the database cannot be reached and there is no snapshot either
    public Known read(Warehouse warehouse, Instant now) {
        var problems = new ArrayList<Problem>();
        var kept = kept(warehouse, problems);
        if (kept.isPresent() && fresh(kept.get(), now)) return new Known(kept.get(), problems);
        try {
            return refresh(warehouse, now, problems);
        } catch (Rejection away) {
            // An older catalog answers most questions; a database that is away says so itself when it is
            // asked.
            if (kept.isEmpty()) throw away;
            problems.add(Problem.of(
                    SnapshotCode.STALE,
                    "'" + warehouse.database() + "' could not be read; its catalog of "
                            + kept.get().readAt() + " is used."));
            problems.addAll(away.problems());
            return new Known(kept.get(), problems);
        }
    }

    /// The snapshot, however old.
    public Optional<DatabaseCatalog> last(Warehouse warehouse) {
        return kept(warehouse, new ArrayList<>());
    }

    /// Reads the database now and replaces the snapshot.
    public Known refresh(Warehouse warehouse, Instant now) {
        return refresh(warehouse, now, new ArrayList<>());
    }

    /// Keeps a catalog that was measured or corrected elsewhere.
    ///
    /// @return what went wrong, empty when it was written
    public Optional<Problem> keep(DatabaseCatalog catalog) {
        var target = file(catalog.database());
        try {
            Files.createDirectories(folder);
            var draft = folder.resolve(target.getFileName() + "." + UUID.randomUUID());
            try {
                Files.writeString(draft, Snapshot.write(catalog), StandardCharsets.UTF_8);
                restrict(draft);
                // A reader sees the old file or the new one, never half of one.
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(Problem.of(
                    SnapshotCode.NOT_WRITTEN,
                    "The catalog of '" + catalog.database() + "' could not be written to " + target + "."));
        }
    }

    private Known refresh(Warehouse warehouse, Instant now, List<Problem> problems) {
        var seen = warehouse.inspect(now);
        problems.addAll(seen.problems());
        var catalog = last(warehouse)
                .map(before -> Measured.carried(before, seen.catalog()))
                .orElse(seen.catalog());
        // A catalog without its tables must not be taken for an empty database for the next hour.
        if (seen.problems().isEmpty()) keep(catalog).ifPresent(problems::add);
        return new Known(catalog, problems);
    }

    private static boolean fresh(DatabaseCatalog kept, Instant now) {
        return !kept.readAt().isAfter(now) && kept.readAt().plus(FRESH).isAfter(now);
    }

    private Optional<DatabaseCatalog> kept(Warehouse warehouse, List<Problem> problems) {
        var file = file(warehouse.database());
        if (!Files.exists(file)) return Optional.empty();
        var read = text(file)
                .flatMap(Snapshot::read)
                .filter(catalog ->
                        catalog.database().equals(warehouse.database()) && catalog.backend() == warehouse.backend());
        if (read.isEmpty())
            problems.add(Problem.of(
                    SnapshotCode.UNREADABLE,
                    "The snapshot " + file.getFileName() + " was not usable; the database was read again."));
        return read;
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Top values may be names of people: only the owner may read the file, where the system knows owners.
    private static void restrict(Path draft) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView("posix"))
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }

    private Path file(String database) {
        return folder.resolve(database + ".json");
    }
}
