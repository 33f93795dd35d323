package io.datachat.cli.command.fresh;

import io.datachat.apex.fresh.FreshCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.server.fresh.FreshnessDocument.TriggerDocument;
import io.datachat.server.fresh.FreshnessDocument.ViewDocument;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat freshness`.
@Command(
        name = "freshness",
        description = {
            "How fresh the materialized views of 'refresh:' in datachat.yaml are.",
            "Example: datachat freshness"
        })
public final class FreshnessCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    public FreshnessCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var project = session.project(given);
        var terminal = given.on(session.terminal());
        List<ViewDocument> views;
        try (var engine = Engines.open(session, given, project)) {
            views = engine.freshness(given.asking(session, project)).views();
        }
        if (given.format() != CommonOptions.Format.table) {
            Printing.listing(whole(views), terminal, given);
            return Exit.OK;
        }
        var listing =
                new Listing("database", "view", "state", "last_change", "last_refresh", "milliseconds", "refreshes");
        for (var view : views)
            listing.row(
                    view.database(),
                    view.view(),
                    view.state(),
                    view.last_change(),
                    view.last_refresh(),
                    view.took_ms(),
                    view.refreshes());
        Printing.listing(listing, terminal, given);
        for (var view : views) {
            if (!view.why().isEmpty()) Printing.remark(view.view() + ": " + view.why(), terminal, given);
            for (var note : view.notes()) Printing.remark(view.view() + ": " + note, terminal, given);
        }
        if (views.isEmpty()) Printing.remark("no view is kept fresh: docs/freshness.md shows how", terminal, given);
        return Exit.OK;
    }

    /// The same keys as over HTTP.
    private static Listing whole(List<ViewDocument> views) {
        var listing = new Listing(
                "database",
                "view",
                "state",
                "tables",
                "missing_triggers",
                "after",
                "last_change",
                "pending_since",
                "last_refresh",
                "took_ms",
                "refreshes",
                "why",
                "notes");
        for (var view : views)
            listing.row(
                    view.database(),
                    view.view(),
                    view.state(),
                    view.tables(),
                    view.missing_triggers(),
                    view.after(),
                    view.last_change(),
                    view.pending_since(),
                    view.last_refresh(),
                    view.took_ms(),
                    view.refreshes(),
                    view.why(),
                    view.notes());
        return listing;
    }

    @Command(
            name = "triggers",
            description = {
                "Print the SQL that lets tables tell of their changes, or takes that away again. Nothing is run.",
                "Example: datachat freshness triggers > tell.sql"
            })
    int triggers(@Mixin CommonOptions given, @Option(names = "--down", description = "The way back.") boolean down) {
        var project = session.project(given);
        var terminal = given.on(session.terminal());
        List<TriggerDocument> drafts;
        try (var engine = Engines.open(session, given, project)) {
            drafts = engine.triggers(given.asking(session, project));
        }
        if (drafts.isEmpty())
            throw new Rejection(Problem.of(FreshCode.NOTHING_KEPT, "no database of datachat.yaml has 'refresh:'")
                    .hint("write below a PostgreSQL database: refresh: [{view: NAME}]"));
        if (given.format() == CommonOptions.Format.table) {
            for (var draft : drafts) terminal.out().print(down ? draft.down() : draft.up());
            terminal.out().flush();
            return Exit.OK;
        }
        var listing = new Listing("database", "up", "down", "missing_triggers");
        for (var draft : drafts) listing.row(draft.database(), draft.up(), draft.down(), draft.missing_triggers());
        Printing.listing(listing, terminal, given);
        return Exit.OK;
    }
}
