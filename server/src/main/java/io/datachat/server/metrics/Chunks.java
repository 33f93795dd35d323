package io.datachat.server.metrics;

import io.datachat.apex.query.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Bytes on their way from the thread that reads a database to a connection, chunk by chunk, no faster than the client
/// takes them.
///
/// What fits one chunk never becomes a stream: it is handed over whole, so that a failure before its end is still a
/// proper problem and a small answer has a length.
final class Chunks extends OutputStream implements Publisher<byte[]>, Subscription {
    private static final int CHUNK = 32 * 1024;

    private final Cancellation cancellation;
    private final CompletableFuture<Optional<byte[]>> start = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] buffer = new byte[CHUNK];
    private int used;
    private long wanted;
    private boolean cancelled;
    private @Nullable Subscriber<? super byte[]> subscriber;

    Chunks(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /// Done when the answer is whole, or empty as soon as it has become a stream; fails with what failed before
    /// either.
    CompletableFuture<Optional<byte[]>> start() {
        return start;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        while (length > 0) {
            if (used == CHUNK) send();
            var part = Math.min(length, CHUNK - used);
            System.arraycopy(bytes, from, buffer, used, part);
            used += part;
            from += part;
            length -= part;
        }
    }

    /// Hands the rest over and ends.
    void complete() throws IOException {
        if (start.complete(Optional.of(Arrays.copyOf(buffer, used)))) return;
        if (used > 0) send();
        taker().onComplete();
    }

    /// Before the first chunk the failure decides the response; after it, it breaks the connection.
    void fail(Throwable failure) {
        if (start.completeExceptionally(failure)) return;
        try {
            taker().onError(failure);
        } catch (IOException gone) {
            // Nobody is left to be told.
        }
    }

    boolean streaming() {
        return start.isDone()
                && !start.isCompletedExceptionally()
                && start.join().isEmpty();
    }

    private void send() throws IOException {
        start.complete(Optional.empty());
        var taker = taker();
        lock.lock();
        try {
            while (wanted == 0 && !cancelled) changed.awaitUninterruptibly();
            if (cancelled) throw new IOException("the client is gone");
            wanted--;
        } finally {
            lock.unlock();
        }
        taker.onNext(Arrays.copyOf(buffer, used));
        used = 0;
    }

    private Subscriber<? super byte[]> taker() throws IOException {
        lock.lock();
        try {
            while (subscriber == null && !cancelled) changed.awaitUninterruptibly();
            if (cancelled || subscriber == null) throw new IOException("the client is gone");
            return subscriber;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> taker) {
        taker.onSubscribe(this);
        lock.lock();
        try {
            subscriber = taker;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(long more) {
        lock.lock();
        try {
            wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        cancellation.cancel();
    }
}
