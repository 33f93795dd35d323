package io.datachat.cli.command.sql;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.workspace.Workspace;
import io.datachat.apex.workspace.WorkspaceCode;
import io.datachat.apex.workspace.Workspaces;
import io.datachat.apex.workspace.card.Card;
import io.datachat.apex.workspace.card.Cards;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat workspace`: what questions in SQL about a domain may read, and how its tables are joined.
@Command(
        name = "workspace",
        mixinStandardHelpOptions = true,
        description = "Show workspaces: tables, joins and what to know of them (docs/workspaces.md).",
        synopsisSubcommandLabel = "(list | show | card)")
public final class WorkspaceCommand {
    private final Session session;

    public WorkspaceCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "All workspaces of the project.")
    int list(@Mixin CommonOptions options) {
        return open(options, engine -> {
            var listing = new Listing("name", "database", "tables", "description");
            for (var workspace : engine.apex().workspaces(Viewer.LOCAL))
                listing.row(
                        workspace.name(),
                        workspace.catalog().database(),
                        tables(workspace),
                        workspace.domain().description());
            return listing;
        });
    }

    @Command(
            name = "show",
            description = {"The joins of a workspace.", "Example: datachat workspace show campaigns"})
    int show(@Mixin CommonOptions options, @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        return open(options, engine -> {
            var workspace = Workspaces.named(name, engine.apex().workspaces(Viewer.LOCAL));
            var listing = new Listing("from", "to", "on", "cardinality", "why");
            for (var edge : workspace.edges()) {
                var from = workspace.called(edge.from());
                var to = workspace.called(edge.to());
                listing.row(
                        from,
                        to,
                        edge.condition(from, to),
                        edge.cardinality().name().toLowerCase(Locale.ROOT),
                        edge.why());
            }
            return listing;
        });
    }

    @Command(
            name = "card",
            description = {
                "What to know of one table before writing SQL.",
                "Example: datachat workspace card campaign_offers"
            })
    int card(
            @Mixin CommonOptions options,
            @Option(names = "--workspace", paramLabel = "NAME", description = "Default: the first one with the table.")
                    @Nullable
                    String workspace,
            @Parameters(paramLabel = "TABLE", description = "Its name.") String table) {
        return open(options, engine -> {
            var library = engine.apex().library();
            var cards = engine.apex().workspaces(Viewer.LOCAL).stream()
                    .filter(each -> workspace == null || each.name().equals(workspace))
                    .flatMap(each -> Cards.of(each, library).stream())
                    .toList();
            return facts(cards.stream()
                    .filter(card -> card.table().equalsIgnoreCase(table))
                    .findFirst()
                    .orElseThrow(() -> unknown(table, cards)));
        });
    }

    private static Rejection unknown(String table, List<Card> cards) {
        return new Rejection(Problem.of(WorkspaceCode.UNKNOWN_IN_WORKSPACE, "no workspace has a table '" + table + "'")
                .choices(Nearest.of(table, cards.stream().map(Card::table).toList(), 3)));
    }

    private static Listing facts(Card card) {
        var listing = new Listing("what", "name", "detail");
        listing.row("table", card.table(), card.description());
        if (card.grain() != null) listing.row("grain", null, card.grain());
        card.versions().forEach(said -> listing.row("version", null, said));
        card.synonyms().forEach(synonym -> listing.row("also called", synonym, null));
        card.columns()
                .forEach(column ->
                        listing.row(column.expression() == null ? "column" : "derived", column.name(), detail(column)));
        card.keys().forEach(key -> listing.row("key", String.join(", ", key), null));
        card.joins().forEach(join -> listing.row("join", join.to(), join.on()));
        card.json().forEach(path -> listing.row("json", null, path));
        card.filters().forEach((name, where) -> listing.row("filter", name, where));
        card.safety().forEach(said -> listing.row("beware", null, said));
        return listing;
    }

    private static String detail(Card.Column column) {
        return column.type()
                + (column.nullable() ? "" : ", never null")
                + (column.expression() == null ? "" : " = " + column.expression())
                + (column.description() == null ? "" : ": " + column.description())
                + (column.values().isEmpty() ? "" : "; one of " + String.join(", ", column.values()));
    }

    private static List<String> tables(Workspace workspace) {
        return workspace.catalog().tables().stream()
                .map(Table::name)
                .map(workspace::called)
                .toList();
    }

    private int open(CommonOptions options, Function<InProcess, Listing> listing) {
        try (var engine = InProcess.open(session.project(options), session.clock())) {
            Printing.listing(listing.apply(engine), options.on(session.terminal()), options);
        }
        return Exit.OK;
    }
}
