package io.datachat.apex.answer.completeness;

import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Lapse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a question of one shape asks of time.
///
/// @param sources entities among its facts that declare when their rows are complete
/// @param grain   the buckets of its time; null without
/// @param opens   whether rows before the period would change the first bucket
/// @param timely  whether it looks at time at all
public record Coverage(List<Source> sources, @Nullable Grain grain, boolean opens, boolean timely) {
    public static final Coverage NONE = new Coverage(List.of(), null, false, false);

    public Coverage {
        sources = List.copyOf(sources);
    }

    /// Either a delay or a watermark tells; both tell the earlier of the two.
    ///
    /// @param delay     after which rows are complete; null when none is declared
    /// @param watermark the column whose greatest value tells; null when none is declared
    public record Source(
            BoundEntity entity,
            @Nullable Duration delay,
            @Nullable String watermark) {}

    public static Coverage of(ResolvedQuery asked) {
        var sources = Stream.concat(
                        asked.facts().stream(), asked.parts().values().stream().flatMap(part -> part.facts().stream()))
                .flatMap(Coverage::entities)
                .distinct()
                .flatMap(entity -> Stream.ofNullable(source(entity)))
                .toList();
        var grain = asked.axes().stream()
                .filter(ResolvedQuery.Axis::time)
                .flatMap(axis -> Stream.ofNullable(axis.grain()))
                .findFirst()
                .orElse(null);
        var opens = asked.facts().stream()
                .flatMap(fact -> fact.measures().stream())
                .anyMatch(measure -> !measure.lens().accumulates());
        var timely = grain != null
                || asked.facts().stream().anyMatch(fact -> !fact.period().isEmpty());
        return new Coverage(sources, grain, opens, timely);
    }

    private static Stream<BoundEntity> entities(Fact fact) {
        var converted = fact.measures().stream()
                .flatMap(measure -> Stream.ofNullable(measure.conversion()))
                .map(BoundMeasure.Conversion::to)
                .map(BoundMeasure::entity);
        return Stream.concat(Stream.of(fact.entity()), converted);
    }

    private static @Nullable Source source(BoundEntity entity) {
        var freshness = entity.definition().freshness();
        if (freshness == null) return null;
        var delay = freshness.completeAfter() == null
                ? null
                : Lapse.parse(freshness.completeAfter()).orElse(null);
        if (delay == null && freshness.watermark() == null) return null;
        return new Source(entity, delay, freshness.watermark());
    }
}
