package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.ProblemCode;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.introspect.Inspection;
import io.datachat.apex.warehouse.standing.Standing;
import io.datachat.apex.warehouse.write.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One database: what it holds, and the rows of a statement. Safe for use by many threads.
///
/// Problems reach the caller as [Rejection]; a database's own words travel beside it, for
/// administrators only ([io.datachat.apex.warehouse.failure.Disclosure]).
public interface Warehouse extends AutoCloseable {
    String database();

    Backend backend();

    /// Reads structure, keys, indexes, comments, enums and the database's own estimates; what cannot be read is
    /// told beside what can.
    Inspection inspect(Instant now);

    /// The catalog alone.
    ///
    /// @throws Rejection when the tables cannot be read
    default DatabaseCatalog introspect(Instant now) {
        var seen = inspect(now);
        Rejection.unlessEmpty(seen.problems().stream()
                .filter(problem -> problem.code().severity() == ProblemCode.Severity.ERROR)
                .toList());
        return seen.catalog();
    }

    /// Runs a statement in a read-only session and hands each row to the sink as it arrives.
    ///
    /// @param timeout the statement's own limit; what runs longer is stopped
    void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink);

    /// Several statements that see one state of the data, one after the other.
    ///
    /// @param tables  all that the statements read; in PostgreSQL nobody can replace them meanwhile
    /// @param timeout how long to wait for a connection and for the tables
    Reading reading(Collection<Table.Name> tables, Duration timeout, Cancellation cancellation);

    /// A state of the data that does not move. Close it after the last statement; for one thread.
    interface Reading extends AutoCloseable {
        /// As [Warehouse#run]; a statement that fails leaves the state to the others, one that was stopped ends
        /// it.
        void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink);

        /// Why the statements do not see one state; empty when they do.
        String apart();

        @Override
        void close();
    }

    /// Begins a transaction that may write, which nobody else sees before it is committed.
    Writing writing(Duration timeout, Cancellation cancellation);

    /// One transaction; closed without [#commit] it never was. For one thread.
    interface Writing extends AutoCloseable {
        /// @return how many rows a statement wrote; 0 for one that hands out rows
        long run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink);

        /// By what the database will know what became of it; empty where it does not tell afterwards.
        Optional<String> number();

        /// Makes it final.
        ///
        /// @throws io.datachat.apex.problem.Rejection when nobody knows whether it was
        void commit();

        @Override
        void close();
    }

    /// What became of the transaction of that number.
    Fate fate(String number);

    enum Fate {
        COMMITTED,
        ABORTED,
        /// Under way, or its session has not yet noticed that its client is gone.
        IN_PROGRESS,
        UNKNOWN
    }

    /// What a write to a table would set in motion.
    Surroundings surroundings(Table.Name table);

    /// How a table, view or index stands now; empty when there is none of this name.
    Optional<Standing> standing(Table.Name name);

    /// Whether it knows a type of this name.
    boolean knows(String type);

    /// The search path of its sessions as SQL; empty where there is none.
    String path();

    /// Whether a table or a schema has this name, in whichever schema.
    boolean taken(String name);

    /// Runs a select and keeps its rows as the table `datachat_rollups.<name>`, in the place of an earlier one.
    /// Readers see the old rows until all new ones are there.
    ///
    /// @param name lower snake case
    /// @return how many rows it has
    long build(String name, Executable.Compiled select, Duration timeout, Cancellation cancellation);

    /// The rollups that are there, as tables of the schema `datachat_rollups`.
    List<Table> rollups();

    @Override
    void close();
}
