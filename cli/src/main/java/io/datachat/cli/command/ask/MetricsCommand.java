package io.datachat.cli.command.ask;

import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat metrics`.
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = "List, describe and query metrics.",
        synopsisSubcommandLabel = "(list | describe | query | values)")
public final class MetricsCommand {
    private final Session session;

    public MetricsCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "All metrics of the project.")
    int list(@Mixin CommonOptions options) {
        var listing = new Listing("id", "name", "unit", "kind", "definition");
        for (var metric : library(options).all(Metric.class)) {
            var common = metric.common();
            var review = common.review() == Review.APPROVED
                    ? ""
                    : " (" + common.review().name().toLowerCase(java.util.Locale.ROOT) + ")";
            listing.row(
                    metric.id(), common.name() + review, metric.unit(), kind(metric.execution()), common.definition());
        }
        Printing.listing(listing, options.on(session.terminal()), options);
        return Exit.OK;
    }

    @Command(name = "describe", description = "What a metric means, how it is computed and what it can be grouped by.")
    int describe(@Mixin CommonOptions options, @Parameters(paramLabel = "METRIC", description = "Its id.") String id) {
        var library = library(options);
        var metric = library.find(Metric.class, id).orElseThrow(() -> unknown(id, library));
        var listing = new Listing("fact", "value");
        var common = metric.common();
        fact(listing, "id", id);
        fact(listing, "name", common.name());
        fact(listing, "definition", common.definition());
        fact(listing, "owner", common.owner());
        fact(listing, "synonyms", common.synonyms());
        fact(listing, "unit", metric.unit());
        fact(listing, "version", common.version());
        fact(listing, "kind", kind(metric.execution()));
        computed(listing, metric.execution());
        if (metric.execution() != null) fact(listing, "dimensions", dimensions(options, id));
        Printing.listing(listing, options.on(session.terminal()), options);
        return Exit.OK;
    }

    @Command(
            name = "query",
            description = {
                "Ask for metrics by dimensions, time and filters.",
                "Example: datachat metrics query revenue --by region --period 'last month' --order -revenue"
            })
    int query(
            @Mixin CommonOptions options,
            @Mixin QuestionOptions question,
            @Option(names = "--dry-run", description = "Do not run it: print the SQL and the receipt.")
                    boolean dryRun) {
        var asked = Asked.of(session, options);
        return dryRun
                ? asked.explain(question.query())
                : asked.costly(question.costly).answer(question.query());
    }

    @Command(
            name = "values",
            description = {
                "The distinct values of dimensions, without any metric.",
                "Example: datachat metrics values customer.loyalty_tier"
            })
    int values(
            @Mixin CommonOptions options,
            @Mixin ValuesOptions values,
            @Option(names = "--dry-run", description = "Do not run it: print the SQL and the receipt.")
                    boolean dryRun) {
        var asked = Asked.of(session, options);
        return dryRun
                ? asked.explain(values.query())
                : asked.costly(values.costly).answer(values.query());
    }

    private Library library(CommonOptions options) {
        return new DataPointFolder(session.project(options)).reload();
    }

    private List<String> dimensions(CommonOptions options, String id) {
        try (var engine = InProcess.open(session.project(options), session.clock())) {
            return engine.apex().dimensions(List.of(id)).stream()
                    .map(dimension -> dimension.path())
                    .toList();
        }
    }

    private static Rejection unknown(String id, Library library) {
        var known = library.all(Metric.class).stream().map(Metric::id).toList();
        return new Rejection(Problem.of(CommandCode.NOT_FOUND, "there is no metric '" + id + "'")
                .choices(Nearest.of(id, known, 3))
                .hint("'datachat metrics list' shows all"));
    }

    private static void fact(Listing listing, String name, @Nullable Object value) {
        if (value != null && !(value instanceof List<?> list && list.isEmpty())) listing.row(name, value);
    }

    static String kind(@Nullable Execution execution) {
        return switch (execution) {
            case null -> "context only";
            case Execution.Measure _ -> "measure";
            case Execution.Filtered _ -> "filtered";
            case Execution.Ratio _ -> "ratio";
            case Execution.Derived _ -> "derived";
            case Execution.Cumulative _ -> "cumulative";
            case Execution.Conversion _ -> "conversion";
            case Execution.Template _ -> "template";
        };
    }

    private static String input(Execution.Input input) {
        var moved = input.offset() != null
                ? " " + input.offset() + " before"
                : input.startOf() == null
                        ? ""
                        : " at the start of the " + input.startOf().word();
        var only = input.filters().isEmpty() ? "" : " where " + String.join(" and ", input.filters());
        return input.name() + " is " + input.metric() + moved + only;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void computed(Listing listing, @Nullable Execution execution) {
        switch (execution) {
            case null -> {}
            case Execution.Measure measure -> {
                var aggregation = measure.aggregation().name().toLowerCase(java.util.Locale.ROOT);
                fact(
                        listing,
                        "computed as",
                        aggregation + "(" + (measure.expression() == null ? "*" : measure.expression()) + ") over "
                                + measure.entity());
                fact(listing, "only where", measure.filters());
                fact(listing, "time", measure.time());
                fact(listing, "percentile", measure.percentile());
                if (measure.snapshot() != null)
                    fact(listing, "only at", word(measure.snapshot().take()) + " moment");
            }
            case Execution.Filtered filtered -> {
                fact(listing, "computed as", filtered.metric());
                fact(listing, "only where", filtered.filters());
            }
            case Execution.Ratio ratio -> fact(listing, "computed as", ratio.numerator() + " / " + ratio.denominator());
            case Execution.Derived derived -> {
                fact(listing, "computed as", derived.expression());
                fact(
                        listing,
                        "where",
                        derived.inputs().stream().map(MetricsCommand::input).toList());
            }
            case Execution.Cumulative cumulative -> {
                fact(listing, "computed as", "all of " + cumulative.metric() + " up to each moment");
                fact(listing, "of the last", cumulative.window());
                if (cumulative.toDate() != null)
                    fact(listing, "since the start of the", cumulative.toDate().word());
            }
            case Execution.Conversion conversion -> {
                fact(
                        listing,
                        "computed as",
                        word(conversion.value()) + " of " + conversion.from() + " into " + conversion.to());
                fact(listing, "within", conversion.window());
            }
            case Execution.Template template -> {
                fact(listing, "computed as", template.sqlTemplate());
                fact(
                        listing,
                        "parameters",
                        template.parameters().stream()
                                .map(Execution.Parameter::name)
                                .toList());
            }
        }
    }
}
