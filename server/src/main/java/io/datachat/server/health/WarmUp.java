package io.datachat.server.health;

import io.datachat.apex.Apex;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compiles the project's own metrics a few hundred times after the start, so that the first person who asks finds warm
/// code.
@Singleton
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final List<Grain> GRAINS = List.of(Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR);
    private static final int COMPILATIONS = 300;
    /// The price of a quicker first answer: the server says it is ready at most this much later.
    private static final Duration LONGEST = Duration.ofMillis(600);

    private final Apex apex;
    private final InstantSource clock;
    private final CountDownLatch done = new CountDownLatch(1);

    WarmUp(Apex apex, InstantSource clock) {
        this.apex = apex;
        this.clock = clock;
    }

    public void start() {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            try {
                compile();
            } catch (RuntimeException broken) {
                LOG.warn("the warm-up ended early", broken);
            } finally {
                done.countDown();
            }
        });
    }

    public boolean over() {
        return done.getCount() == 0;
    }

    public void await() throws InterruptedException {
        done.await();
    }

    private void compile() {
        var metrics = apex.library().all(Metric.class).stream()
                .filter(metric -> metric.execution() != null && metric.common().review() != Review.PROPOSED)
                .map(Metric::id)
                .toList();
        if (metrics.isEmpty()) return;
        var end = System.nanoTime() + LONGEST.toNanos();
        for (var i = 0; i < COMPILATIONS && System.nanoTime() < end; i++) {
            var grain = i / metrics.size() % 2 == 0 ? null : GRAINS.get(i % GRAINS.size());
            rehearse(query(metrics.get(i % metrics.size()), grain, i % 28 + 1));
        }
    }

    private void rehearse(MetricQuery query) {
        try {
            apex.rehearse(query, Asking.local(clock.instant()));
        } catch (Rejection refused) {
            // A metric that cannot be asked this way still warms what refuses it.
        }
    }

    private static MetricQuery query(String metric, @Nullable Grain grain, int day) {
        var from = "2025-01-%02d".formatted(day);
        return new MetricQuery(
                List.of(metric),
                List.of(),
                grain,
                new Span.Between(from, "2025-02-01"),
                List.of(),
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }
}
