package io.datachat.cli.command.materialize;

import io.datachat.apex.materialize.Kept;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `datachat materialize`.
@Command(
        name = "materialize",
        mixinStandardHelpOptions = true,
        description = "Build and list rollups: what the materialization of a metric keeps ready.",
        synopsisSubcommandLabel = "(refresh | list)")
public final class MaterializeCommand {
    private final Session session;

    public MaterializeCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "refresh",
            description = {
                "Build the rollup of a metric anew; questions read the old rows until all new ones are there.",
                "Example: datachat materialize refresh revenue"
            })
    int refresh(
            @Mixin CommonOptions options, @Parameters(paramLabel = "METRIC", description = "Its id.") String metric) {
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        Kept built;
        try (var _ = Progress.of(terminal, "building the rollup of " + metric);
                var engine = Engines.open(session, options, project)) {
            built = engine.refresh(metric, options.asking(session, project));
        }
        if (options.format() == CommonOptions.Format.table) {
            var listing = new Listing("metric", "table", "rows", "milliseconds");
            Printing.listing(
                    listing.row(built.metric(), built.table(), built.rows(), milliseconds(built)), terminal, options);
        } else Printing.listing(whole(List.of(built)), terminal, options);
        Printing.remark(state(built) + ": " + built.why(), terminal, options);
        terminal.out().flush();
        return Exit.OK;
    }

    @Command(name = "list", description = "What each metric's materialization keeps, fresh or not, and why.")
    int list(@Mixin CommonOptions options) {
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        List<Kept> rollups;
        try (var engine = Engines.open(session, options, project)) {
            rollups = engine.rollups(options.asking(session, project));
        }
        if (options.format() != CommonOptions.Format.table) {
            Printing.listing(whole(rollups), terminal, options);
            return Exit.OK;
        }
        var listing = new Listing("metric", "grain", "dimensions", "rows", "built_at", "state", "why");
        for (var kept : rollups)
            listing.row(
                    kept.metric(),
                    kept.grain(),
                    kept.dimensions(),
                    kept.rows(),
                    kept.builtAt(),
                    state(kept),
                    kept.why());
        Printing.listing(listing, terminal, options);
        if (rollups.isEmpty())
            Printing.remark("no metric has a materialization: docs/datapoints.md shows one", terminal, options);
        terminal.out().flush();
        return Exit.OK;
    }

    /// The same keys as over HTTP.
    private static Listing whole(List<Kept> rollups) {
        var listing = new Listing(
                "metric", "rollup", "table", "grain", "dimensions", "rows", "built_at", "took_ms", "state", "why");
        for (var kept : rollups)
            listing.row(
                    kept.metric(),
                    kept.rollup(),
                    kept.table(),
                    kept.grain(),
                    kept.dimensions(),
                    kept.rows(),
                    kept.builtAt(),
                    milliseconds(kept),
                    kept.state().word(),
                    kept.why());
        return listing;
    }

    private static String state(Kept kept) {
        return kept.state().word().replace('_', ' ');
    }

    private static @Nullable Long milliseconds(Kept kept) {
        return kept.took() == null ? null : kept.took().toMillis();
    }
}
