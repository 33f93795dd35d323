package io.datachat.cli.command.project;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import io.datachat.cli.command.ask.Asked;
import io.datachat.cli.demo.CampaignProject;
import io.datachat.cli.demo.DemoProject;
import io.datachat.cli.demo.DemoWorld;
import io.datachat.cli.demo.DemoWorld.Origin;
import io.datachat.cli.demo.DemoWorld.Scale;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Progress;
import io.datachat.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat demo`: a project to try things on.
@Command(
        name = "demo",
        description = {
            "Make a demo project: an online shop with three years of orders up to yesterday, and its DataPoints.",
            "Running it again keeps what is there; the data is made anew only when the day, seed or scale is another."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String CAMPAIGNS = "campaigns";

    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Option(
            names = "--example",
            paramLabel = "shop|campaigns",
            description = {
                "What to make: the shop, or campaigns and offers of which every version is a row, with a workspace for"
                        + " questions in SQL. Default: shop."
            })
    private Example example = Example.SHOP;

    enum Example {
        SHOP,
        CAMPAIGNS
    }

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "Where to put it. Default: ./demo, and ./campaigns for the campaigns.")
    private @Nullable Path folder;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Another shop with the same story. Default: 42.")
    private long seed = 42;

    @Option(
            names = "--scale",
            paramLabel = "full|medium|small",
            description = "How many rows: 2.7 million, a tenth or a fiftieth. Default: full.")
    private Scale scale = Scale.FULL;

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var terminal = given.on(session.terminal());
        if (example == Example.CAMPAIGNS) return campaigns(given, terminal);
        var root = root(Session.DEMO);
        var demo = new DemoProject(root);
        if (demo.foreign()) {
            throw new Rejection(Problem.of(CommandCode.EXISTS, root + " has files that are not a demo project")
                    .hint("choose another folder with '--dir'"));
        }
        var asOf = given.asOf(session, ZoneOffset.UTC).atOffset(ZoneOffset.UTC).toLocalDate();
        var started = session.clock().instant();
        var made = make(demo, Origin.of(seed, asOf, scale), terminal);
        if (given.format() == CommonOptions.Format.table && !given.quiet) {
            story(demo, made, Duration.between(started, session.clock().instant()), terminal);
        }
        var code = new Asked(session, given, session.project(given, root), false).answer(example());
        if (given.format() == CommonOptions.Format.table && !given.quiet) next(root, terminal);
        return code;
    }

    private Path root(String standard) {
        return session.folder()
                .resolve(folder == null ? Path.of(standard) : folder)
                .normalize();
    }

    private int campaigns(CommonOptions given, Terminal terminal) {
        var root = root(CAMPAIGNS);
        var project = new CampaignProject(root);
        if (project.foreign())
            throw new Rejection(Problem.of(CommandCode.EXISTS, root + " has files that are not the demo of campaigns")
                    .hint("choose another folder with '--dir'"));
        var asOf = given.asOf(session, ZoneOffset.UTC).atOffset(ZoneOffset.UTC).toLocalDate();
        try (var progress = Progress.of(terminal, "making the demo campaigns")) {
            var _ = project.make(seed, asOf, (done, steps, what) -> progress.now("making the demo campaigns"));
        }
        if (given.quiet) return Exit.OK;
        terminal.out().println("The demo campaigns are in " + root + ".");
        terminal.out().println("Try next:");
        terminal.out().println("  cd " + session.folder().relativize(root));
        List.of(
                        "workspace show campaigns",
                        "workspace card campaign_offers",
                        "sql run --workspace campaigns \"SELECT profile, count(*) AS campaigns FROM campaigns_latest"
                                + " GROUP BY profile\"",
                        "sql generate --workspace campaigns --tables campaigns,campaign_offers,offers")
                .forEach(line -> terminal.out().println("  datachat " + line));
        terminal.out().flush();
        return Exit.OK;
    }

    private static boolean make(DemoProject demo, Origin wanted, Terminal terminal) {
        try (var progress = Progress.of(terminal, "making the demo shop")) {
            return demo.make(
                    wanted,
                    (done, steps, what) ->
                            progress.now("making the demo shop: " + what + " (" + done + " of " + steps + ")"));
        }
    }

    private static void story(DemoProject demo, boolean made, Duration took, Terminal terminal) {
        var rows = DemoWorld.rows(demo.database()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        var time = made ? String.format(Locale.ROOT, "made in %.1f s", took.toMillis() / 1000.0) : "already there";
        terminal.out()
                .println(
                        String.format(Locale.ROOT, "The demo shop is in %s: %,d rows, %s.", demo.folder(), rows, time));
        terminal.out().println("Here is its revenue of the last months:");
        terminal.out().println();
    }

    private static MetricQuery example() {
        return new MetricQuery(
                List.of("revenue", "orders", "average_order_value"),
                List.of(),
                Grain.MONTH,
                new Span.Words("last 6 months"),
                List.of(),
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    private void next(Path root, Terminal terminal) {
        var here = root.equals(session.folder().resolve(Session.DEMO));
        var cd = here ? "" : "  cd " + root + "\n";
        terminal.out().println();
        terminal.out().println("Try next:");
        terminal.out().print(cd);
        terminal.out().println("  ./datachat query \"revenue by region last month\"");
        terminal.out()
                .println("  ./datachat metrics query conversion_rate --by traffic_source --period 'last 30 days'");
        terminal.out()
                .println("  ./datachat metrics query net_revenue --grain day --period 'last 14 days'   (see the"
                        + " outage?)");
        terminal.out().println("  ./datachat explain refund_rate --by department");
        terminal.out().println("  ./datachat metrics list");
        terminal.out().println("Serve it over HTTP:");
        terminal.out().println("  ./datachat serve");
        terminal.out().flush();
    }
}
