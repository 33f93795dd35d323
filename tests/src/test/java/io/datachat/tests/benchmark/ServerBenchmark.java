package io.datachat.tests.benchmark;

import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.time.Grain;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.golden.GoldenWorld;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as it is delivered, started by the launcher in a process of its own, over PostgreSQL.
class ServerBenchmark {
    private static final Path LAUNCHER = Path.of("../datachat").toAbsolutePath().normalize();
    private static final int CONNECTIONS = 8;
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void server_and_command(@TempDir Path folder) throws Exception {
        GoldenWorld.postgres().close();
        var shop = folder.resolve("shop");
        GoldenWorld.engine(
                        shop,
                        "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + GoldenWorld.SCHEMA
                                + "], default_schema: " + GoldenWorld.SCHEMA + "}")
                .close();
        say("command in process, wall", command(shop));
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (var start = 1; start < 3; start++) {
            var started = System.nanoTime();
            var early = serve(shop, port);
            awaitReady(port);
            say("server ready, start " + start, (System.nanoTime() - started) / 1e6);
            early.destroy();
            early.waitFor();
        }
        var started = System.nanoTime();
        var server = serve(shop, port);
        try {
            awaitReady(port);
            say("server ready, start 3", (System.nanoTime() - started) / 1e6);
            Thread.sleep(3_000);
            System.out.println("| idle resident memory: " + resident(server) + " |");
            say("command against the running server, wall", command(shop));
            throughput(port, server);
            added(port, shop);
            System.out.println("| resident memory after the load: " + resident(server) + " |");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static void say(String what, double millis) {
        System.out.println(String.format(Locale.ROOT, "| %-58s | %8.1f ms |", what, millis));
    }

    private static Process serve(Path shop, int port) throws IOException {
        return new ProcessBuilder(LAUNCHER.toString(), "serve", "--port", String.valueOf(port))
                .directory(shop.toFile())
                .redirectErrorStream(true)
                .redirectOutput(shop.resolve("server.log").toFile())
                .start();
    }

    private static void awaitReady(int port) throws InterruptedException {
        for (var attempt = 0; attempt < 3_000; attempt++) {
            try (var wire = new Wire(port, "")) {
                if (wire.send("GET", "/health", "") == 200) return;
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    private static String resident(Process server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("unknown");
    }

    /// The median of seven.
    private static double command(Path shop) throws IOException, InterruptedException {
        var timings = new Timings();
        for (var run = 0; run < 7; run++) {
            var started = System.nanoTime();
            var process = new ProcessBuilder(
                            LAUNCHER.toString(), "metrics", "query", "revenue", "--by", "order.channel")
                    .directory(shop.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(shop.resolve("command.log").toFile())
                    .start();
            if (process.waitFor() != 0) throw new IllegalStateException(Files.readString(shop.resolve("command.log")));
            timings.add(System.nanoTime() - started);
        }
        return timings.millis(0.5);
    }

    private void throughput(int port, Process server) throws Exception {
        for (var round = 1; round <= 2; round++) {
            load(
                    "bare endpoint /health, 8 connections, round " + round,
                    port,
                    server,
                    wire -> wire.send("GET", "/health", ""));
            load(
                    "dry run, ever different values, 8 connections, round " + round,
                    port,
                    server,
                    wire -> wire.send(
                            "POST",
                            "/api/v1/metrics/query",
                            "{\"metrics\":[\"revenue\"],\"dimensions\":[\"order.channel\"],\"grain\":\"month\",\"period\":{\"from\":\"2024-01-01\",\"to\":\"2025-01-01\"},"
                                + "\"filters\":[{\"field\":\"order.status\",\"op\":\"eq\",\"values\":[\"v"
                                    + number.incrementAndGet()
                                    + "\"]}],\"dry_run\":true}"));
        }
    }

    private interface Shot {
        int fire(Wire wire) throws IOException;
    }

    private static void load(String what, int port, Process server, Shot shot) throws Exception {
        shots(port, shot, 4);
        var cpu = server.info().totalCpuDuration().orElseThrow();
        var own = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        var done = shots(port, shot, 6);
        var used = server.info().totalCpuDuration().orElseThrow().minus(cpu);
        var client =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(own);
        System.out.println(String.format(
                Locale.ROOT,
                "| %-58s | %8.0f a second | %.3f ms CPU of the server each | client took %.0f %% of the CPU used |",
                what,
                done / 6.0,
                used.toMillis() / (double) done,
                100.0 * client.toMillis() / Math.max(1, client.toMillis() + used.toMillis())));
    }

    /// @return how many requests were answered with 200
    private static long shots(int port, Shot shot, int seconds) throws Exception {
        var good = new AtomicLong();
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var work = new ArrayList<Callable<Void>>();
            for (var connection = 0; connection < CONNECTIONS; connection++) {
                work.add(() -> {
                    try (var wire = new Wire(port, "")) {
                        while (System.nanoTime() < until) {
                            var status = shot.fire(wire);
                            if (status != 200) throw new IllegalStateException("status " + status);
                            good.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
            for (var result : threads.invokeAll(work)) result.get();
        }
        return good.get();
    }

    /// What the server adds to the same statement over a bare connection, one client.
    private static void added(int port, Path shop) throws SQLException, IOException {
        String sql;
        try (var engine = Engine.open(shop)) {
            var query = new MetricQuery(
                    List.of("revenue"),
                    List.of(new MetricQuery.Dimension("order.channel", null)),
                    Grain.MONTH,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    MetricQuery.Compare.NONE,
                    null,
                    null,
                    java.util.Map.of(),
                    false);
            sql = engine.apex()
                    .dryRun(query, Asking.local(Engine.AS_OF))
                    .receipt()
                    .sql();
        }
        var request = "{\"metrics\":[\"revenue\"],\"dimensions\":[\"order.channel\"],\"grain\":\"month\"}";
        var bare = new Timings();
        var whole = new Timings();
        try (var connection = DriverManager.getConnection(Postgres.url());
                var prepared = connection.prepareStatement(sql);
                var wire = new Wire(port, "")) {
            for (var run = -3_000; run < 3_000; run++) {
                var started = System.nanoTime();
                try (var rows = prepared.executeQuery()) {
                    while (rows.next()) rows.getObject(3);
                }
                var between = System.nanoTime();
                if (wire.send("POST", "/api/v1/metrics/query", request) != 200)
                    throw new IllegalStateException("not answered");
                if (run < 0) continue;
                bare.add(between - started);
                whole.add(System.nanoTime() - between);
            }
        }
        System.out.println(bare.line("the SQL over bare JDBC"));
        System.out.println(whole.line("the metric query over HTTP"));
        say("added, p50", whole.millis(0.5) - bare.millis(0.5));
    }
}
