package io.datachat.cli.command.ask;

import io.datachat.apex.intelligence.diagnose.RatioChange;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Progress;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat diagnose`: which part of a ratio moved it, exactly.
@Command(
        name = "diagnose",
        description = {
            "Take the change of a ratio metric apart into its numerator and denominator; the parts add up to the"
                    + " change.",
            "Example: datachat diagnose conversion_rate --period 'last week'"
        })
public final class DiagnoseCommand implements Callable<Integer> {
    private static final MathContext SHOWN = new MathContext(5);

    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(paramLabel = "METRIC", description = "The id of a ratio metric.")
    private String metric = "";

    @Option(names = "--period", paramLabel = "WORDS", description = "The later period. Default: last month.")
    private String period = "last month";

    @Option(
            names = "--compare",
            paramLabel = "WITH",
            description = "previous_period or previous_year. Default: previous_period.")
    private String compare = "previous_period";

    public DiagnoseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var project = session.project(given);
        var asking = given.asking(session, project);
        var with = QuestionOptions.word("--compare", compare, Compare.class);
        var terminal = given.on(session.terminal());
        try (var _ = Progress.of(terminal, "asking for the parts of " + metric);
                var engine = InProcess.asking(project, session.clock())) {
            var change = engine.asked(apex -> apex.explainChange(metric, new Span.Words(period), with, asking));
            Printing.listing(listing(change), terminal, given);
            Printing.remark(summary(change), terminal, given);
        }
        terminal.out().flush();
        return Exit.OK;
    }

    private static Listing listing(RatioChange change) {
        var listing = new Listing("metric", "before", "after", "contribution");
        listing.row(change.metric(), shown(change.before()), shown(change.after()), shown(change.change()));
        for (var part : change.parts()) {
            listing.row(part.metric(), shown(part.before()), shown(part.after()), shown(part.contribution()));
        }
        return listing;
    }

    private static String shown(BigDecimal number) {
        var whole = number.precision() - number.scale() > SHOWN.getPrecision();
        return (whole ? number.setScale(0, java.math.RoundingMode.HALF_UP) : number.round(SHOWN)).toPlainString();
    }

    private static String summary(RatioChange change) {
        var window = change.receipt().period();
        var earlier = change.receipt().comparedWith();
        var when = window == null || earlier == null
                ? ""
                : "from " + earlier.from() + " … " + earlier.to() + " to " + window.from() + " … " + window.to() + "; ";
        return when + "the contributions of the parts add up to the change of the ratio";
    }
}
