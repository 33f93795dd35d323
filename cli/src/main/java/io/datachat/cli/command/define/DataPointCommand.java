package io.datachat.cli.command.define;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.datapoint.change.BreakingChanges;
import io.datachat.apex.datapoint.change.ChangeCode;
import io.datachat.apex.datapoint.schema.DataPointSchema;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.apex.warehouse.proof.Verdict;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Failures;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Progress;
import io.datachat.cli.terminal.Terminal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat datapoint`.
@Command(
        name = "datapoint",
        mixinStandardHelpOptions = true,
        description = "Check and show the definitions under datapoints/.",
        synopsisSubcommandLabel = "(lint | show | changes | schema)")
public final class DataPointCommand {
    private final Session session;

    public DataPointCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "lint",
            description = "Check every file. Exit code 1 when there are errors, or warnings with --strict.")
    int lint(
            @Mixin CommonOptions options,
            @Option(names = "--strict", description = "Warnings count as errors.") boolean strict,
            @Option(
                            names = "--live",
                            description = "Check keys, histories, calendars, relationships and the tiles of dashboards"
                                    + " against the data as well; answers that rely on what is wrong are refused"
                                    + " from then on.")
                    boolean live) {
        var library = library(options);
        var terminal = options.on(session.terminal());
        var seen = live ? live(options, terminal) : new Live(List.of(), List.of());
        var verdicts = seen.verdicts();
        var problems = Stream.of(
                        library.problems().stream(),
                        verdicts.stream().flatMap(verdict -> Stream.ofNullable(verdict.found())),
                        seen.tiles().stream())
                .flatMap(found -> found)
                .toList();
        if (options.format() == CommonOptions.Format.table) {
            problems.forEach(problem -> terminal.out().println(Failures.text(problem, terminal)));
            Printing.remark(summary(library) + (live ? summary(verdicts) : ""), terminal, options);
        } else {
            Printing.listing(listing(problems), terminal, options);
        }
        var failed = problems.stream()
                .anyMatch(problem -> problem.code().severity() == Severity.ERROR
                        || (strict && problem.code().severity() == Severity.WARNING));
        return failed ? Exit.REFUSED : Exit.OK;
    }

    /// What only the databases tell.
    ///
    /// @param tiles of dashboards that cannot be answered
    private record Live(List<Verdict> verdicts, List<Problem> tiles) {}

    private Live live(CommonOptions options, Terminal terminal) {
        var project = session.project(options);
        try (var progress = Progress.of(terminal, "reading the databases");
                var engine = InProcess.open(project, session.clock())) {
            var asking = options.asking(session, project);
            return engine.asked(apex -> {
                Rejection.unlessEmpty(apex.problems().stream()
                        .filter(problem -> problem.code().status() >= Exit.HTTP_SERVER_ERROR)
                        .toList());
                return new Live(
                        apex.verifyKeys(asking, said -> progress.now("checking that " + said)), apex.unanswerable());
            });
        }
    }

    private static String summary(List<Verdict> verdicts) {
        var wrong = verdicts.stream().filter(Verdict::wrong).count();
        return "; " + verdicts.size() + " claims checked against the data, " + wrong + " wrong";
    }

    private static Listing listing(List<Problem> problems) {
        var listing = new Listing("code", "severity", "place", "message", "hint", "choices");
        for (var problem : problems) {
            var place = problem.place() == null ? null : problem.place().toString();
            var severity = problem.code().severity().name().toLowerCase(Locale.ROOT);
            listing.row(problem.code().id(), severity, place, problem.message(), problem.hint(), problem.choices());
        }
        return listing;
    }

    private static String summary(Library library) {
        var errors = count(library, Severity.ERROR);
        var warnings = count(library, Severity.WARNING);
        return library.definitions().size() + " DataPoints, " + errors + (errors == 1 ? " error, " : " errors, ")
                + warnings + (warnings == 1 ? " warning" : " warnings");
    }

    private static long count(Library library, Severity severity) {
        return library.problems().stream()
                .filter(problem -> problem.code().severity() == severity)
                .count();
    }

    @Command(name = "show", description = "Every fact of one DataPoint, with the file and tier that it comes from.")
    int show(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "ID", description = "Its id, or type/id.") String wanted) {
        var library = library(options);
        var terminal = options.on(session.terminal());
        var found = library.definitions().stream()
                .filter(definition -> named(definition, wanted))
                .toList();
        if (found.isEmpty()) throw unknown(wanted, library);
        for (var definition : found) show(definition, terminal, options);
        return Exit.OK;
    }

    private void show(Definition definition, Terminal terminal, CommonOptions options) {
        var point = definition.point();
        if (options.format() == CommonOptions.Format.table) {
            terminal.out()
                    .println(terminal.bold(point.type().word() + " " + point.id() + ": "
                            + point.common().name()));
            var text = point.common().definition();
            if (text != null) terminal.out().println(text.strip());
        }
        var listing = new Listing("fact", "tier", "place");
        definition.places().entrySet().stream()
                .filter(fact -> !fact.getKey().isEmpty())
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(Place::source)
                        .thenComparing(Place::line)
                        .thenComparing(Place::column)))
                .forEach(fact -> {
                    var tier = definition.tiers().get(fact.getKey());
                    listing.row(
                            fact.getKey(),
                            tier == null ? null : tier.name().toLowerCase(Locale.ROOT),
                            fact.getValue().toString());
                });
        Printing.listing(listing, terminal, options);
    }

    private static boolean named(Definition definition, String wanted) {
        var point = definition.point();
        return point.id().equals(wanted) || (point.type().word() + "/" + point.id()).equals(wanted);
    }

    private static Rejection unknown(String wanted, Library library) {
        var known = library.definitions().stream()
                .map(definition -> definition.point().id())
                .distinct()
                .toList();
        return new Rejection(Problem.of(CommandCode.NOT_FOUND, "there is no DataPoint '" + wanted + "'")
                .choices(Nearest.of(wanted, known, 3)));
    }

    @Command(name = "list", description = "All DataPoints with their types.")
    int list(@Mixin CommonOptions options) {
        var listing = new Listing("type", "id", "name", "owner");
        for (var point : library(options).all(DataPoint.class)) {
            listing.row(
                    point.type().word(),
                    point.id(),
                    point.common().name(),
                    point.common().owner());
        }
        Printing.listing(listing, options.on(session.terminal()), options);
        return Exit.OK;
    }

    @Command(
            name = "changes",
            description = {
                "What a new version of the definitions takes away from those who rely on the old one.",
                "Exit code 7 when something breaks, 1 when a file of either version has errors."
            })
    int changes(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "OLD", description = "A folder, or a git revision of the project's folder.")
                    String before,
            @Parameters(paramLabel = "NEW", arity = "0..1", description = "The same. Default: the project's folder.")
                    @Nullable
                    String after) {
        var versions = new Versions(session, options);
        var old = versions.of(before);
        var now = after == null ? versions.current() : versions.of(after);
        var terminal = options.on(session.terminal());
        var wrong = Version.errors(old, now, terminal, options);
        var breaking = BreakingChanges.between(old.library(), now.library()).stream()
                .map(problem -> problem.code() == ChangeCode.REMOVED ? old.placed(problem) : now.placed(problem))
                .toList();
        if (options.format() == CommonOptions.Format.table) {
            breaking.forEach(problem -> terminal.out().println(Failures.text(problem, terminal)));
            var count = breaking.isEmpty() ? "nothing breaks" : breaking.size() + " changes break something";
            Printing.remark("from " + old.label() + " to " + now.label() + ": " + count, terminal, options);
        } else {
            Printing.listing(listing(breaking), terminal, options);
        }
        terminal.out().flush();
        return wrong ? Exit.REFUSED : breaking.isEmpty() ? Exit.OK : Exit.BREAKING;
    }

    @Command(name = "schema", description = "Print the JSON Schema of DataPoint files, for editors.")
    int schema(@Mixin CommonOptions options) {
        var terminal = options.on(session.terminal());
        terminal.out().println(DataPointSchema.json());
        terminal.out().flush();
        return Exit.OK;
    }

    private Library library(CommonOptions options) {
        return new DataPointFolder(session.project(options)).reload();
    }
}
