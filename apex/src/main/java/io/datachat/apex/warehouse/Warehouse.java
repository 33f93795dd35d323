package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import java.time.Duration;
import java.time.Instant;

/// One database: what it holds, and the rows of a statement. Safe for use by many threads.
///
/// Problems reach the caller as [io.datachat.apex.problem.Rejection]; a database's own words only in the message for administrators.
public interface Warehouse extends AutoCloseable {
    String database();

    Backend backend();

    /// Reads structure, keys, indexes, comments, enums and the database's own estimates.
    DatabaseCatalog introspect(Instant now);

    /// Runs a statement in a read-only session and hands each row to the sink as it arrives.
    ///
    /// @param timeout the statement's own limit; what runs longer is stopped
    void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink);

    @Override
    void close();
}
