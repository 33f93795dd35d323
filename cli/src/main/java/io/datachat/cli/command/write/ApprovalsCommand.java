package io.datachat.cli.command.write;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat approvals`.
@Command(
        name = "approvals",
        description = {
            "List proposed writes and what became of them, the newest first: your own, and those you may decide.",
            "Example: datachat approvals --open"
        })
public final class ApprovalsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Option(names = "--open", description = "Only those that wait for a decision, or to be done.")
    private boolean open;

    public ApprovalsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var project = session.project(given);
        var terminal = given.on(session.terminal());
        try (var engine = Engines.open(session, given, project)) {
            var found = engine.approvals(given.asking(session, project)).stream()
                    .filter(each -> !open
                            || each.state().equals("proposed")
                            || each.state().equals("approved"))
                    .toList();
            Printing.listing(Decisions.listing(found), terminal, given);
            if (found.isEmpty()) Printing.remark("no write is proposed", terminal, given);
        }
        return Exit.OK;
    }
}
