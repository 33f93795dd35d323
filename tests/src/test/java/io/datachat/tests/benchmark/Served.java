package io.datachat.tests.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// A server in a process of its own, started by the launcher as a user starts it.
///
/// @param ready from the start of the launcher to the line that says that questions are answered
record Served(Process process, int port, Duration ready) implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("served at http://127\\.0\\.0\\.1:(\\d+)");

    static Served start(Path launcher, Path project) throws IOException {
        var before = System.nanoTime();
        var process = new ProcessBuilder(
                        launcher.toString(), "serve", "--port", "0", "--no-color", "--project", project.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var url = URL.matcher(line);
            if (url.find())
                return new Served(
                        process, Integer.parseInt(url.group(1)), Duration.ofNanos(System.nanoTime() - before));
        }
        throw new IOException("the server did not start");
    }

    /// Of the whole process. The launcher hands over to Java, so its process is the server's.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Memory that the process holds, in MiB; Linux only.
    long resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
