package io.datachat.cli.command.write;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat reject`.
@Command(
        name = "reject",
        description = {
            "Reject a proposed write, or take your own back. It is never done then.",
            "Example: datachat reject k3m9x2pqrt"
        })
public final class RejectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(paramLabel = "ID", description = "As 'datachat approvals' lists it.")
    private @Nullable String approval;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private @Nullable String reason;

    public RejectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var project = session.project(given);
        try (var engine = Engines.open(session, given, project)) {
            var decided = engine.reject(Objects.requireNonNull(approval), reason, given.asking(session, project));
            Printing.listing(Decisions.listing(List.of(decided)), given.on(session.terminal()), given);
        }
        return Exit.OK;
    }
}
