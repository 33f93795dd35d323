package io.datachat.tests.fuzz;

import io.datachat.apex.Apex;
import io.datachat.tests.world.Dice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs in a process of its own with a small heap: `ENTRY SEED CASES MINUTES FOLDER`. Ends with 0 when nothing failed.
public final class Fuzzing {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int SHRINKS = 400;
    private static final int MOST_FAILURES = 5;

    private Fuzzing() {}

    /// What a case came to.
    private record Outcome(boolean taken, @Nullable Throwable failure) {}

    public static void main(String[] given) throws IOException, SQLException, InterruptedException {
        var entry = Entry.valueOf(given[0].toUpperCase(Locale.ROOT));
        var seed = Long.parseLong(given[1]);
        var cases = Long.parseLong(given[2]);
        var end =
                System.nanoTime() + Duration.ofMinutes(Long.parseLong(given[3])).toNanos();
        var corpus = entry.corpus();
        long done = 0;
        long taken = 0;
        long slowest = 0;
        var failures = 0;
        try (var engine = Entry.engine(Path.of(given[4]))) {
            for (; done < cases || System.nanoTime() < end; done++) {
                var text = new Mangling(corpus, new Dice(seed + done)).next();
                var started = System.nanoTime();
                var outcome = run(entry, text, engine.apex());
                slowest = Math.max(slowest, System.nanoTime() - started);
                if (outcome == null) {
                    fail(entry, seed + done, "no end after " + LONGEST.toSeconds() + " s", text);
                    System.exit(3);
                    return;
                }
                if (outcome.taken()) taken++;
                var failure = outcome.failure();
                if (failure == null) continue;
                var small = shrunk(entry, text, failure, engine.apex());
                fail(entry, seed + done, trace(failure), small);
                if (++failures == MOST_FAILURES) break;
            }
        }
        System.out.println("fuzzing " + entry.name().toLowerCase(Locale.ROOT) + " from seed " + seed + ": " + done
                + " texts, " + taken + " taken, " + failures + " failures, slowest "
                + Duration.ofNanos(slowest).toMillis() + " ms, heap "
                + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        System.exit(failures == 0 ? 0 : 1);
    }

    /// A hang is found by waiting: the thread is left behind.
    private static @Nullable Outcome run(Entry entry, String text, Apex apex) throws InterruptedException {
        var outcome = new AtomicReference<@Nullable Outcome>();
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                outcome.set(new Outcome(entry.judge(text, apex), null));
            } catch (Throwable failure) { // also what is no exception: a stack or a heap that overflows
                outcome.set(new Outcome(false, failure));
            }
        });
        thread.join(LONGEST);
        return outcome.get();
    }

    private static void fail(Entry entry, long seed, String how, String text) throws IOException {
        System.out.println("FAILED " + entry + " seed " + seed + ": " + how + "\n<<<\n"
                + (text.length() > 3_000 ? text.substring(0, 3_000) + " … " + text.length() : text) + "\n>>>");
        Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "fuzz-" + entry + "-" + seed + ".txt"), text);
    }

    private static String trace(Throwable failure) {
        var text = new StringBuilder(failure.toString());
        for (Throwable at = failure; at != null; at = at.getCause()) {
            text.append("\n  ").append(at.getClass().getSimpleName());
            for (var frame : List.of(at.getStackTrace()).subList(0, Math.min(8, at.getStackTrace().length)))
                text.append("\n    at ").append(frame);
        }
        return text.toString();
    }

    /// Takes away halves, quarters … as long as it still fails in the same way.
    private static String shrunk(Entry entry, String text, Throwable failure, Apex apex) throws InterruptedException {
        var small = text;
        var tries = 0;
        for (var size = Math.max(1, text.length() / 2); size > 0 && tries < SHRINKS; size /= 2)
            for (var at = 0; at + size <= small.length() && tries < SHRINKS; ) {
                var less = small.substring(0, at) + small.substring(at + size);
                tries++;
                var outcome = run(entry, less, apex);
                var same = outcome != null
                        && outcome.failure() != null
                        && outcome.failure().getClass() == failure.getClass();
                if (same) small = less;
                else at += size;
            }
        return small;
    }
}
