package io.datachat.cli.command.ask;

import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.board.BoardCode;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.tile.TileQuestion;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.query.text.FilterText;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Progress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat dashboard`.
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = "List, show and run dashboards: sets of questions that are asked together.",
        synopsisSubcommandLabel = "(list | show | run)")
public final class DashboardCommand {
    private final Session session;

    public DashboardCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "All dashboards and saved queries of the project.")
    int list(@Mixin CommonOptions options) {
        var listing = new Listing("id", "name", "tiles", "owner", "definition");
        for (var board : library(options).all(Dashboard.class))
            listing.row(
                    board.id(),
                    board.common().name(),
                    board.tiles().size(),
                    board.common().owner(),
                    board.common().definition());
        Printing.listing(listing, options.on(session.terminal()), options);
        return Exit.OK;
    }

    @Command(name = "show", description = "What each tile of a dashboard asks. Nothing is run.")
    int show(@Mixin CommonOptions options, @Parameters(paramLabel = "DASHBOARD", description = "Its id.") String id) {
        var library = library(options);
        var board = library.find(Dashboard.class, id).orElseThrow(() -> unknown(id, library));
        var terminal = options.on(session.terminal());
        if (options.format() == CommonOptions.Format.table)
            BoardText.asked(board, terminal).forEach(terminal.out()::println);
        else Printing.listing(requests(board), terminal, options);
        terminal.out().flush();
        return Exit.OK;
    }

    private static Listing requests(Dashboard board) {
        var listing = new Listing("title", "request");
        for (var tile : board.tiles()) {
            var request = MetricRequestWriter.write(MetricRequest.of(TileQuestion.of(tile)));
            listing.row(board.title(tile), new String(request, StandardCharsets.UTF_8));
        }
        return listing;
    }

    @Command(
            name = "run",
            description = {
                "Ask all tiles of a dashboard, of one state of the data where the database can. A tile that fails"
                        + " leaves the others alone; the exit code tells.",
                "Example: datachat dashboard run sales_overview --period 'last week' --where region=DACH"
            })
    int run(
            @Mixin CommonOptions options,
            @Mixin RunOptions run,
            @Parameters(paramLabel = "DASHBOARD", description = "Its id.") String id) {
        var project = session.project(options);
        var asking = options.asking(session, project);
        var terminal = options.on(session.terminal());
        var request = run.request();
        try (var _ = Progress.of(terminal, "running " + id);
                var engine = Engines.open(session, options, project)) {
            var answer = engine.run(id, request, asking);
            var text = new BoardText(answer, terminal, options);
            switch (options.format()) {
                case table -> text.tables();
                case json -> text.json();
                case csv -> text.csv();
            }
            terminal.out().flush();
            var problems = answer.tiles().stream()
                    .flatMap(tile -> tile.problems().stream())
                    .toList();
            return problems.isEmpty() ? Exit.OK : Exit.of(problems);
        }
    }

    /// What holds for all tiles of a run.
    static final class RunOptions {
        @Option(
                names = "--period",
                paramLabel = "WORDS",
                description = "In the place of each tile's own: 'last month', 'last 7 days', 2025.")
        @Nullable
        String period;

        @Option(
                names = {"-w", "--where"},
                paramLabel = "FILTER",
                description = "Holds for every tile besides its own, as in 'metrics query'. A tile that cannot take it"
                        + " says so.")
        List<String> filters = List.of();

        @Option(names = "--tile", paramLabel = "TITLE", description = "Only this one; its number will do.")
        @Nullable
        String tile;

        BoardRequest request() {
            var where = FilterText.read(filters);
            return new BoardRequest(
                    period == null ? null : new Span.Words(period), where.filters(), where.conditions(), tile, null);
        }
    }

    private Library library(CommonOptions options) {
        return new DataPointFolder(session.project(options)).reload();
    }

    private static Rejection unknown(String id, Library library) {
        return new Rejection(Problem.of(BoardCode.UNKNOWN_DASHBOARD, "there is no dashboard '" + id + "'")
                .choices(Nearest.of(id, library.ids(DataPoint.Type.DASHBOARD), 3))
                .hint("'datachat dashboard list' shows all"));
    }
}
