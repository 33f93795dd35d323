package io.datachat.apex;

import io.datachat.apex.answer.completeness.Coverage.Source;
import io.datachat.apex.answer.completeness.Extent;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Axis;
import io.datachat.apex.resolve.asked.ResolvedQuery.Cut;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.warehouse.snapshot.Catalogs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How far the watermarks of entities go, remembered for as long as a catalog is.
///
/// A watermark only grows: one that is far enough for a question is not asked for again; one that would mark an answer
/// as partial is, unless it was read within the last minute.
final class Watermarks {
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private final Map<Of, Reached> known = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Watermarks(InstantSource clock) {
        this.clock = clock;
    }

    /// @param policy whose rows it is the watermark of
    private record Of(Policy.Stamp policy, String entity) {}

    /// @param until empty when there are no rows
    private record Reached(Optional<Instant> until, Instant readAt) {}

    /// By entity; without an entry where the database did not tell.
    ///
    /// @param policy what the asking person sees
    /// @param ask    for the column's greatest value
    Map<String, Optional<Instant>> of(Policy.Stamp policy, Extent extent, Function<Source, @Nullable Object> ask) {
        Map<String, Optional<Instant>> reached = new LinkedHashMap<>();
        for (var source : extent.watermarked()) {
            var id = source.entity().id();
            var of = new Of(policy, id);
            var last = known.get(of);
            if (last == null || !enough(last, extent.needed())) {
                try {
                    last = new Reached(
                            Optional.ofNullable(
                                    instant(ask.apply(source), source.entity().zone())),
                            clock.instant());
                    known.put(of, last);
                } catch (Rejection untold) {
                    // The question itself may still be answered; its receipt says that this is not
                    // known.
                    continue;
                }
            }
            reached.put(id, last.until());
        }
        return reached;
    }

    private boolean enough(Reached last, Instant needed) {
        var age = Duration.between(last.readAt(), clock.instant());
        var far = last.until().isPresent() && !last.until().get().isBefore(needed);
        return age.compareTo(far ? Catalogs.FRESH : YOUNG) < 0;
    }

    /// A day that is reached is there as a whole; what of it lies in the future is the clock's to say.
    private static @Nullable Instant instant(@Nullable Object value, ZoneId zone) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.plusDays(1).atStartOfDay(zone).toInstant();
            default -> throw new IllegalStateException("a watermark is a time: " + value.getClass());
        };
    }

    static ResolvedQuery question(Source source) {
        var entity = source.entity();
        var column = entity.table().column(String.valueOf(source.watermark())).orElseThrow();
        var at = new ColumnAt(List.of(), entity.table().columns().indexOf(column), column.name());
        var value = BoundExpression.of(at, column.type());
        var rows = new Fact(
                entity,
                null,
                new Sight.Own(),
                List.of(new Cut(value, null, entity.zone(), false)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
        return new ResolvedQuery(
                entity.database(),
                List.of(new Axis(column.name(), "watermark", column.type(), null, false)),
                List.of(),
                List.of(rows),
                List.of(),
                false,
                null,
                null,
                null,
                entity.zone(),
                new Framing(false, false, true, null),
                Map.of(),
                List.of());
    }
}
