package io.datachat.tests.benchmark;

import io.datachat.tests.benchmark.Figures.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Dry runs a second over eight connections, against the cheapest address of the same server.
final class DryRunBenchmark {
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int ROUNDS = 3;
    private static final double ENOUGH = 10_000;

    private DryRunBenchmark() {}

    /// @param arguments the launcher and the demo project
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var server = Served.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            var number = new AtomicInteger();
            Call bare = wire -> wire.get("/api/v1/version");
            Call dryRun = wire -> wire.ask(question(number.getAndIncrement()));
            load(server, dryRun, WARM_UP);
            load(server, bare, WARM_UP.dividedBy(2));
            var bareLoads = new ArrayList<Load>();
            var dryLoads = new ArrayList<Load>();
            for (var round = 0; round < ROUNDS; round++) {
                bareLoads.add(load(server, bare, ROUND));
                dryLoads.add(load(server, dryRun, ROUND));
            }
            print(Load.sum(dryLoads), Load.sum(bareLoads));
        }
    }

    private interface Call {
        Wire.Response on(Wire wire) throws IOException;
    }

    /// No two requests have the same values.
    private static String question(int number) {
        var from = LocalDate.EPOCH.plusDays(number % 20_000);
        return "{\"metrics\": [\"revenue\"], \"dimensions\": [\"region\"], \"grain\": \"month\", \"dry_run\": true,"
                + " \"period\": {\"from\": \""
                + from
                + "\", \"to\": \"" + from.plusDays(90)
                + "\"}, \"filters\": [{\"field\": \"channel\", \"op\": \"ne\", \"value\": \"v" + number
                + "\"}], \"limit\": " + (1 + number) + "}";
    }

    /// @param client CPU time of this process, @param server of the server's
    private record Load(long succeeded, long failed, Duration wall, Duration client, Duration server) {
        static Load sum(List<Load> loads) {
            return loads.stream().reduce(new Load(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO), Load::plus);
        }

        private Load plus(Load other) {
            return new Load(
                    succeeded + other.succeeded,
                    failed + other.failed,
                    wall.plus(other.wall),
                    client.plus(other.client),
                    server.plus(other.server));
        }

        double rate() {
            return succeeded / (wall.toNanos() / 1e9);
        }

        double serverMicros() {
            return server.toNanos() / 1e3 / Math.max(1, succeeded);
        }

        double clientShare() {
            return (double) client.toNanos() / Math.max(1, client.plus(server).toNanos());
        }
    }

    private static Load load(Served server, Call call, Duration length) throws InterruptedException {
        var succeeded = new LongAdder();
        var failed = new LongAdder();
        var client = cpu();
        var serverBefore = server.cpu();
        var start = System.nanoTime();
        var end = start + length.toNanos();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < CONNECTIONS; i++)
            threads.add(Thread.ofPlatform().start(() -> {
                try (var wire = new Wire(server.port())) {
                    while (System.nanoTime() < end) (call.on(wire).ok() ? succeeded : failed).increment();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        for (var thread : threads) thread.join();
        return new Load(
                succeeded.sum(),
                failed.sum(),
                Duration.ofNanos(System.nanoTime() - start),
                cpu().minus(client),
                server.cpu().minus(serverBefore));
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void print(Load dry, Load bare) {
        Figures.print(new Figure(
                "dry run over HTTP, 8 connections, values ever different",
                String.format(
                        Locale.ROOT,
                        "%,.0f/s, %d errors (%.0f µs CPU of the server each; client %.0f %% of all CPU time)",
                        dry.rate(),
                        dry.failed(),
                        dry.serverMicros(),
                        100 * dry.clientShare()),
                String.format(
                        Locale.ROOT,
                        "`/api/v1/version`: %,.0f/s (%.0f µs each; client %.0f %%); %.2f ×",
                        bare.rate(),
                        bare.serverMicros(),
                        100 * bare.clientShare(),
                        dry.rate() / bare.rate()),
                "10,000/s or 0.25 ×",
                Figures.met(dry.failed() == 0 && (dry.rate() >= ENOUGH || dry.rate() >= bare.rate() / 4))));
    }
}
