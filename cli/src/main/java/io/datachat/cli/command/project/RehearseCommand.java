package io.datachat.cli.command.project;

import io.datachat.cli.demo.DemoProject;
import io.datachat.cli.demo.DemoWorld.Origin;
import io.datachat.cli.demo.DemoWorld.Progress;
import io.datachat.cli.demo.DemoWorld.Scale;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The run from which the launcher learns which classes a start needs. Not for people.
@Command(name = "rehearse", hidden = true, description = "Run typical commands once, for the launcher's caches.")
public final class RehearseCommand implements Callable<Integer> {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final List<List<String>> COMMANDS = List.of(
            List.of("metrics", "list"),
            List.of("metrics", "describe", "revenue"),
            List.of(
                    "metrics",
                    "query",
                    "revenue",
                    "orders",
                    "--by",
                    "region",
                    "--grain",
                    "month",
                    "--period",
                    "last 3 months"),
            List.of("metrics", "query", "refund_rate", "--by", "department", "--where", "channel=web", "--json"),
            List.of("metrics", "query", "revenue", "--by", "region", "--format", "csv"),
            List.of("metrics", "query", "revenu"),
            List.of("query", "revenue by region last month"),
            List.of("explain", "average_order_value", "--by", "region"),
            List.of("datapoint", "lint"),
            List.of("datapoint", "show", "campaign"),
            List.of("database", "list"),
            List.of("--help"));

    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", description = "Which cache: command or server.")
    private String part = "command";

    public RehearseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("datachat-rehearsal");
        try {
            new DemoProject(folder).make(Origin.of(1, DAY, Scale.SMALL), Progress.NONE);
            var command = java.util.Objects.requireNonNull(spec).root().commandLine();
            if (part.startsWith("server")) new ServerRehearsal(session, folder).run();
            else {
                COMMANDS.forEach(words -> run(command, words, folder));
                new ClientRehearsal(session, folder).run();
            }
        } finally {
            delete(folder);
        }
        return Exit.OK;
    }

    private static void run(CommandLine command, List<String> words, Path folder) {
        var arguments = new java.util.ArrayList<>(words);
        if (!words.contains("--help"))
            arguments.addAll(List.of("--project", folder.toString(), "--as-of", DAY.toString(), "--server", "none"));
        command.execute(arguments.toArray(String[]::new));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
