package io.datachat.apex.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.monitor.Observation.Outcome;
import io.datachat.apex.monitor.ObservationLog.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObservationLogTest {
    @TempDir
    private Path folder = Path.of("");

    private static Observation seen(long rows) {
        return new Observation(
                Instant.parse("2024-11-13T14:45:30Z"),
                Instant.parse("2024-11-13T00:00:00Z"),
                "shop",
                "f00d",
                1,
                List.of("revenue"),
                List.of("customer.region"),
                List.of("analyst"),
                null,
                rows,
                120,
                Duration.ofNanos(750_000),
                Duration.ofMillis(12),
                Outcome.ANSWERED);
    }

    private List<String> lines(String name) throws IOException {
        var file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void an_observation_is_one_line_without_values() throws IOException {
        try (var log = ObservationLog.open(folder, Bounds.DEFAULT)) {
            log.add(seen(7));
        }
        assertEquals(List.of("""
            {"at":"2024-11-13T14:45:30Z","as_of":"2024-11-13T00:00:00Z","database":"shop","fingerprint":"f00d","blocks":1,\
            "metrics":["revenue"],"dimensions":["customer.region"],"roles":["analyst"],"rows":7,"bytes":120,\
            "compile_us":750,"run_us":12000,"outcome":"ANSWERED"}\
            """), lines("observations.jsonl"));
    }

    @Test
    void closing_writes_what_still_waits_and_a_reopened_log_goes_on() throws IOException {
        for (int round = 0; round < 2; round++) {
            try (var log = ObservationLog.open(folder, Bounds.DEFAULT)) {
                for (int i = 0; i < 500; i++) log.add(seen(i));
                assertEquals(0, log.dropped());
            }
        }
        assertEquals(1000, lines("observations.jsonl").size());
    }

    @Test
    void a_full_file_gives_way_and_the_oldest_is_forgotten() throws IOException {
        var size = ObservationLine.of(seen(100)).length();
        for (int i = 100; i < 110; i++) {
            try (var log = ObservationLog.open(folder, new Bounds(10, size * 2L, 3))) {
                log.add(seen(i));
            }
        }
        assertTrue(lines("observations.jsonl").getLast().contains("\"rows\":109,"));
        assertEquals(2, lines("observations.jsonl").size());
        assertEquals(2, lines("observations.1.jsonl").size());
        assertEquals(2, lines("observations.2.jsonl").size());
        assertFalse(Files.exists(folder.resolve("observations.3.jsonl")));
    }

    @Test
    void what_cannot_be_written_is_dropped_and_counted() throws IOException {
        var occupied = Files.writeString(folder.resolve("occupied"), "a file, not a folder");
        var log = ObservationLog.open(occupied, Bounds.DEFAULT);
        log.add(seen(1));
        log.close();
        log.add(seen(2));
        assertEquals(2, log.dropped());
    }

    /// 200,000 observations into a queue of 8: the writer cannot keep up, the caller does not wait, and none is
    /// lost uncounted.
    @Test
    void a_full_queue_drops_instead_of_waiting() throws IOException {
        var log = ObservationLog.open(folder, new Bounds(8, Long.MAX_VALUE, 1));
        for (int i = 0; i < 200_000; i++) log.add(seen(i));
        log.close();
        assertTrue(log.dropped() > 0);
        assertEquals(200_000, log.dropped() + lines("observations.jsonl").size());
    }
}
