package io.datachat.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Hosting.Rate;
import io.datachat.apex.project.Hosting.Rates;
import io.datachat.apex.query.Viewer;
import io.datachat.server.problems.ServerCode;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// How often one viewer may ask. The person at this machine, who needs no key, is not limited.
@Singleton
public final class Admission {
    private static final int VIEWERS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Rates rates;
    /// Who has not asked for two minutes has the whole minute again, so nothing is lost by forgetting.
    private final Cache<String, Allowance> allowances = Caffeine.newBuilder()
            .maximumSize(VIEWERS)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    Admission(Apex apex) {
        this.rates = apex.project().hosting().rates();
    }

    /// @param rate of the roles that the viewer had; other roles make a new allowance
    private record Allowance(Rate rate, Bucket minute, Semaphore places) {
        static Allowance of(Rate rate) {
            var bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.perMinute()).refillGreedy(rate.perMinute(), MINUTE))
                    .build();
            return new Allowance(rate, bucket, new Semaphore(rate.concurrent()));
        }
    }

    /// A place among the questions under way; given back once.
    public interface Place extends AutoCloseable {
        Place FREE = () -> {};

        @Override
        void close();
    }

    /// Counts a question and takes a place for it.
    ///
    /// @throws TooManyException when the viewer asks too often, or too much at once
    public Place enter(Viewer viewer) {
        if (viewer.equals(Viewer.LOCAL)) return Place.FREE;
        var allowance = allowance(viewer);
        if (!allowance.places().tryAcquire())
            throw new TooManyException(
                    Problem.of(
                                    ServerCode.TOO_MANY_AT_ONCE,
                                    allowance.rate().concurrent() + " of your questions are under way already")
                            .hint("wait until one is answered"),
                    1);
        var probe = allowance.minute().tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            allowance.places().release();
            var seconds = Math.max(
                    1,
                    Duration.ofNanos(probe.getNanosToWaitForRefill() + 999_999_999)
                            .toSeconds());
            throw new TooManyException(
                    Problem.of(
                                    ServerCode.TOO_OFTEN,
                                    "you asked more than " + allowance.rate().perMinute() + " questions a minute")
                            .hint("ask again in " + seconds + " s"),
                    seconds);
        }
        return allowance.places()::release;
    }

    private Allowance allowance(Viewer viewer) {
        var rate = rates.of(viewer.roles());
        return allowances
                .asMap()
                .compute(
                        viewer.name(),
                        (_, known) -> known != null && known.rate().equals(rate) ? known : Allowance.of(rate));
    }
}
