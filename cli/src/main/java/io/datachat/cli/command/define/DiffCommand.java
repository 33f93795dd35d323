package io.datachat.cli.command.define;

import io.datachat.apex.Apex;
import io.datachat.apex.plan.difference.Differences;
import io.datachat.apex.plan.difference.MetricDifference;
import io.datachat.apex.plan.difference.MetricDifference.Verdict;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat diff`.
@Command(
        name = "diff",
        description = {
            "Which metrics give other numbers by another version of the definitions, and why.",
            "Example: datachat diff HEAD~1 --sample --period 'last month'",
            "Exit code 0 when no metric changed, 6 when one did, 7 when one is gone or cannot be computed, 1 when"
                    + " something could not be compared."
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int HTTP_SERVER_ERROR = 500;
    private final Session session;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "OLD", description = "A folder, or a git revision of the project's folder.")
    private String before = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NEW",
            description = "The same. Default: the project's folder.")
    private @Nullable String after;

    @Option(names = "--sample", description = "Ask the database for the values of changed metrics by both versions.")
    private boolean sample;

    @Option(names = "--period", paramLabel = "WORDS", description = "The period of the values: 'last month'.")
    private @Nullable String period;

    public DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (period != null && !sample) throw CommonOptions.option("--period", period, "it belongs to '--sample'");
        var project = session.project(options);
        var versions = new Versions(session, options);
        var old = versions.of(before);
        var now = after == null ? versions.current() : versions.of(after);
        var terminal = options.on(session.terminal());
        var wrong = Version.errors(old, now, terminal, options);
        try (var engine = InProcess.open(project, session.clock())) {
            var bound = new Versions.Bound(
                    engine.apex().bind(old.library()), engine.apex().bind(now.library()));
            var differences = Differences.between(bound.old(), bound.now());
            databaseIsThere(engine.apex(), differences);
            var samples = sample
                    ? samples(engine.apex(), bound, differences, options.asking(session, project))
                    : Map.<String, Sample>of();
            new DiffReport(old, now, differences, samples).print(terminal, options);
            return exit(differences, wrong);
        }
    }

    /// Without a catalog nothing can be compared, and the database is what the person must hear about.
    private static void databaseIsThere(Apex apex, List<MetricDifference> differences) {
        var away = apex.problems().stream()
                .filter(problem -> problem.code().status() >= HTTP_SERVER_ERROR)
                .toList();
        var nothing = differences.stream().allMatch(one -> one.verdict() == Verdict.UNCOMPARED);
        if (!away.isEmpty() && nothing && !differences.isEmpty()) throw new Rejection(away);
    }

    private Map<String, Sample> samples(
            Apex apex, Versions.Bound bound, List<MetricDifference> differences, Asking asking) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (var one : differences)
            if (one.verdict() == Verdict.CHANGED)
                samples.put(one.id(), Sample.of(apex, bound, one.id(), period, asking));
        return samples;
    }

    private static int exit(List<MetricDifference> differences, boolean wrong) {
        if (wrong || any(differences, Verdict.UNCOMPARED)) return Exit.REFUSED;
        if (any(differences, Verdict.REMOVED) || any(differences, Verdict.BROKEN)) return Exit.BREAKING;
        return any(differences, Verdict.CHANGED) ? Exit.CHANGED : Exit.OK;
    }

    private static boolean any(List<MetricDifference> differences, Verdict verdict) {
        return differences.stream().anyMatch(one -> one.verdict() == verdict);
    }
}
