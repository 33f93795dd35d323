package io.datachat.cli.command.administer;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.server.state.State;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.audit.Trail.Search;
import io.datachat.server.state.slow.SlowQuestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat audit`.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who asked what, and the proof that nobody changed the record of it.",
        synopsisSubcommandLabel = "(search | slow | verify)")
public final class AuditCommand {
    private final Session session;

    public AuditCommand(Session session) {
        this.session = session;
    }

    /// What is looked for.
    static final class Wanted {
        @Option(names = "--user", paramLabel = "NAME", description = "Whose questions.")
        @Nullable
        String user;

        @Option(
                names = "--period",
                paramLabel = "WORDS",
                description = "When, such as \"last 7 days\" or 2026-01-01 to 2026-01-31.")
        @Nullable
        String period;

        @Option(names = "--table", paramLabel = "SCHEMA.TABLE", description = "That read this table.")
        @Nullable
        String table;

        @Option(names = "--metric", paramLabel = "METRIC", description = "That asked for this metric.")
        @Nullable
        String metric;

        @Option(names = "--text", paramLabel = "TEXT", description = "Whose request or words contain this.")
        @Nullable
        String text;

        @Option(
                names = "--outcome",
                paramLabel = "OUTCOME",
                description = "answered, truncated, refused, cancelled, timed_out, failed, or none.")
        @Nullable
        String outcome;

        @Option(names = "--hash", paramLabel = "SHA256", description = "Whose answer as CSV has this hash.")
        @Nullable
        String hash;

        @Option(names = "--value", paramLabel = "VALUE", description = "That named this value of the data.")
        @Nullable
        String value;
    }

    @Command(
            name = "search",
            description = {
                "Look for questions, the newest first. Values of the data are not in the audit; --value finds"
                        + " questions that named one you know.",
                "Example: datachat audit search --user ann --period \"last 7 days\""
            })
    int search(
            @Mixin CommonOptions options,
            @Mixin Wanted wanted,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many.")
                    int limit,
            @Option(names = "--before", paramLabel = "RECORD", description = "Only records before this one.") @Nullable
                    Long before) {
        if (limit < 1) throw CommonOptions.option("--limit", String.valueOf(limit), "write 1 or more");
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        try (var state = State.open(project, session.clock())) {
            var text = wanted.value == null ? wanted.text : state.audit().veil(wanted.value);
            var search = new Search(
                            wanted.user, null, null, wanted.table, wanted.metric, text, wanted.outcome, wanted.hash)
                    .during(wanted.period, options.asOf(session, project).atZone(project.zone()), project.almanac());
            var page = state.trail().search(search, before, limit);
            Printing.listing(
                    options.format() == CommonOptions.Format.table ? table(page) : whole(page), terminal, options);
            if (page.before() != null) Printing.remark("more: add --before " + page.before(), terminal, options);
            else if (page.questions().isEmpty()) Printing.remark("no question was found", terminal, options);
        }
        return Exit.OK;
    }

    private static Listing table(Trail.Page page) {
        var listing = new Listing("record", "at", "user", "kind", "asked", "outcome", "rows");
        for (var question : page.questions()) {
            var said = question.said();
            var outcome = question.outcome();
            listing.row(
                    question.record(),
                    question.at(),
                    question.viewer(),
                    question.kind(),
                    said == null ? question.asked() : said,
                    outcome == null ? "none" : outcome.result() + (outcome.code() == null ? "" : " " + outcome.code()),
                    outcome == null ? null : outcome.rows());
        }
        return listing;
    }

    private static Listing whole(Trail.Page page) {
        var listing = new Listing(
                "record",
                "at",
                "user",
                "roles",
                "kind",
                "asked",
                "said",
                "database",
                "metrics",
                "tables",
                "definitions",
                "policies",
                "outcome",
                "rows",
                "hash",
                "took_us",
                "code");
        for (var question : page.questions()) {
            var outcome = question.outcome();
            listing.row(
                    question.record(),
                    question.at(),
                    question.viewer(),
                    question.roles(),
                    question.kind(),
                    question.asked(),
                    question.said(),
                    question.database(),
                    question.metrics(),
                    question.tables(),
                    question.definitions(),
                    question.policies(),
                    outcome == null ? null : outcome.result(),
                    outcome == null ? null : outcome.rows(),
                    outcome == null ? null : outcome.hash(),
                    outcome == null ? null : outcome.took().toNanos() / 1_000,
                    outcome == null ? null : outcome.code());
        }
        return listing;
    }

    @Command(
            name = "slow",
            description = {
                "See what costs the databases most: answered questions of one shape taken together, the dearest first.",
                "Example: datachat audit slow --period \"last 7 days\" --by p95"
            })
    int slow(
            @Mixin CommonOptions options,
            @Option(names = "--period", paramLabel = "PERIOD", description = "When, in words or ISO dates.") @Nullable
                    String period,
            @Option(
                            names = "--by",
                            paramLabel = "total|mean|p95|worst",
                            defaultValue = "total",
                            description = "What makes one dear. Default: ${DEFAULT-VALUE}.")
                    SlowQuestions.By by,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many.")
                    int limit) {
        if (limit < 1) throw CommonOptions.option("--limit", String.valueOf(limit), "write 1 or more");
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        var during = new Search(null, null, null, null, null, null, null, null)
                .during(period, options.asOf(session, project).atZone(project.zone()), project.almanac());
        try (var state = State.open(project, session.clock())) {
            var listing =
                    new Listing("questions", "total_ms", "mean_ms", "p95_ms", "worst_ms", "database", "last", "asked");
            var slow = state.slow().list(during.since(), during.until(), by, limit);
            for (var each : slow)
                listing.row(
                        each.questions(),
                        each.total().toMillis(),
                        each.mean().toMillis(),
                        each.p95().toMillis(),
                        each.worst().toMillis(),
                        each.database(),
                        each.last(),
                        each.asked());
            Printing.listing(listing, terminal, options);
            if (slow.isEmpty()) Printing.remark("no question was answered then", terminal, options);
        }
        return Exit.OK;
    }

    @Command(
            name = "verify",
            description = {
                "Prove that no record was changed, removed, moved or cut off the end. Exits with 1 when one was.",
                "Example: datachat audit verify --end 1042:9f86d0…"
            })
    int verify(
            @Mixin CommonOptions options,
            @Option(
                            names = "--end",
                            paramLabel = "RECORD:HASH",
                            description = "An end of the chain that was printed before and kept elsewhere.")
                    @Nullable
                    String end) {
        if (end != null && !end.matches("\\d{1,18}:[0-9a-f]{64}"))
            throw CommonOptions.option("--end", end, "write it as 'datachat audit verify' printed it");
        var project = session.project(options);
        var terminal = options.on(session.terminal());
        Trail.Verified verified;
        try (var state = State.open(project, session.clock())) {
            verified = state.trail().verify(end);
        }
        if (options.format() == CommonOptions.Format.table) {
            for (var finding : verified.findings()) terminal.out().println(terminal.red("tampered: ") + finding.what());
            terminal.out()
                    .println((verified.whole() ? "whole: " : "not whole: ") + verified.records() + " records, "
                            + verified.unanswered() + " questions without an outcome");
            terminal.out().println("end: " + verified.end());
            terminal.out().flush();
        } else {
            var listing = new Listing("whole", "records", "unanswered", "end", "findings");
            Printing.listing(
                    listing.row(
                            verified.whole(),
                            verified.records(),
                            verified.unanswered(),
                            verified.end(),
                            verified.findings().stream()
                                    .map(finding -> finding.what())
                                    .toList()),
                    terminal,
                    options);
        }
        return verified.whole() ? Exit.OK : Exit.REFUSED;
    }
}
