package io.datachat.tests.benchmark;

import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.server.state.State;
import io.datachat.tests.benchmark.Figures.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/// 500 clients of 50 users ask at once, with limits on: which answers come, what memory it takes, and whether the audit
/// has them all.
final class CrowdBenchmark {
    private static final int USERS = 50;
    private static final int CLIENTS = 500;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final double TARGET = 500;
    private static final double SECOND = 1e9;
    private static final Duration WARM = Duration.ofSeconds(10);
    /// So many calls a minute that the limit is met by some; the places at once are what most clients meet.
    private static final String LIMITS = """

        limits:
          per_minute: 30
          concurrent: 3
          roles:
            crowd: {per_minute: 2400, concurrent: 8}
        """;

    private CrowdBenchmark() {}

    /// @param arguments launcher, demo project, seconds
    public static void main(String[] arguments) throws Exception {
        var launcher = Path.of(arguments[0]);
        var folder = Path.of(arguments[1]);
        var lasts = Duration.ofSeconds(Long.parseLong(arguments[2]));
        limit(folder);
        var project = ProjectFolder.open(folder, Environment.of(Map.of())).project();
        List<String> keys = new ArrayList<>();
        long answeredBefore;
        try (var state = State.open(project, InstantSource.system())) {
            for (var i = 0; i < USERS; i++) {
                var name = "crowd" + i;
                var known = state.people().users().stream()
                        .anyMatch(user -> user.name().equals(name));
                if (!known) state.people().add(name, Set.of("crowd"), Map.of(), true);
                keys.add(state.people().issue(name, "load", Duration.ofDays(1)).key());
            }
            answeredBefore = state.trail().count("answered");
        }
        try (var server = Served.start(launcher, folder)) {
            var warm = new Crowd(server.port(), keys).run(WARM);
            var before = server.cpu();
            var crowd = new Crowd(server.port(), keys).run(lasts);
            var cpu = server.cpu().minus(before);
            var resident = server.resident();
            var seconds = lasts.toNanos() / SECOND;
            var rate = crowd.count(OK) / seconds;
            Figures.print(new Figure(
                    CLIENTS + " clients of " + USERS + " users for " + lasts.toSeconds() + " s, limits on",
                    Sample.number(rate) + " answers a second; statuses " + crowd.statuses() + "; " + crowd.broken()
                            + " broken connections; server " + cpu.toSeconds() + " s CPU, " + resident
                            + " MiB resident",
                    "none",
                    "500 a second, no error but 429",
                    Figures.met(rate >= TARGET && crowd.onlyLimits())));
            audit(project, answeredBefore, warm.count(OK) + crowd.count(OK));
        }
    }

    private static void audit(io.datachat.apex.project.Project project, long before, long seen) {
        try (var state = State.open(project, InstantSource.system())) {
            var written = state.trail().count("answered") - before;
            var verified = state.trail().verify(null);
            Figures.print(new Figure(
                    "the audit of that crowd",
                    written + " outcomes for " + seen + " answers seen, " + verified.records() + " records, "
                            + verified.findings().size() + " findings, " + verified.unanswered() + " without outcome",
                    "none",
                    "as many, chain whole",
                    Figures.met(written == seen && verified.whole())));
        }
    }

    private static void limit(Path folder) throws IOException {
        var file = folder.resolve("datachat.yaml");
        var text = Files.readString(file);
        if (!text.contains("crowd:")) Files.writeString(file, text + LIMITS);
    }

    private static final class Crowd {
        private final int port;
        private final List<String> keys;
        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        private final LongAdder broken = new LongAdder();

        Crowd(int port, List<String> keys) {
            this.port = port;
            this.keys = keys;
        }

        Crowd run(Duration lasts) throws InterruptedException {
            var done = new CountDownLatch(CLIENTS);
            var end = System.nanoTime() + lasts.toNanos();
            for (var i = 0; i < CLIENTS; i++) {
                var client = i;
                Thread.ofVirtual().start(() -> {
                    try {
                        ask(client, end);
                    } finally {
                        done.countDown();
                    }
                });
            }
            done.await();
            return this;
        }

        /// Who is sent away waits a little, as a client does that reads `Retry-After`; not the whole second, so
        /// that there is always somebody at the door.
        private void ask(int client, long end) {
            var random = new java.util.Random(client);
            try (var wire = new Wire(port)) {
                while (System.nanoTime() < end) {
                    var day = 1 + random.nextInt(28);
                    var reply = wire.ask(
                            "{\"metrics\":[\"sign_ups\"],\"period\":{\"from\":\"2026-02-%02d\",\"to\":\"2026-03-01\"}}"
                                    .formatted(day),
                            keys.get(client % USERS));
                    statuses.computeIfAbsent(reply.status(), _ -> new LongAdder())
                            .increment();
                    if (reply.status() == TOO_MANY) Thread.sleep(50 + random.nextInt(100));
                }
            } catch (IOException gone) {
                broken.increment();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        long count(int status) {
            var counted = statuses.get(status);
            return counted == null ? 0 : counted.sum();
        }

        String statuses() {
            return new TreeMap<>(statuses).toString();
        }

        long broken() {
            return broken.sum();
        }

        boolean onlyLimits() {
            return broken() == 0 && statuses.keySet().stream().allMatch(status -> status == OK || status == TOO_MANY);
        }
    }
}
