package io.datachat.tests.benchmark;

import io.datachat.tests.benchmark.Figures.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a user waits for: the command, alone and with a server, and the server itself. The yardstick is a JVM that only
/// tells its version.
final class StartBenchmark {
    private static final int RUNS = 9;
    private static final int STARTS = 5;
    private static final long IDLE_LIMIT = 250;
    private static final List<String> QUERY =
            List.of("metrics", "query", "revenue", "--by", "region", "--period", "last month", "--quiet");

    private StartBenchmark() {}

    /// @param arguments the launcher and the demo project
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var launcher = Path.of(arguments[0]);
        var project = Path.of(arguments[1]);
        var jvm = run(List.of(ProcessHandle.current().info().command().orElseThrow(), "-version"));
        print(
                "`datachat metrics query` in its own process",
                run(query(launcher, project, "--server", "none")),
                jvm,
                1.5);
        try (var _ = serverStarts(launcher, project, jvm)) {
            print("`datachat metrics query` with a running server", run(query(launcher, project)), jvm, 0.5);
        }
    }

    /// Seconds.
    private record Times(double wall, double cpu) {}

    private static List<String> query(Path launcher, Path project, String... more) {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(QUERY);
        command.addAll(List.of("--project", project.toString()));
        command.addAll(Arrays.asList(more));
        return command;
    }

    private static Times run(List<String> command) throws IOException, InterruptedException {
        once(command);
        var wall = new long[RUNS];
        var cpu = new long[RUNS];
        for (var run = 0; run < RUNS; run++) {
            var times = once(command);
            wall[run] = (long) (times.wall() * 1e9);
            cpu[run] = (long) (times.cpu() * 1e9);
        }
        return new Times(Sample.of(wall).nanos(0.5) / 1e9, Sample.of(cpu).nanos(0.5) / 1e9);
    }

    /// Java forgets the CPU time of a process that ended; the shell does not.
    private static Times once(List<String> command) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1 || exit", "bash"));
        words.addAll(command);
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("failed: " + command);
        var times = output.strip().split(" ", -1);
        return new Times(Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
    }

    private static Served serverStarts(Path launcher, Path project, Times jvm)
            throws IOException, InterruptedException {
        var ready = new long[STARTS];
        var cpu = new long[STARTS];
        for (var start = 0; start < STARTS - 1; start++) {
            try (var server = Served.start(launcher, project)) {
                ready[start] = server.ready().toNanos();
                cpu[start] = server.cpu().toNanos();
            }
        }
        var server = Served.start(launcher, project);
        ready[STARTS - 1] = server.ready().toNanos();
        cpu[STARTS - 1] = server.cpu().toNanos();
        print(
                "server ready",
                new Times(Sample.of(ready).nanos(0.5) / 1e9, Sample.of(cpu).nanos(0.5) / 1e9),
                jvm,
                2);
        memory(server);
        return server;
    }

    private static void memory(Served server) throws IOException, InterruptedException {
        Thread.sleep(5_000);
        var idle = server.resident();
        Figures.print(new Figure(
                "memory of the idle server, demo loaded",
                idle + " MiB resident",
                "",
                "< " + IDLE_LIMIT + " MiB",
                Figures.met(idle < IDLE_LIMIT)));
    }

    private static void print(String name, Times times, Times jvm, double limit) {
        Figures.print(new Figure(
                name,
                Sample.time(times.wall() * 1e9) + " wall, " + Sample.time(times.cpu() * 1e9) + " CPU",
                "`java -version`: " + Sample.time(jvm.wall() * 1e9) + "; " + Figures.times(times.wall(), jvm.wall()),
                "< " + limit + " s",
                Figures.met(times.wall() < limit, times.cpu() < limit)));
    }
}
