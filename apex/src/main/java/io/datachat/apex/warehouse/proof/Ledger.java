package io.datachat.apex.warehouse.proof;

import io.datachat.apex.check.claim.Trust;
import io.datachat.apex.check.claim.Trust.State;
import io.datachat.apex.resolve.claim.Claims;
import io.datachat.apex.resolve.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Verdicts in the project's state folder, one per line: the catalog that they were made with, the claim, the state. No
/// value of the data is in it. What was said of an earlier catalog does not count.
public final class Ledger {
    private static final String SEPARATOR = "\t";
    private static final int PARTS = 3;

    private final Path file;
    private volatile @Nullable Read known;

    /// @param state the project's `.datachat/`
    public Ledger(Path state) {
        this.file = state.resolve("keys").resolve("verified.tsv");
    }

    private record Read(FileTime changed, Model model, Trust trust) {}

    /// What is known now; another process may have verified since. A model is remembered by identity: comparing two
    /// would walk whole libraries.
    @SuppressWarnings("ReferenceEquality")
    public Trust trust(Model model) {
        try {
            var changed = Files.getLastModifiedTime(file);
            var read = known;
            if (read != null && read.changed.equals(changed) && read.model == model) return read.trust;
            var trust = read(model);
            known = new Read(changed, model, trust);
            return trust;
        } catch (IOException never) {
            return Trust.NONE;
        }
    }

    private Trust read(Model model) throws IOException {
        Map<String, State> states = new HashMap<>();
        for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            var parts = line.split(SEPARATOR, -1);
            if (parts.length != PARTS) continue;
            if (model.databases().values().stream()
                    .noneMatch(relations -> relations.catalog().fingerprint().equals(parts[0]))) continue;
            if (parts[2].equals("verified")) states.put(parts[1], State.VERIFIED);
            if (parts[2].equals("wrong")) states.put(parts[1], State.WRONG);
        }
        return new Trust(states);
    }

    /// Takes the place of all verdicts before.
    public synchronized void keep(Model model, List<Verdict> verdicts) {
        List<String> lines = new ArrayList<>();
        for (var verdict : verdicts) {
            var database = model.entity(verdict.claim().entity()).database();
            lines.add(String.join(
                    SEPARATOR,
                    model.relations(database).catalog().fingerprint(),
                    Claims.name(model, verdict.claim()),
                    verdict.wrong() ? "wrong" : "verified"));
        }
        try {
            Files.createDirectories(file.getParent());
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, lines, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            known = null;
        } catch (IOException e) {
            throw new UncheckedIOException("the verdicts about keys could not be written to " + file, e);
        }
    }
}
