package io.datachat.cli.command.project;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.Warehouses;
import io.datachat.apex.warehouse.profile.Profile;
import io.datachat.apex.warehouse.profile.Profile.Proposal;
import io.datachat.apex.warehouse.profile.Sampling;
import io.datachat.apex.warehouse.snapshot.Catalogs;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Progress;
import io.datachat.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `datachat profile`: measures a database and writes managed DataPoints.
@Command(
        name = "profile",
        description = {
            "Measure a database and write what was found to datapoints/managed: tables, and proposed entities and"
                    + " metrics.",
            "A proposal answers no question until a person approves it in datapoints/user."
        })
public final class ProfileCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATABASE",
            description = "Its name in datachat.yaml. Default: the project's default.")
    private @Nullable String name;

    public ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var project = session.project(given);
        var terminal = given.on(session.terminal());
        var proposal = propose(session, project, chosen(project), terminal);
        write(project, proposal);
        report(proposal, terminal, given);
        return Exit.OK;
    }

    private Project.Database chosen(Project project) {
        var wanted = name == null ? project.defaultDatabase() : name;
        var names = project.databases().stream().map(Project.Database::name).toList();
        return project.databases().stream()
                .filter(database -> database.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Rejection(
                        Problem.of(CommandCode.NOT_FOUND, "there is no database '" + wanted + "' in datachat.yaml")
                                .choices(Nearest.of(wanted, names, 3))
                                .hint("there is " + String.join(", ", names))));
    }

    static Proposal propose(Session session, Project project, Project.Database database, Terminal terminal) {
        Cancellation cancellation = session.cancellation();
        try (var progress = Progress.of(terminal, "reading the tables of " + database.name());
                var warehouse = Warehouses.open(database, project.root(), project.limits())) {
            var catalog = warehouse.introspect(session.clock().instant());
            var measured = Sampling.measure(
                    warehouse,
                    catalog,
                    cancellation,
                    (size, done, tables) ->
                            progress.now("sampling " + size + " rows of table " + done + " of " + tables));
            // What was measured tells answers that are odd from those that are not.
            var _ = new Catalogs(ProjectFolder.state(project)).keep(measured);
            progress.now("looking for keys and references");
            return Profile.propose(warehouse, measured, cancellation);
        }
    }

    static void write(Project project, Proposal proposal) {
        try {
            for (var file : proposal.files().entrySet()) {
                var target = project.datapoints().resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void report(Proposal proposal, Terminal terminal, CommonOptions options) {
        var listing = new Listing("file", "entities", "relationships");
        proposal.files().keySet().forEach(file -> {
            var entities = file.endsWith("entities.yaml");
            listing.row(
                    "datapoints/" + file,
                    entities ? proposal.entities() : null,
                    entities ? proposal.relationships() : null);
        });
        Printing.listing(listing, terminal, options);
        proposal.notes().forEach(note -> Printing.remark("note: " + note, terminal, options));
        Printing.remark(
                "These are proposals. Try one with 'datachat metrics query ID --include-proposed'; approve it in"
                        + " datapoints/user with 'review: approved'.",
                terminal,
                options);
    }
}
