package io.datachat.apex.warehouse;

import io.datachat.apex.query.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stops one running statement at its deadline or when its question is cancelled. Close it when the statement is done.
final class Watch implements AutoCloseable {
    /// One timer for all statements. It only starts virtual threads: a driver's cancel may wait for the network.
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private static final Duration AGAIN = Duration.ofMillis(50);

    enum Stop {
        TIMED_OUT,
        CANCELLED
    }

    private final Statement statement;
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final ScheduledFuture<?> deadline;
    private final Cancellation.Registration registration;
    private volatile boolean done;

    Watch(Statement statement, Duration timeout, Cancellation cancellation) {
        this.statement = statement;
        this.deadline =
                TIMER.schedule(() -> stop(Stop.TIMED_OUT), Math.max(timeout.toNanos(), 0), TimeUnit.NANOSECONDS);
        this.registration = cancellation.onCancel(() -> stop(Stop.CANCELLED));
    }

    /// Why the statement was stopped, null while it may go on.
    @Nullable
    Stop stopped() {
        return stop.get();
    }

    private void stop(Stop reason) {
        if (!done && stop.compareAndSet(null, reason)) Thread.startVirtualThread(this::insist);
    }

    /// A cancel that arrives just before the statement begins is lost by both drivers: it is said again until
    /// heard.
    private void insist() {
        try {
            while (!done) {
                statement.cancel();
                Thread.sleep(AGAIN);
            }
        } catch (SQLException closed) {
            done = true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done = true;
        deadline.cancel(false);
        registration.close();
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("datachat-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
