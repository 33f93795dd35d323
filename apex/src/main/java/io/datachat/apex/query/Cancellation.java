package io.datachat.apex.query;

import java.util.ArrayList;
import java.util.List;

/// A switch that stops a running question from outside. Cancelling is final and may come from any thread.
public final class Cancellation {
    private final List<Runnable> stops = new ArrayList<>();
    private boolean cancelled;

    /// Runs `stop` when cancelled; at once when that has happened already. Close the result when the work is done.
    public synchronized Registration onCancel(Runnable stop) {
        if (cancelled) stop.run();
        else stops.add(stop);
        return () -> forget(stop);
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    public void cancel() {
        List<Runnable> now;
        synchronized (this) {
            if (cancelled) return;
            cancelled = true;
            now = List.copyOf(stops);
            stops.clear();
        }
        now.forEach(Runnable::run);
    }

    private synchronized void forget(Runnable stop) {
        stops.remove(stop);
    }

    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
