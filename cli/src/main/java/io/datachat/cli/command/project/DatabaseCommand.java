package io.datachat.cli.command.project;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.project.ProjectText;
import io.datachat.apex.project.ProjectText.NewDatabase;
import io.datachat.apex.warehouse.Warehouses;
import io.datachat.cli.engine.Reread;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Failures;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `datachat database`.
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = "Add, list, test and read again the databases of the project.",
        synopsisSubcommandLabel = "(add | list | test | refresh)")
public final class DatabaseCommand {
    private final Session session;

    public DatabaseCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "The databases in datachat.yaml.")
    int list(@Mixin CommonOptions options) {
        var project = session.project(options);
        var listing = new Listing("name", "type", "where", "user", "default");
        for (var database : project.databases()) {
            listing.row(
                    database.name(),
                    database.backend().word(),
                    where(database),
                    database.user(),
                    database.name().equals(project.defaultDatabase()));
        }
        Printing.listing(listing, options.on(session.terminal()), options);
        return Exit.OK;
    }

    private static String where(Project.Database database) {
        return database.path() != null ? database.path().toString() : String.valueOf(database.url());
    }

    @Command(name = "test", description = "Connect and count the tables. Exit code 4 when one cannot be reached.")
    int test(
            @Mixin CommonOptions options,
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this one.") @Nullable String name) {
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        var problems = new ArrayList<Problem>();
        var listing = new Listing("name", "type", "tables", "milliseconds");
        for (var database : chosen(project, name)) {
            var started = System.nanoTime();
            try (var _ = Progress.of(terminal, "connecting to " + database.name());
                    var warehouse = Warehouses.open(database, project.root(), project.limits())) {
                var tables =
                        warehouse.introspect(session.clock().instant()).tables().size();
                listing.row(
                        database.name(), database.backend().word(), tables, (System.nanoTime() - started) / 1_000_000);
            } catch (Rejection refused) {
                problems.addAll(refused.problems());
            }
        }
        if (!listing.isEmpty()) Printing.listing(listing, terminal, options);
        Failures.print(problems, terminal, options.format());
        return problems.isEmpty() ? Exit.OK : Exit.DATABASE;
    }

    @Command(name = "refresh", description = "Read tables, columns and keys again, and tell what changed.")
    int refresh(
            @Mixin CommonOptions options,
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this one.") @Nullable String name) {
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        if (name != null) chosen(project, name);
        List<Reread> all;
        try (var _ = Progress.of(terminal, "reading the catalog");
                var engine = Engines.open(session, options, project)) {
            all = engine.refreshCatalog(name, options.asking(session, project));
        }
        var changes = new Listing("database", "change", "what", "detail");
        var whole = new Listing("database", "tables", "fingerprint", "changes");
        for (var read : all) {
            read.changes()
                    .forEach(change ->
                            changes.row(read.database(), change.kind().word(), change.what(), change.detail()));
            whole.row(read.database(), read.tables(), read.fingerprint(), told(read));
        }
        if (options.format() != CommonOptions.Format.table) Printing.listing(whole, terminal, options);
        else if (!changes.isEmpty()) Printing.listing(changes, terminal, options);
        for (var read : all) {
            var count = read.changes().size();
            Printing.remark(
                    read.database() + ": " + read.tables() + " tables, "
                            + (count == 0 ? "nothing changed" : count + (count == 1 ? " change" : " changes"))
                            + ", fingerprint " + read.fingerprint(),
                    terminal,
                    options);
        }
        terminal.out().flush();
        return Exit.OK;
    }

    private static List<Map<String, String>> told(Reread read) {
        return read.changes().stream()
                .map(change -> Map.of("change", change.kind().word(), "what", change.what(), "detail", change.detail()))
                .toList();
    }

    private static List<Project.Database> chosen(Project project, @Nullable String name) {
        var chosen = project.databases().stream()
                .filter(database -> name == null || database.name().equals(name))
                .toList();
        if (!chosen.isEmpty()) return chosen;
        var names = project.databases().stream().map(Project.Database::name).toList();
        throw new Rejection(
                Problem.of(CommandCode.NOT_FOUND, "there is no database '" + name + "' in " + ProjectReader.FILE)
                        .choices(Nearest.of(String.valueOf(name), names, 3))
                        .hint("there is " + String.join(", ", names)));
    }

    @Command(
            name = "add",
            description = {
                "Add a database to datachat.yaml.",
                "Example: datachat database add crm postgresql://reader@db.example.com/crm"
            })
    int add(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "NAME", description = "What it is called in DataPoints.") String name,
            @Parameters(paramLabel = "ADDRESS", description = "A postgresql:// URL or the path of a DuckDB file.")
                    String address) {
        var file = session.root(options).resolve(ProjectReader.FILE);
        var database = NewDatabase.at(name, address);
        if (database.path() != null && !Files.isRegularFile(file.resolveSibling(database.path()))) {
            throw new Rejection(
                    Problem.of(CommandCode.FILE, "there is no DuckDB file " + file.resolveSibling(database.path()))
                            .hint("an address begins with postgresql://; 'datachat init' makes a DuckDB file from"
                                    + " CSV or Parquet files"));
        }
        try {
            Files.writeString(file, ProjectText.with(Files.readString(file), database));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var terminal = options.on(session.terminal());
        Printing.remark("added " + name + " to " + file, terminal, options);
        if (database.passwordVariable() != null) {
            Printing.remark(
                    "the password was not written down: set the environment variable " + database.passwordVariable(),
                    terminal,
                    options);
        }
        Printing.remark("next: datachat database test " + name + "; datachat profile " + name, terminal, options);
        return Exit.OK;
    }
}
