package io.datachat.apex.warehouse.fresh;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.introspect.Facts;
import java.time.Duration;
import java.util.List;

/// One connection of its own that listens and refreshes. For one thread; only [#close] may come from another.
///
/// Every method throws a [io.datachat.apex.problem.Rejection] when the database refuses or is gone.
public interface Line extends Facts, AutoCloseable {
    /// What tables and refreshed views tell their listeners on; the text is their name as PostgreSQL quotes it.
    String CHANNEL = "datachat_changed";

    /// From now on [#heard] tells of changes.
    void listen();

    /// Waits until somebody tells of a change, no longer than this.
    ///
    /// @param longest zero takes what has arrived without waiting
    /// @return the names that were told, in their order; a name may come many times
    List<String> heard(Duration longest);

    /// Takes the right to refresh a view, which one connection has until it ends.
    ///
    /// @return false when another has it
    boolean hold(Table.Name view);

    /// Computes a view anew, and tells all listeners of it.
    ///
    /// @param concurrently readers go on reading the old rows; otherwise they wait
    void refresh(Table.Name view, boolean concurrently, Duration longest, Cancellation cancellation);

    /// Whether the connection can still be used.
    boolean sound();

    /// At once, whatever another thread waits for.
    @Override
    void close();
}
