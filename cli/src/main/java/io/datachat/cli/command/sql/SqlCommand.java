package io.datachat.cli.command.sql;

import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.workspace.Workspaces;
import io.datachat.apex.workspace.scaffold.Scaffold;
import io.datachat.cli.command.ask.Asked;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat sql`: queries in SQL, through the same gates as every other question.
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Run, check or explain SQL. Nothing of the text itself reaches a database: the SQL that runs is written"
                    + " from",
            "what was understood (docs/sql.md). What writes takes two keys (docs/writes.md)."
        },
        synopsisSubcommandLabel = "(run | validate | explain | generate)")
public final class SqlCommand {
    private final Session session;

    public SqlCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "run",
            description = {
                "Run a query and print its rows, or propose a write (--write) and do it (--force-write). Short:"
                        + " datachat run",
                "Example: datachat sql run \"SELECT channel, count(*) AS orders FROM orders GROUP BY channel\""
            })
    int run(@Mixin CommonOptions options, @Mixin TextOptions text, @Mixin WriteOptions writing) {
        if (writing.any()) return new Writing(session, options).run(text.query(), writing);
        var query = text.query();
        return Asked.of(session, options).costly(text.costly).answer(query);
    }

    @Command(
            name = "validate",
            description = {
                "Say which columns a query gives, or every reason why it may not run (exit code 1).",
                "Example: datachat sql validate \"SELECT count(*) AS orders FROM orders\""
            })
    int validate(@Mixin CommonOptions options, @Mixin TextOptions text) {
        var query = text.query();
        var asked = Asked.of(session, options);
        var terminal = options.on(session.terminal());
        try (var engine = Engines.open(session, options, asked.project())) {
            var compiled = engine.dryRun(query, options.asking(session, asked.project()));
            var listing = new Listing("column", "type");
            compiled.columns()
                    .forEach(column -> listing.row(column.name(), column.type().word()));
            Printing.listing(listing, terminal, options);
            compiled.receipt().notes().forEach(note -> Printing.remark("note: " + note, terminal, options));
            Printing.remark("valid: it may run on " + compiled.receipt().database(), terminal, options);
        }
        return Exit.OK;
    }

    @Command(
            name = "explain",
            description = {
                "Show the SQL that would run, and what was applied to it.",
                "Example: datachat sql explain \"SELECT count(*) AS orders FROM orders\""
            })
    int explain(
            @Mixin CommonOptions options,
            @Mixin TextOptions text,
            @Option(
                            names = "--plan",
                            description =
                                    "Show what the database means to do: its steps, their estimated rows and cost,"
                                            + " and which index would help.")
                    boolean plan) {
        var query = text.query();
        var asked = Asked.of(session, options);
        return plan ? asked.plan(query) : asked.explain(query);
    }

    @Command(
            name = "generate",
            description = {
                "Make SQL over tables of a workspace: joined along the shortest way that it knows. Nothing is run.",
                "Example: datachat sql generate --workspace campaigns --tables campaigns,campaign_offers,offers"
            })
    int generate(@Mixin CommonOptions options, @Mixin WantedOptions wanted) {
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        try (var engine = InProcess.open(project, session.clock())) {
            var workspace = Workspaces.named(wanted.workspace(), engine.apex().workspaces(Viewer.LOCAL));
            var made = Scaffold.of(workspace, wanted.wanted());
            var _ = engine.dryRun(SqlQuery.of(made.sql()).in(workspace.name()), options.asking(session, project));
            if (options.format() == CommonOptions.Format.table) {
                terminal.out().println(made.sql());
                made.notes().forEach(note -> Printing.remark("note: " + note, terminal, options));
                terminal.out().flush();
            } else Printing.listing(new Listing("sql", "notes").row(made.sql(), made.notes()), terminal, options);
        }
        return Exit.OK;
    }
}
