package io.datachat.server.state.audit;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.words.Periods;
import io.datachat.server.state.audit.AuditRecords.Sought;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the audit: looks for questions, and proves that nothing was changed.
@Singleton
public class Trail {
    private static final long MICRO = 1_000;
    private final AuditRecords records;
    private final Heads heads;
    private final TransactionOperations<Connection> transactions;
    private final Anchors anchors;

    Trail(AuditRecords records, Heads heads, TransactionOperations<Connection> transactions, Anchors anchors) {
        this.records = records;
        this.heads = heads;
        this.transactions = transactions;
        this.anchors = anchors;
    }

    /// @param record  the place of the intent in the chain
    /// @param outcome null when there is none: a dry run, a question under way, or one that a crash cut off
    public record Question(
            long record,
            String id,
            Instant at,
            String kind,
            String viewer,
            List<String> roles,
            String asked,
            @Nullable String said,
            @Nullable String database,
            List<String> metrics,
            List<String> tables,
            List<String> definitions,
            List<String> policies,
            @Nullable String statement,
            @Nullable Ended outcome) {}

    /// @param hash of the answer as CSV in the zone of the question
    public record Ended(
            Instant at,
            String result,
            long rows,
            @Nullable String hash,
            Duration took,
            @Nullable String code) {}

    /// What is looked for; null leaves it open.
    ///
    /// @param outcome `answered`, `refused`, …, or `none`
    public record Search(
            @Nullable String viewer,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String table,
            @Nullable String metric,
            @Nullable String text,
            @Nullable String outcome,
            @Nullable String hash) {
        /// The same within a period.
        ///
        /// @param period in words or ISO dates; null for all time
        /// @param asOf   what relative periods count from
        public Search during(@Nullable String period, ZonedDateTime asOf, Almanac almanac) {
            if (period == null) return this;
            return switch (Periods.read(period, asOf, almanac)) {
                case Periods.Reading.Refused(var problems) -> throw new Rejection(problems);
                case Periods.Reading.Understood(var stretch) ->
                    new Search(
                            viewer,
                            instant(stretch.from(), asOf),
                            instant(stretch.to(), asOf),
                            table,
                            metric,
                            text,
                            outcome,
                            hash);
            };
        }

        private static @Nullable Instant instant(@Nullable LocalDateTime time, ZonedDateTime asOf) {
            return time == null ? null : time.atZone(asOf.getZone()).toInstant();
        }
    }

    /// @param before where the next page begins; null when this is the last one
    public record Page(List<Question> questions, @Nullable Long before) {
        public Page {
            questions = List.copyOf(questions);
        }
    }

    /// @param before only records in front of this one; null begins with the newest
    public Page search(Search search, @Nullable Long before, int most) {
        var sought = new Sought(
                before == null ? Long.MAX_VALUE : before,
                most + 1,
                search.viewer(),
                search.since(),
                search.until(),
                search.table(),
                search.metric(),
                search.text(),
                search.outcome() == null ? null : search.outcome().toLowerCase(Locale.ROOT),
                search.hash());
        var found = records.search(sought);
        var shown = found.subList(0, Math.min(most, found.size()));
        var outcomes = shown.isEmpty()
                ? List.<Chained>of()
                : records.findByPhaseAndQuestionIn(
                        Chained.OUTCOME, shown.stream().map(Chained::question).toList());
        var ended = outcomes.stream().collect(Collectors.toMap(Chained::question, Function.identity()));
        List<Question> questions = new ArrayList<>();
        for (var intent : shown) questions.add(question(intent, ended.get(intent.question())));
        return new Page(questions, found.size() > most ? shown.getLast().seq() : null);
    }

    private static Question question(Chained intent, @Nullable Chained outcome) {
        return new Question(
                intent.seq(),
                intent.question(),
                intent.recordedAt(),
                text(intent.kind()),
                text(intent.viewer()),
                Records.elements(intent.roles()),
                text(intent.asked()),
                intent.said(),
                intent.databaseName(),
                Records.elements(intent.metrics()),
                Records.elements(intent.tables()),
                Records.elements(intent.definitions()),
                Records.elements(intent.policies()),
                intent.statement(),
                outcome == null ? null : ended(outcome));
    }

    private static Ended ended(Chained outcome) {
        var rows = outcome.rowCount();
        var took = outcome.tookUs();
        return new Ended(
                outcome.recordedAt(),
                text(outcome.result()),
                rows == null ? 0 : rows,
                outcome.answerHash(),
                Duration.ofNanos(took == null ? 0 : took * MICRO),
                outcome.code());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// @param record the place in the chain
    public record Finding(long record, String what) {}

    /// What a walk along the whole chain found.
    ///
    /// @param unanswered intents without an outcome: questions under way now, or cut off by a crash
    /// @param end        `record:hash`, to be kept elsewhere and compared later
    public record Verified(long records, long unanswered, String end, List<Finding> findings) {
        public Verified {
            findings = List.copyOf(findings);
        }

        public boolean whole() {
            return findings.isEmpty();
        }
    }

    /// How many questions had this outcome.
    public long count(String outcome) {
        return records.countByResult(outcome);
    }

    /// @param end one that was kept elsewhere, `record:hash`; null when none was
    public Verified verify(@Nullable String end) {
        var reading = new DefaultTransactionDefinition();
        reading.setReadOnly(true);
        reading.setIsolationLevel(Isolation.REPEATABLE_READ);
        return transactions.execute((TransactionDefinition) reading, _ -> {
            try {
                var known = new ArrayList<>(anchors.all());
                if (end != null) known.add(Anchors.Anchor.parse(end));
                return new Verifying(records).walk(heads.last(), known);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }
}
