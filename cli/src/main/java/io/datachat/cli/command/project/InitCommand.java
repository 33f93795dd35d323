package io.datachat.cli.command.project;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.project.ProjectText;
import io.datachat.apex.project.ProjectText.NewDatabase;
import io.datachat.apex.warehouse.scaffold.Scaffold;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Progress;
import io.datachat.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat init`: a project around a person's own data.
@Command(
        name = "init",
        description = {
            "Begin a project with your own data: a PostgreSQL URL, a DuckDB file, or CSV and Parquet files or folders"
                    + " of them.",
            "Example: datachat init postgresql://reader@db.example.com/shop",
            "Example: datachat init exports/*.csv --dir shop"
        })
public final class InitCommand implements Callable<Integer> {
    private static final Pattern DUCKDB = Pattern.compile("(?i).*\\.(duckdb|ddb|db)");
    private static final String LOADED = "data.duckdb";

    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = "One URL, one DuckDB file, or CSV and Parquet files.")
    private List<String> sources = List.of();

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "Where to put the project. Default: the current folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the database is called in DataPoints. Default: main.")
    private String name = "main";

    @Option(names = "--no-profile", description = "Do not look into the database.")
    private boolean noProfile;

    public InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var terminal = given.on(session.terminal());
        var root = session.folder().resolve(folder).normalize();
        var file = root.resolve(ProjectReader.FILE);
        if (Files.exists(file)) {
            throw new Rejection(Problem.of(CommandCode.EXISTS, "there is a project in " + root + " already")
                    .hint("'datachat database add' adds a database to it"));
        }
        var database = database(root, terminal);
        try {
            Files.createDirectories(root.resolve("datapoints").resolve("user"));
            Files.writeString(file, ProjectText.fresh(String.valueOf(root.getFileName()), List.of(database)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Printing.remark("wrote " + file, terminal, given);
        if (database.passwordVariable() != null) {
            Printing.remark(
                    "the password was not written down: set the environment variable " + database.passwordVariable(),
                    terminal,
                    given);
        }
        if (!noProfile && reachable(database)) profile(given, root, terminal);
        Printing.remark(
                "next: look at datapoints/managed, then write your first metric into datapoints/user"
                        + " (docs/datapoints.md)",
                terminal,
                given);
        return Exit.OK;
    }

    /// A password that was in the URL is not in the environment yet, and so there is nobody to ask.
    private boolean reachable(NewDatabase database) {
        return database.passwordVariable() == null
                || session.environment().variable(database.passwordVariable()) != null;
    }

    private void profile(CommonOptions given, Path root, Terminal terminal) {
        var project = session.project(given, root);
        var proposal =
                ProfileCommand.propose(session, project, project.databases().getFirst(), terminal);
        ProfileCommand.write(project, proposal);
        ProfileCommand.report(proposal, terminal, given);
    }

    private NewDatabase database(Path root, Terminal terminal) {
        var first = sources.getFirst();
        if (first.contains("://")) {
            if (sources.size() > 1)
                throw refused(
                        "'" + sources.get(1) + "' cannot follow a URL",
                        "name one database; 'datachat database add' adds others");
            var database = NewDatabase.at(name, first);
            if (database.url() == null)
                throw refused("the URL is not understood", "write for example postgresql://user@host:5432/name");
            return database;
        }
        if (sources.size() == 1 && DUCKDB.matcher(first).matches()) {
            var file = session.folder().resolve(first);
            if (!Files.isRegularFile(file)) throw refused("there is no file " + file, "check the path");
            return NewDatabase.at(name, relative(root, file));
        }
        try (var _ = Progress.of(terminal, "loading " + sources.size() + " files")) {
            Files.createDirectories(root);
            var tables = Scaffold.build(
                    sources.stream()
                            .map(source -> session.folder().resolve(source))
                            .toList(),
                    root.resolve(LOADED));
            terminal.out().println("loaded " + String.join(", ", tables) + " into " + root.resolve(LOADED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NewDatabase.at(name, LOADED);
    }

    private static String relative(Path root, Path file) {
        var absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
    }

    private static Rejection refused(String message, String hint) {
        return new Rejection(Problem.of(CommandCode.FILE, message).hint(hint));
    }
}
