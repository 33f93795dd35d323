package io.datachat.cli;

import io.datachat.apex.query.Cancellation;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Where the JVM starts: the one place that touches the clock, the environment and the streams of the process.
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) {
        var cancellation = new Cancellation();
        var worker = Thread.currentThread();
        // Ctrl-C: the JVM ends with 130; the running statement is stopped first, so that no database works on
        // for nobody.
        var finished = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cancellation, worker, finished), "stop"));
        var session = new Session(
                terminal(), System::getenv, Path.of("").toAbsolutePath(), InstantSource.system(), cancellation);
        var code = Datachat.run(session, arguments);
        session.terminal().out().flush();
        session.terminal().err().flush();
        finished.set(true);
        // When Ctrl-C ends the JVM already, exiting would wait for the hook, which waits for this thread.
        if (!cancellation.cancelled()) System.exit(code);
    }

    private static void stop(Cancellation cancellation, Thread worker, AtomicBoolean finished) {
        if (finished.get()) return;
        cancellation.cancel();
        try {
            worker.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Terminal terminal() {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var watched = Boolean.getBoolean("datachat.watched");
        var progress = Boolean.getBoolean("datachat.progress");
        var colour = System.getenv("NO_COLOR");
        var coloured = watched && (colour == null || colour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new PrintStream(new java.io.BufferedOutputStream(out, BUFFER), false, StandardCharsets.UTF_8),
                err,
                width(watched, System.getenv("COLUMNS")),
                watched,
                progress,
                coloured);
    }

    private static int width(boolean watched, @Nullable String columns) {
        if (!watched) return Integer.MAX_VALUE;
        try {
            return columns == null ? 100 : Math.max(40, Integer.parseInt(columns));
        } catch (NumberFormatException e) {
            return 100;
        }
    }
}
