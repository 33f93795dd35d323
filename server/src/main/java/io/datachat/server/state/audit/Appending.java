package io.datachat.server.state.audit;

import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Appends records to the chain, many in one transaction.
@Singleton
class Appending {
    private final AuditRecords records;
    private final Heads heads;
    private final TransactionOperations<Connection> transactions;
    private final DataSource database;
    private final boolean embedded;

    Appending(
            AuditRecords records,
            Heads heads,
            TransactionOperations<Connection> transactions,
            DataSource database,
            DataSourceResolver plain,
            @Property(name = "datachat.embedded") boolean embedded) {
        this.records = records;
        this.heads = heads;
        this.transactions = transactions;
        this.database = plain.resolve(database);
        this.embedded = embedded;
    }

    /// Durable when it returns: PostgreSQL forces its log at the commit, H2 when it is told to.
    ///
    /// @return the new end of the chain
    Heads.Head append(List<Chained> waiting) {
        var head = transactions.executeWrite(_ -> appended(waiting));
        if (embedded) force();
        return head;
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

    /// Whether an append whose end was not seen had come to its end: records are appended all or none.
    boolean holds(List<Chained> batch) {
        var first = batch.getFirst();
        return records.existsByQuestionAndPhase(first.question(), first.phase());
    }

    private void force() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException failed) {
            throw new IllegalStateException("the state file could not be forced to disk", failed);
        }
    }
}
