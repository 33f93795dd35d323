package io.datachat.server.fresh;

import io.datachat.apex.Apex;
import io.datachat.apex.fresh.Station;
import io.datachat.apex.fresh.ViewStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread for each database whose views are kept fresh; none for a project that keeps none.
@Singleton
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofMillis(700);

    private final Apex apex;
    private final List<Thread> threads = new ArrayList<>();

    Listeners(Apex apex) {
        this.apex = apex;
    }

    public synchronized void start() {
        for (var station : apex.freshness().stations())
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("freshness-" + station.database())
                    .start(() -> keep(station)));
    }

    /// Within a second, whatever is under way.
    @PreDestroy
    public synchronized void stop() {
        apex.freshness().close();
        for (var thread : threads) {
            try {
                thread.join(GRACE);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    private static void keep(Station station) {
        Map<String, String> told = new HashMap<>();
        while (!station.closed()) {
            try {
                station.step(WAIT);
            } catch (RuntimeException fault) {
                LOG.error("the views of {} are not kept fresh for a moment", station.database(), fault);
            }
            if (!station.closed()) for (var view : station.status()) tell(view, told);
        }
    }

    /// What changes for the worse or the better, once.
    private static void tell(ViewStatus view, Map<String, String> told) {
        var name = view.database() + ": " + view.view();
        var trouble = view.state().troubled() ? view.why() : "";
        var before = told.put(name, trouble);
        if (trouble.equals(before == null ? "" : before)) return;
        if (trouble.isEmpty()) LOG.info("{} is kept fresh again", name);
        else LOG.warn("{} is not kept fresh: {}", name, trouble);
    }
}
