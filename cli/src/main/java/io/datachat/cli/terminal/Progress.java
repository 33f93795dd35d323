package io.datachat.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says on standard error what takes long, once it has taken a second; leaves nothing behind.
public final class Progress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String doing;
    private boolean shown;

    private Progress(Terminal terminal, String doing) {
        this.terminal = terminal;
        this.doing = doing;
    }

    public static Progress of(Terminal terminal, String doing) {
        var progress = new Progress(terminal, doing);
        if (terminal.progress()) Thread.ofVirtual().name("progress").start(progress::tell);
        return progress;
    }

    public void now(String what) {
        doing = what;
    }

    private void tell() {
        try {
            for (var second = 1; !closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); second++) show(second);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show(int second) {
        if (closed.getCount() == 0) return;
        shown = true;
        terminal.err().print(CLEAR_LINE + terminal.dim(doing + " … " + second + " s"));
        terminal.err().flush();
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (shown) terminal.err().print(CLEAR_LINE);
        terminal.err().flush();
    }
}
