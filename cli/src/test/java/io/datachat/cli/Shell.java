package io.datachat.cli;

import io.datachat.apex.query.Cancellation;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Runs the command in this process, in a folder and at an instant of the test's choosing.
public final class Shell {
    public static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private static final int WIDTH = 100;

    private final Path folder;
    private final Map<String, String> variables;
    private final Instant now;
    private final boolean watched;

    public Shell(Path folder) {
        this(folder, Map.of());
    }

    public Shell(Path folder, Map<String, String> variables) {
        this(folder, variables, NOW, false);
    }

    private Shell(Path folder, Map<String, String> variables, Instant now, boolean watched) {
        this.folder = folder;
        this.variables = Map.copyOf(variables);
        this.now = now;
        this.watched = watched;
    }

    /// A terminal of 100 columns, without colours.
    public static Shell watched(Path folder, Instant now) {
        return new Shell(folder, Map.of(), now, true);
    }

    /// @param out standard output
    /// @param err standard error
    public record Outcome(int code, String out, String err) {
        public String firstError() {
            return err.lines().findFirst().orElse("");
        }
    }

    public Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(stream(out), stream(err), watched ? WIDTH : Integer.MAX_VALUE, watched, false, false);
        var session = new Session(terminal, variables::get, folder, InstantSource.fixed(now), new Cancellation());
        var code = Datachat.run(session, arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
