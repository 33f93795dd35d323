package io.datachat.server.state.audit;

import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.AuditCode;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.server.state.audit.journal.Journal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit of one process. A record is in the journal when the thread that wrote it goes on; one thread brings what
/// was gathered there into the database, so that many questions share one commit.
public final class Chain implements Audit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    /// So many records wait for the database at most.
    private static final int MOST = 8192;
    /// So long the first of them waits for others.
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;

    private final Appending appending;
    private final Anchors anchors;
    private final Records records;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition stored = lock.newCondition();
    private final Thread carrier;
    private long inJournal;
    private long inDatabase;
    private boolean hurried;
    private boolean closing;
    private boolean broken;

    Chain(Appending appending, Anchors anchors, Journal journal, Records records) {
        this.appending = appending;
        this.anchors = anchors;
        this.records = records;
        this.journal = journal;
        this.carrier = Thread.ofPlatform().name("datachat-audit").daemon(true).start(this::carry);
    }

    @Override
    public Begun begin(Intent intent) {
        var record = records.intent(intent);
        write(record, true);
        return outcome -> write(records.outcome(record.question(), outcome), false);
    }

    @Override
    public void note(Intent intent) {
        write(records.intent(intent), true);
    }

    @Override
    public String veil(String value) {
        return records.veil(value);
    }

    /// @param beginning nothing is begun while the database takes no records; what was begun is still written down
    private void write(Chained record, boolean beginning) {
        lock.lock();
        try {
            if (closing || (beginning && broken)) throw unwritten();
            if (inJournal - inDatabase >= MOST) flush();
            inJournal = journal.append(record.texts());
            arrived.signal();
        } catch (UncheckedIOException failed) {
            LOG.error("the journal of the audit cannot be written", failed);
            throw unwritten();
        } finally {
            lock.unlock();
        }
    }

    private static Rejection unwritten() {
        return new Rejection(
                Problem.of(AuditCode.NOT_WRITTEN, "nothing was answered: the audit could not be written down"));
    }

    /// Waits until the database has everything that was written before.
    void flush() {
        lock.lock();
        try {
            var last = inJournal;
            hurried = true;
            arrived.signal();
            var patience = PATIENCE.toNanos();
            while (inDatabase < last) {
                if (broken || patience <= 0) throw unwritten();
                patience = stored.awaitNanos(patience);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unwritten();
        } finally {
            lock.unlock();
        }
    }

    private void carry() {
        try {
            var going = await();
            while (going) going = carried(journal.take()) && await();
        } catch (InterruptedException stopped) {
            LOG.warn("the audit was interrupted; its journal is kept");
        }
    }

    /// Waits for records, and then for others to share their commit.
    ///
    /// @return false when there will be none
    private boolean await() throws InterruptedException {
        lock.lock();
        try {
            while (inJournal == inDatabase) {
                if (closing) return false;
                if (!appending.loose()) arrived.await();
                else if (!arrived.await(Appending.LOOSE.toMillis(), TimeUnit.MILLISECONDS)) forced();
            }
            var gathering = GATHERING.toNanos();
            while (!hurried && !closing && gathering > 0) gathering = arrived.awaitNanos(gathering);
            hurried = false;
            return true;
        } finally {
            lock.unlock();
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

    /// Tries until the database takes them.
    ///
    /// @return false when this process ends before that; then the next one finds the journal
    private boolean carried(List<Journal.Record> batch) throws InterruptedException {
        var placed = batch.stream().map(each -> Chained.of(each.texts())).toList();
        for (var attempt = 1; !appended(placed, attempt); attempt++) {
            lock.lock();
            try {
                if (attempt < ATTEMPTS) continue;
                broken = true;
                stored.signalAll();
                if (closing) return false;
                arrived.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                lock.unlock();
            }
        }
        lock.lock();
        try {
            journal.done();
            broken = false;
            inDatabase = batch.getLast().number();
            stored.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// A process that served the state file to this one may have ended: then the attempt after opens it anew.
    private boolean appended(List<Chained> batch, int attempt) {
        try {
            if (attempt == 1 || !appending.holds(batch.getFirst())) anchors.reached(appending.append(batch));
            return true;
        } catch (RuntimeException failed) {
            if (attempt == ATTEMPTS) LOG.error("the audit cannot be written; it waits in its journal", failed);
            return false;
        }
    }

    /// Writes what waits. Nothing is answered afterwards.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        try {
            carrier.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        journal.close();
        anchors.close();
    }
}
