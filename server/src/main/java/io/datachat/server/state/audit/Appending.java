package io.datachat.server.state.audit;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Appends records to the chain, many in one transaction.
@Singleton
class Appending {
    private final AuditRecords records;
    private final Heads heads;
    private final TransactionOperations<Connection> transactions;
    private final Disk disk;
    private long forced = System.nanoTime();
    private volatile boolean loose;

    Appending(AuditRecords records, Heads heads, TransactionOperations<Connection> transactions, Disk disk) {
        this.records = records;
        this.heads = heads;
        this.transactions = transactions;
        this.disk = disk;
    }

    /// How long what is written may stay with the operating system only, which outlives this process but no power
    /// failure.
    static final Duration LOOSE = Duration.ofSeconds(1);

    /// Written when it returns, and forced to disk at most [#LOOSE] later.
    ///
    /// @return the new end of the chain
    synchronized Heads.Head append(List<Chained> waiting) {
        var head = transactions.executeWrite(_ -> appended(waiting));
        loose = true;
        if (System.nanoTime() - forced >= LOOSE.toNanos()) force();
        return head;
    }

    /// Whether something is written and not yet forced.
    boolean loose() {
        return loose;
    }

    synchronized void force() {
        disk.force();
        loose = false;
        forced = System.nanoTime();
    }

    private Heads.Head appended(List<Chained> waiting) {
        var head = heads.lock();
        var seq = head.seq();
        var hash = head.hash();
        var placed = new ArrayList<Chained>(waiting.size());
        for (var each : waiting) {
            var next = each.at(++seq, hash);
            hash = next.hash();
            placed.add(next);
        }
        records.saveAll(placed);
        heads.move(seq, hash);
        return new Heads.Head(head.id(), seq, hash);
    }

    /// Whether the chain has this record: an append whose end was not seen may have come to its end.
    boolean holds(Chained record) {
        return records.existsByQuestionAndPhase(record.question(), record.phase());
    }
}
