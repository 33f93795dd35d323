package io.datachat.server.metrics;

import io.datachat.apex.query.Cancellation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The answers under way, so that a stop can wait for them and then end them.
@Singleton
public final class InFlight {
    private static final int MOST = 10_000;

    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST);

    Cancellation enter() {
        places.acquireUninterruptibly();
        var cancellation = new Cancellation();
        running.add(cancellation);
        return cancellation;
    }

    void leave(Cancellation cancellation) {
        if (running.remove(cancellation)) places.release();
    }

    public int count() {
        return running.size();
    }

    /// Waits for the answers under way; cancels those that take longer than `grace`.
    public void drain(Duration grace) {
        try {
            if (places.tryAcquire(MOST, grace.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        running.forEach(Cancellation::cancel);
    }
}
