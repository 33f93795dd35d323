package io.datachat.cli.command.define;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.exchange.Imported;
import io.datachat.apex.exchange.Importer;
import io.datachat.apex.exchange.ledger.Fidelity;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat import`: definitions from elsewhere as DataPoints, and a report of what came over.
@Command(
        name = "import",
        description = {
            "Make DataPoints of dbt's semantic layer (YAML of either spelling, semantic_manifest.json, manifest.json)"
                    + " or of Apache Ossie.",
            "Ends in a report of what came over exactly, approximately and not at all. Exit code 1 when something did"
                    + " not come over, or with --strict not exactly.",
            "Example: datachat import dbt_project/models --dry-run"
        })
public final class ImportCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, or folders of them; what they define may refer to each other.")
    private List<Path> paths = List.of();

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Where to write. Default: user/imported in the project's datapoints folder.")
    private @Nullable Path to;

    @Option(names = "--force", description = "Overwrite files of an earlier import.")
    private boolean force;

    @Option(names = "--dry-run", description = "Report only; write nothing.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Exit code 1 also for what came over approximately.")
    private boolean strict;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "The database of the tables, by its name in datachat.yaml. Default: the project's default.")
    private @Nullable String database;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Replace $NAME in the files, such as --set source_schema=analytics.")
    private Map<String, String> replaced = new HashMap<>();

    public ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var terminal = given.on(session.terminal());
        var texts = texts();
        var project = session.project(given);
        var imported = new Importer(replaced, database, tables(project)).any(texts);
        if (!dryRun) write(imported, folder(project), terminal, given);
        report(imported.report(), terminal, given);
        return code(imported.report());
    }

    private Path folder(Project project) {
        return to == null
                ? project.datapoints().resolve("user/imported")
                : session.folder().resolve(to).normalize();
    }

    private Integer code(List<Ledger.Entry> report) {
        var failed = report.stream()
                .anyMatch(entry ->
                        entry.fidelity() == Fidelity.NOT || (strict && entry.fidelity() == Fidelity.APPROXIMATE));
        return failed ? Exit.REFUSED : Exit.OK;
    }

    static void report(List<Ledger.Entry> report, Terminal terminal, CommonOptions options) {
        var listing = new Listing("place", "kind", "name", "result", "why");
        for (var entry : report) {
            var place = entry.place();
            listing.row(place.source() + ":" + place.line(), entry.kind(), entry.name(), entry.word(), entry.why());
        }
        Printing.listing(listing, terminal, options);
        Printing.remark(Ledger.summary(report), terminal, options);
    }

    private void write(Imported imported, Path folder, Terminal terminal, CommonOptions given) {
        var there = imported.files().keySet().stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .sorted()
                .toList();
        if (!there.isEmpty() && !force)
            throw new Rejection(Problem.of(CommandCode.EXISTS, there.getFirst() + " is there already")
                    .hint("use --force to overwrite it, or --to another folder"));
        try {
            Files.createDirectories(folder);
            for (var file : new TreeMap<>(imported.files()).entrySet())
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
        } catch (IOException e) {
            throw new Rejection(Problem.of(CommandCode.FILE, folder + " cannot be written"));
        }
        Printing.remark("wrote " + imported.files().size() + " files to " + folder, terminal, given);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (var path : paths) {
            var whole = session.folder().resolve(path).normalize();
            if (!Files.exists(whole))
                problems.add(Problem.of(CommandCode.NOT_FOUND, "there is no file or folder " + path));
            else for (var file : files(whole)) read(file, texts, problems);
        }
        Rejection.unlessEmpty(problems);
        if (texts.isEmpty())
            throw new Rejection(Problem.of(
                    CommandCode.NOT_FOUND,
                    "there is no YAML or JSON file in "
                            + String.join(
                                    ", ", paths.stream().map(Path::toString).toList())));
        return texts;
    }

    private void read(Path file, Map<String, String> texts, List<Problem> problems) {
        var base = session.folder().toAbsolutePath().normalize();
        var whole = file.toAbsolutePath().normalize();
        var name = whole.startsWith(base) ? base.relativize(whole).toString() : whole.toString();
        try {
            texts.put(name.replace('\\', '/'), Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(Problem.of(CommandCode.FILE, name + " is not UTF-8 text"));
        } catch (IOException e) {
            problems.add(Problem.of(CommandCode.FILE, name + " cannot be read"));
        }
    }

    /// A file that is named is read whatever it is called; in a folder only YAML is meant: manifests repeat it.
    private static List<Path> files(Path path) {
        if (Files.isRegularFile(path)) return List.of(path);
        try (var walk = Files.walk(path)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> yaml(path.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean yaml(Path file) {
        for (var part : file)
            if (part.toString().startsWith(".") || part.toString().matches("target|dbt_packages|node_modules"))
                return false;
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    /// What the project's database says of its tables; nothing when it cannot be asked.
    private Tables tables(Project project) {
        var wanted = database == null ? project.defaultDatabase() : database;
        try (var apex = Apex.open(project, session.clock().instant())) {
            return apex.catalogs().stream()
                    .filter(catalog -> catalog.database().equals(wanted))
                    .findFirst()
                    .<Tables>map(Known::new)
                    .orElse(Tables.UNKNOWN);
        } catch (Rejection away) {
            return Tables.UNKNOWN;
        }
    }

    private record Known(DatabaseCatalog catalog) implements Tables {
        @Override
        public Optional<String> type(String table, String column) {
            return catalog.table(table)
                    .flatMap(found -> found.column(column))
                    .map(found -> found.type().word());
        }

        /// Without a declared key it is not known; the rows are not looked at.
        @Override
        public Optional<Boolean> unique(String table, List<String> columns) {
            return Optional.empty();
        }
    }
}
