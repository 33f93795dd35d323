package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.monitor.Observation;
import io.datachat.apex.monitor.Observation.Outcome;
import io.datachat.apex.monitor.ObservationLog;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Leaves a record of every question that was compiled: what later advice, confidence and caching live on.
final class Observing implements AutoCloseable {
    private static final int BLOCKS = 1;
    private static final long UNKNOWN = -1;
    private final ObservationLog log;
    private final InstantSource clock;

    private Observing(ObservationLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    static Observing open(Path state) {
        return new Observing(ObservationLog.open(state, ObservationLog.Bounds.DEFAULT), InstantSource.system());
    }

    /// What of a question a record keeps: nothing of its values.
    record Asked(List<String> metrics, List<String> dimensions) {
        static final Asked SQL = new Asked(List.of(), List.of());

        static Asked of(MetricQuery query) {
            return new Asked(
                    query.metrics(),
                    query.dimensions().stream().map(MetricQuery.Dimension::name).toList());
        }
    }

    void dryRun(Asked query, Asking asking, Receipt receipt) {
        add(query, asking, receipt, new End(null, UNKNOWN, Outcome.DRY_RUN));
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
