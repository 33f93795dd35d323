package io.datachat.server.state.audit;

import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.AuditCode;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.audit.Outcome;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit of one process: what its threads want to write is written together by one thread, so that many questions
/// share one commit.
public final class Chain implements Audit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final int QUEUE = 8192;
    private static final int BATCH = 512;
    private static final long PATIENCE = 10;
    private static final int ATTEMPTS = 3;

    private final Appending appending;
    private final Anchors anchors;
    private final Records records;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean broken;

    /// A record on its way; `written` ends when it is durable, or will not be.
    private record Waiting(Chained record, CompletableFuture<Void> written) {}

    private static final Waiting END = new Waiting(Records.nothing(), new CompletableFuture<>());

    Chain(Appending appending, Anchors anchors, String salt, InstantSource clock) {
        this.appending = appending;
        this.anchors = anchors;
        this.records = new Records(salt, clock);
        this.writer = Thread.ofPlatform().name("datachat-audit").daemon(true).start(this::write);
    }

    @Override
    public Begun begin(Intent intent) {
        var record = records.intent(intent);
        await(enqueue(record));
        return outcome -> end(record, outcome);
    }

    private void end(Chained intent, Outcome outcome) {
        await(enqueue(records.outcome(intent.question(), outcome)));
    }

    @Override
    public void note(Intent intent) {
        if (broken) throw unwritten();
        var _ = enqueue(records.intent(intent));
    }

    @Override
    public String veil(String value) {
        return records.veil(value);
    }

    private CompletableFuture<Void> enqueue(Chained record) {
        var waiting = new Waiting(record, new CompletableFuture<>());
        try {
            if (closing || !queue.offer(waiting, PATIENCE, TimeUnit.SECONDS)) throw unwritten();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unwritten();
        }
        return waiting.written();
    }

    private static void await(CompletableFuture<Void> written) {
        try {
            written.get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unwritten();
        } catch (ExecutionException | TimeoutException failed) {
            throw unwritten();
        }
    }

    private static Rejection unwritten() {
        return new Rejection(
                Problem.of(AuditCode.NOT_WRITTEN, "nothing was answered: the audit could not be written down"));
    }

    private void write() {
        try {
            var ended = false;
            while (!ended) {
                var first = appending.loose()
                        ? queue.poll(Appending.LOOSE.toMillis(), TimeUnit.MILLISECONDS)
                        : queue.take();
                if (first == null) {
                    forced();
                    continue;
                }
                var batch = new ArrayList<Waiting>(List.of(first));
                queue.drainTo(batch, BATCH);
                ended = batch.removeIf(END::equals);
                if (!batch.isEmpty()) append(batch);
            }
        } catch (InterruptedException stopped) {
            closing = true;
        }
    }

    /// Nobody waits for it: what cannot be forced is tried again with the next records.
    private void forced() {
        try {
            appending.force();
        } catch (RuntimeException failed) {
            LOG.warn("the audit is written, but could not be forced to disk yet", failed);
        }
    }

    /// A process that served the state file to this one may have ended: then the attempt after opens it anew.
    private void append(List<Waiting> batch) {
        var placed = batch.stream().map(Waiting::record).toList();
        RuntimeException failure = null;
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (attempt == 0 || !appending.holds(placed)) anchors.reached(appending.append(placed));
                broken = false;
                for (var each : batch) each.written().complete(null);
                return;
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        broken = true;
        LOG.error("the audit cannot be written", failure);
        for (var each : batch) each.written().completeExceptionally(failure);
    }

    /// Writes what waits. Nothing is answered afterwards.
    @Override
    public void close() {
        closing = true;
        try {
            if (queue.offer(END, PATIENCE, TimeUnit.SECONDS)) writer.join(TimeUnit.SECONDS.toMillis(PATIENCE));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        anchors.close();
    }
}
