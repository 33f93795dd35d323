package io.datachat.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.tests.benchmark.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each attempt to learn of hidden rows or masked values is made twice: of the database with access rules, and of one
/// that holds only what they show. Nobody may be able to tell the two apart.
class SqlLeaksTest {
    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_attempt_tells_what_a_database_would_tell_that_never_held_more(Backend backend, @TempDir Path folder)
            throws IOException, SQLException {
        for (var kind : Vault.Kind.values())
            attempt(backend, kind, Files.createDirectories(folder.resolve(kind.name())));
    }

    private static void attempt(Backend backend, Vault.Kind kind, Path folder) throws IOException, SQLException {
        List<String> leaks = new ArrayList<>();
        var answered = 0;
        var rows = 0;
        var attempts = attempts();
        try (var vault = Vault.open(backend, kind, folder, "")) {
            for (var sql : attempts) {
                var wanted = Learned.sql(vault.seen(), Vault.asking(Vault.ANYBODY), sql);
                var got = Learned.sql(vault.whole(), Vault.asking(Vault.ANALYST), sql);
                if (!wanted.text().equals(got.text()))
                    leaks.add(sql + "\n  expected:\n" + wanted.beside(got).indent(4) + "  learned:\n"
                            + got.beside(wanted).indent(4));
                if (got.answered()) answered++;
                rows += got.rows();
            }
        }
        var report = backend.word() + ", " + kind + ": " + attempts.size() + " attempts, " + answered
                + " answered with " + rows + " rows, " + leaks.size() + " leaks";
        Figures.tell(report);
        assertEquals("", String.join("\n", leaks), report);
        assertTrue(answered * 10 > attempts.size() * 3, report);
    }

    static List<String> attempts() throws IOException {
        try (var resource = Objects.requireNonNull(SqlLeaksTest.class.getResourceAsStream("attempts.sql"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
        }
    }
}
