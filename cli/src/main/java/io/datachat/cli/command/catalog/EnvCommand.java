package io.datachat.cli.command.catalog;

import io.datachat.apex.project.Project;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.server.ServerFile;
import io.datachat.server.state.State;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `datachat env`.
@Command(
        name = "env",
        description = {
            "Say what the project is set to: databases and what may be written there, state, server, users, limits.",
            "Passwords are never shown. Example: datachat env"
        })
public final class EnvCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    public EnvCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var project = session.project(given);
        var listing = new Listing("what", "set to");
        listing.row("project", project.name() + " in " + project.root().toAbsolutePath());
        for (var database : project.databases()) {
            var standard = database.name().equals(project.defaultDatabase()) ? ", default" : "";
            listing.row("database " + database.name(), where(database) + standard);
            listing.row("writes to " + database.name(), writes(database));
        }
        var state = project.hosting().state();
        listing.row("state", state == null ? "a file in " + project.state() : state.url());
        listing.row("users", users(project));
        listing.row("server", ServerFile.running(project).map(ServerFile::url).orElse("not running"));
        listing.row("time zone", project.zone());
        var limits = project.limits();
        listing.row("limits", limits.rows() + " rows, " + limits.timeout().toSeconds() + " s" + costs(limits));
        Printing.listing(listing, given.on(session.terminal()), given);
        return Exit.OK;
    }

    private static String where(Project.Database database) {
        return database.backend().word() + " " + (database.path() != null ? database.path() : database.url());
    }

    private static String writes(Project.Database database) {
        var writes = database.writes();
        return writes == null
                ? "none"
                : String.join(", ", writes.tables()) + ", at most " + writes.mostRows()
                        + " rows each, approved by somebody";
    }

    private String users(Project project) {
        try (var state = State.open(project, session.clock())) {
            var users = state.people().users().size();
            var tokens = project.hosting().tokens();
            return (users == 0 ? "none" : String.valueOf(users))
                    + (tokens == null ? "" : ", and those of " + tokens.issuer());
        }
    }

    private static String costs(Project.Limits limits) {
        var costs = new StringBuilder();
        limits.costs()
                .forEach((database, most) ->
                        costs.append(", cost ").append(most).append(" on ").append(database));
        return costs.toString();
    }
}
