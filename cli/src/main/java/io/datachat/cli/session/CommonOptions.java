package io.datachat.cli.session;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.time.Lapse;
import io.datachat.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Options that every command takes.
public final class CommonOptions {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "FOLDER",
            description = "The project's folder. Default: the nearest with a datachat.yaml, upwards; then ./demo.")
    @Nullable
    Path project;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "table|json|csv",
            description = "How to print. Default: table.")
    @Nullable
    Format format;

    @Option(names = "--json", description = "Short for --format json.")
    boolean json;

    @Option(names = "--no-color", description = "No colours. Also: the environment variable NO_COLOR.")
    boolean noColor;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, warnings or closing remarks.")
    public boolean quiet;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Give up after this long, such as 30s or 2m. Default: the project's.")
    @Nullable
    String timeout;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Answer as if it were this day or instant (ISO 8601). Default: now.")
    @Nullable
    String asOf;

    @Option(
            names = "--server",
            paramLabel = "URL|none",
            description =
                    "Use this server, or none. Default: the project's running one, else the engine in this process.")
    @Nullable
    String server;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    boolean help;

    @Option(names = "--debug", description = "Write the stack trace of an unexpected fault to .datachat/logs.")
    boolean debug;

    public enum Format {
        table,
        json,
        csv
    }

    /// The options of the command that was called; the defaults when it has none.
    static CommonOptions of(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(CommonOptions.class::isInstance)
                .map(CommonOptions.class::cast)
                .findFirst()
                .orElseGet(CommonOptions::new);
    }

    public Format format() {
        return json ? Format.json : format == null ? Format.table : format;
    }

    public @Nullable String server() {
        return server;
    }

    public boolean debug() {
        return debug;
    }

    public Terminal on(Terminal terminal) {
        var shown = noColor ? terminal.plain() : terminal;
        return quiet ? shown.quiet() : shown;
    }

    public Asking asking(Session session, Project project) {
        var limit = timeout == null ? project.limits().timeout() : duration(timeout);
        return new Asking(Viewer.LOCAL, asOf(session, project), limit, session.cancellation());
    }

    public Instant asOf(Session session, Project project) {
        return asOf(session, project.zone());
    }

    public Instant asOf(Session session, ZoneId zone) {
        if (asOf == null) return session.clock().instant();
        try {
            if (asOf.length() <= "2026-01-31".length())
                return LocalDate.parse(asOf).atStartOfDay(zone).toInstant();
            return OffsetDateTime.parse(asOf).toInstant();
        } catch (DateTimeException e) {
            throw option("--as-of", asOf, "write a day such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z");
        }
    }

    private static Duration duration(String text) {
        return Lapse.parse(text)
                .filter(lapse -> lapse.isPositive())
                .orElseThrow(() -> option("--timeout", text, "write a number with s, m or h, such as 30s"));
    }

    public static Rejection option(String name, String value, String hint) {
        return new Rejection(Problem.of(CommandCode.OPTION, "'" + name + "' cannot be '" + value + "'")
                .hint(hint));
    }
}
