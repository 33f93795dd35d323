package io.datachat.server.audit;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.server.problems.RefusalDocument;
import io.datachat.server.problems.ServerCode;
import io.datachat.server.state.State;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.audit.Trail.Search;
import io.datachat.server.state.slow.SlowQuestions;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who asked what; for administrators.
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@ApiResponse(
        responseCode = "4XX",
        description = "Refused, with every reason",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = RefusalDocument.class)))
@Tag(name = "audit")
final class AuditController {
    private static final int MOST = 500;
    private final Apex apex;
    private final State state;
    private final InstantSource clock;

    AuditController(Apex apex, State state, InstantSource clock) {
        this.apex = apex;
        this.state = state;
        this.clock = clock;
    }

    @Get
    @Operation(operationId = "searchAudit", summary = "Look for questions", description = "The newest first.")
    Questions search(@RequestBean Wanted wanted) {
        if (wanted.limit() < 1 || wanted.limit() > MOST)
            throw new Rejection(Problem.of(
                    ServerCode.BAD_PARAMETER, "limit must be between 1 and " + MOST + ", not " + wanted.limit()));
        var zone = apex.project().zone();
        var search = new Search(
                        wanted.user(),
                        null,
                        null,
                        wanted.table(),
                        wanted.metric(),
                        wanted.text(),
                        wanted.outcome(),
                        wanted.hash())
                .during(
                        wanted.period(),
                        clock.instant().atZone(zone),
                        apex.project().almanac());
        return Questions.of(state.trail().search(search, wanted.before(), wanted.limit()));
    }

    @Get("/verify")
    @Operation(
            operationId = "verifyAudit",
            summary = "Prove that nothing was changed",
            description = "Walks the whole chain: changed, removed, reordered and cut-off records are found.")
    Verified verify(
            @Parameter(description = "An end of the chain that was kept elsewhere, `record:hash`") @QueryValue @Nullable
                    String end) {
        if (end != null && !end.matches("\\d{1,18}:[0-9a-f]{64}"))
            throw new Rejection(Problem.of(ServerCode.BAD_PARAMETER, "end must be as a verification printed it"));
        return Verified.of(state.trail().verify(end));
    }

    @Get("/slow")
    @Operation(
            operationId = "slowQuestions",
            summary = "See what costs the databases most",
            description = "Answered questions of one shape taken together, the dearest first.")
    List<SlowDocument> slow(
            @Parameter(description = "When, in words or ISO dates", example = "today") @QueryValue @Nullable
                    String period,
            @Parameter(description = "What makes one dear: `total`, `mean`, `p95` or `worst`", example = "p95")
                    @QueryValue(defaultValue = "total")
                    String by,
            @QueryValue(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MOST)
            throw new Rejection(
                    Problem.of(ServerCode.BAD_PARAMETER, "limit must be between 1 and " + MOST + ", not " + limit));
        var order = Stream.of(SlowQuestions.By.values())
                .filter(each -> each.word().equals(by))
                .findFirst()
                .orElseThrow(() -> new Rejection(Problem.of(
                        ServerCode.BAD_PARAMETER, "by must be total, mean, p95 or worst, not '" + by + "'")));
        var zone = apex.project().zone();
        var during = new Search(null, null, null, null, null, null, null, null)
                .during(period, clock.instant().atZone(zone), apex.project().almanac());
        return state.slow().list(during.since(), during.until(), order, limit).stream()
                .map(SlowDocument::of)
                .toList();
    }

    @Serdeable
    @Schema(name = "SlowQuestions")
    record SlowDocument(
            @Schema(description = "The same for questions that differ in values only")
            String fingerprint,

            String database,

            @Schema(description = "One of them; its values are veiled")
            String asked,

            long questions,
            long total_us,
            long mean_us,
            long p95_us,
            long worst_us,
            Instant last) {
        static SlowDocument of(SlowQuestions.Slow slow) {
            return new SlowDocument(
                    slow.fingerprint(),
                    slow.database(),
                    slow.asked(),
                    slow.questions(),
                    micros(slow.total()),
                    micros(slow.mean()),
                    micros(slow.p95()),
                    micros(slow.worst()),
                    slow.last());
        }

        private static long micros(Duration time) {
            return time.toNanos() / 1_000;
        }
    }

    @Introspected
    record Wanted(
            @Parameter(description = "Whose questions", example = "local") @QueryValue @Nullable
            String user,

            @Parameter(description = "When, in words or ISO dates", example = "today") @QueryValue @Nullable
            String period,

            @Parameter(description = "That read this table, `schema.table`") @QueryValue @Nullable
            String table,

            @Parameter(description = "That asked for this metric", example = "revenue") @QueryValue @Nullable
            String metric,

            @Parameter(description = "Whose request or words contain this") @QueryValue @Nullable
            String text,

            @Parameter(
                    description = "`answered`, `truncated`, `refused`, `cancelled`, `timed_out`, `failed`, or `none`")
            @QueryValue
            @Nullable
            String outcome,

            @Parameter(description = "Whose answer as CSV has this SHA-256") @QueryValue @Nullable
            String hash,

            @Parameter(description = "`next` of the page before") @QueryValue @Nullable
            Long before,

            @QueryValue(defaultValue = "50") int limit) {}

    /// @param next give it as `before` for the next page
    @Serdeable
    @Schema(name = "AuditedQuestions")
    record Questions(
            List<QuestionDocument> questions,

            @Schema(description = "Give it as `before` for the next page; null on the last one") @Nullable
            Long next) {
        static Questions of(Trail.Page page) {
            return new Questions(
                    page.questions().stream().map(QuestionDocument::of).toList(), page.before());
        }
    }

    @Serdeable
    @Schema(name = "AuditedQuestion")
    record QuestionDocument(
            @Schema(description = "Its place in the chain") long record,
            Instant at,
            @Schema(example = "query") String kind,
            String user,
            List<String> roles,

            @Schema(description = "The request; its values are veiled")
            String asked,

            @Nullable String said,
            @Nullable String database,
            List<String> metrics,
            List<String> tables,
            List<String> definitions,
            List<String> policies,
            @Nullable Ended outcome) {
        static QuestionDocument of(Trail.Question question) {
            return new QuestionDocument(
                    question.record(),
                    question.at(),
                    question.kind(),
                    question.viewer(),
                    question.roles(),
                    question.asked(),
                    question.said(),
                    question.database(),
                    question.metrics(),
                    question.tables(),
                    question.definitions(),
                    question.policies(),
                    Ended.of(question.outcome()));
        }
    }

    @Serdeable
    @Schema(name = "AuditedOutcome")
    record Ended(
            @Schema(example = "answered") String result,
            long rows,

            @Schema(description = "SHA-256 of the answer as CSV") @Nullable
            String hash,

            double took_ms,

            @Schema(description = "Of the first problem") @Nullable
            String code) {
        private static final double MICROS = 1_000.0;

        static @Nullable Ended of(Trail.@Nullable Ended ended) {
            return ended == null
                    ? null
                    : new Ended(
                            ended.result(),
                            ended.rows(),
                            ended.hash(),
                            ended.took().toNanos() / MICROS / MICROS,
                            ended.code());
        }
    }

    @Serdeable
    @Schema(name = "AuditVerified")
    record Verified(
            boolean whole,
            long records,

            @Schema(description = "Intents without outcome: under way, or cut off by a crash")
            long unanswered,

            @Schema(description = "To be kept elsewhere and compared later")
            String end,

            List<FindingDocument> findings) {
        static Verified of(Trail.Verified verified) {
            return new Verified(
                    verified.whole(),
                    verified.records(),
                    verified.unanswered(),
                    verified.end(),
                    verified.findings().stream()
                            .map(finding -> new FindingDocument(finding.record(), finding.what()))
                            .toList());
        }
    }

    @Serdeable
    @Schema(name = "AuditFinding")
    record FindingDocument(long record, String what) {}
}
