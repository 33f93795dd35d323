package io.datachat.apex;

import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.audit.Intent.Touched;
import io.datachat.apex.audit.Recording;
import io.datachat.apex.audit.Veil;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.Changes;
import io.datachat.apex.change.Seen;
import io.datachat.apex.draft.Draft;
import io.datachat.apex.monitor.Observation;
import io.datachat.apex.monitor.Observation.Outcome;
import io.datachat.apex.monitor.ObservationLog;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What every question leaves behind: an observation, which later advice, confidence and caching live on, and its
/// records in the audit, without which there is no answer.
final class Observing implements AutoCloseable {
    private static final int BLOCKS = 1;
    private static final long UNKNOWN = -1;
    /// Not a name that a person can have.
    private static final Viewer SYSTEM = new Viewer("datachat:freshness", Set.of(), true);
    private static final ZoneId UTC = ZoneId.of("UTC");
    private final ObservationLog log;
    private final InstantSource clock;
    private final Recording recording;
    private final Veil veil;

    private Observing(ObservationLog log, InstantSource clock, Audit audit) {
        this.log = log;
        this.clock = clock;
        this.recording = new Recording(audit);
        this.veil = new Veil(audit);
    }

    static Observing open(Path state, Audit audit) {
        return new Observing(ObservationLog.open(state, ObservationLog.Bounds.DEFAULT), InstantSource.system(), audit);
    }

    /// What of a question is kept: nothing of its values.
    ///
    /// @param veiled the request as the audit may hold it
    record Asked(
            Kind kind, List<String> metrics, List<String> dimensions, BiFunction<Veil, Asking, Intent.Asked> veiled) {
        static Asked of(Query query) {
            return switch (query) {
                case MetricQuery metrics -> of(metrics);
                case SqlQuery sql -> of(sql);
            };
        }

        private static Asked of(MetricQuery query) {
            return new Asked(
                    Kind.QUERY,
                    query.metrics(),
                    query.dimensions().stream().map(MetricQuery.Dimension::name).toList(),
                    (veil, asking) -> veil.of(query, asking));
        }

        private static Asked of(SqlQuery query) {
            return new Asked(Kind.SQL, List.of(), List.of(), (veil, asking) -> veil.of(query, asking));
        }
    }

    /// Compiles; a refusal is written down like an answer.
    Compilation compiling(Asked asked, Asking asking, Supplier<Compilation> compilation) {
        return recording.compiling(
                () -> Intent.of(
                        asked.kind(),
                        asked.veiled().apply(veil, asking),
                        asking,
                        UTC,
                        Touched.metrics(asked.metrics())),
                compilation);
    }

    /// Asks between the two records of the audit.
    void answering(Asked asked, Asking asking, Compilation compiled, AnswerSink sink, Consumer<AnswerSink> question) {
        recording.answering(() -> intent(asked.kind(), asked, asking, compiled), sink, question);
    }

    /// Builds a rollup between the two records of the audit.
    void building(String metric, Asking asking, Supplier<Long> work) {
        var _ = doing(Kind.BUILD, "rollup of " + metric, asking, work, Long::longValue);
    }

    /// Refreshes a view between the two records of the audit: nobody asked, the server does it itself.
    void refreshing(String database, Table.Name view, Runnable work) {
        var asking = new Asking(SYSTEM, clock.instant(), Duration.ZERO, new Cancellation());
        var touched = new Touched(database, null, null, List.of(), List.of(view.toString()), List.of(), List.of());
        var asked = new Intent.Asked("refresh of materialized view " + view, null);
        recording.doing(
                Intent.of(Kind.REFRESH, asked, asking, UTC, touched),
                () -> {
                    work.run();
                    return 0L;
                },
                Long::longValue);
    }

    /// Checks claims between the two records of the audit.
    <T> List<T> proving(Asking asking, Supplier<List<T>> work) {
        return doing(Kind.PROOF, "claims of the definitions", asking, work, List::size);
    }

    /// Reads a write; a refusal is written down like one that comes later.
    Changes.Reading reading(Kind kind, WriteQuery query, Asking asking, Supplier<Changes.Reading> compilation) {
        return recording.compiling(
                () -> Intent.of(kind, veil.of(query.text(), asking), asking, UTC, Touched.NOTHING), compilation);
    }

    /// Tries or does a write between the two records of the audit.
    Seen writing(Kind kind, Changes changes, Supplier<Seen> work) {
        var write = changes.write();
        var intent = Intent.of(
                kind,
                veil.of(changes.asked().text(), changes.asking()),
                changes.asking(),
                write.receipt().zone(),
                veil.touched(write.receipt(), write.tables()));
        return recording.doing(intent, work, Seen::rows);
    }

    /// Writes a migration between the two records of the audit.
    Draft drafting(WriteQuery query, Asking asking, Supplier<Draft> work) {
        var intent = Intent.of(Kind.DRAFT, veil.of(query.text(), asking), asking, UTC, Touched.NOTHING);
        return recording.doing(intent, work, _ -> 0);
    }

    private <T> T doing(Kind kind, String what, Asking asking, Supplier<T> work, ToLongFunction<T> rows) {
        var intent = Intent.of(kind, new Intent.Asked(what, null), asking, UTC, Touched.NOTHING);
        return recording.doing(intent, work, rows);
    }

    private Intent intent(Kind kind, Asked asked, Asking asking, Compilation compiled) {
        var receipt = compiled.receipt();
        return Intent.of(
                kind,
                asked.veiled().apply(veil, asking),
                asking,
                receipt.zone(),
                veil.touched(receipt, compiled.tables()));
    }

    /// What the person at the keyboard compiles for themselves is not audited: no row is read, and it is done
    /// thousands of times a second.
    void dryRun(Asked asked, Asking asking, Compilation compiled) {
        if (!asking.viewer().equals(Viewer.LOCAL))
            recording.dryRun(() -> intent(Kind.DRY_RUN, asked, asking, compiled));
        add(asked, asking, compiled.receipt(), new End(null, UNKNOWN, Outcome.DRY_RUN));
    }

    void answered(Asked query, Asking asking, Receipt receipt, Answering.Ended ended) {
        var outcome = ended.truncated() ? Outcome.TRUNCATED : Outcome.ANSWERED;
        add(query, asking, receipt, new End(ended.run(), ended.rows(), outcome));
    }

    void failed(Asked query, Asking asking, Receipt receipt, RuntimeException failure) {
        add(query, asking, receipt, new End(null, UNKNOWN, outcome(failure)));
    }

    private static Outcome outcome(RuntimeException failure) {
        if (!(failure instanceof Rejection rejection)) return Outcome.FAILED;
        var code = rejection.problems().getFirst().code();
        if (code == WarehouseCode.CANCELLED) return Outcome.CANCELLED;
        return code == WarehouseCode.TIMED_OUT ? Outcome.TIMED_OUT : Outcome.FAILED;
    }

    private record End(@Nullable Duration run, long rows, Outcome outcome) {}

    private void add(Asked query, Asking asking, Receipt receipt, End end) {
        log.add(new Observation(
                clock.instant(),
                asking.asOf(),
                receipt.database(),
                receipt.fingerprint(),
                BLOCKS,
                query.metrics(),
                query.dimensions(),
                asking.viewer().roles().stream().sorted().toList(),
                receipt.route().rollup(),
                end.rows(),
                UNKNOWN,
                receipt.timings().compile(),
                end.run(),
                end.outcome()));
    }

    @Override
    public void close() {
        log.close();
    }
}
