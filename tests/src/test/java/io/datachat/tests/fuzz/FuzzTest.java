package io.datachat.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Some hundred texts at each entry, in a process with a small heap. `-Ddatachat.fuzz.minutes=10` goes on for that
/// long, `-Ddatachat.seed` begins elsewhere.
class FuzzTest {
    private static final long SEED = Long.getLong("datachat.seed", 20_261_121);
    private static final long CASES = Long.getLong("datachat.fuzz.cases", 300);
    private static final long MINUTES = Long.getLong("datachat.fuzz.minutes", 0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void no_text_does_more_than_be_taken_or_refused(Entry entry) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + folder,
                "-Duser.timezone=Asia/Kolkata",
                "-Ddatachat.cases=" + System.getProperty("datachat.cases", "../../shared/data"),
                "-cp",
                System.getProperty("java.class.path"),
                Fuzzing.class.getName(),
                entry.name(),
                String.valueOf(SEED),
                String.valueOf(CASES),
                String.valueOf(MINUTES),
                folder.resolve("engine").toString()));
        var log = folder.resolve("log.txt").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        var ended = process.waitFor(MINUTES + 15, TimeUnit.MINUTES);
        if (!ended) process.destroyForcibly();
        var said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
        said.lines().filter(line -> line.startsWith("fuzzing ")).forEach(System.out::println);
        assertTrue(ended, "it hangs: " + said);
        assertEquals(0, process.exitValue(), said);
    }
}
