package io.datachat.apex;

import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.Stretch;
import io.datachat.apex.time.TimeCut;
import io.datachat.apex.time.words.Periods;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A question without its values: two questions of one shape compile to the same text.
record Shape(
        List<String> metrics,
        List<MetricQuery.Dimension> dimensions,
        @Nullable TimeCut grain,
        List<Test> filters,
        List<String> where,
        List<MetricQuery.Order> order,
        boolean limited,
        Compare compare,
        Ends period,
        ZoneId zone,
        @Nullable String database,
        boolean proposed,
        MetricQuery.Framing framing,
        Policy.Stamp policy) {
    record Test(String field, Op op, int values) {}

    /// @param aligned the grains on whose boundaries every end lies; they decide which rollups may answer
    /// @param shift   how far back a comparison looks
    record Ends(
            boolean from,
            boolean to,
            Set<Grain> aligned,
            @Nullable Shift shift) {
        /// @param routed whether there are rollups; where none are, alignment would only divide what compiles
        /// to the same text
        static Ends of(Stretch period, @Nullable Shift shift, boolean routed) {
            return new Ends(
                    period.from() != null,
                    period.to() != null,
                    routed ? Shape.aligned(period, shift) : Set.of(),
                    shift);
        }
    }

    static Shape of(MetricQuery query, Ends period, ZoneId zone, Policy.Stamp policy) {
        return new Shape(
                query.metrics(),
                query.dimensions(),
                query.grain(),
                query.filters().stream().map(Shape::test).toList(),
                query.where(),
                query.order(),
                query.limit() != null,
                query.compare(),
                period,
                zone,
                query.targetDatabase(),
                query.includeProposed(),
                query.framing(),
                policy);
    }

    private static Set<Grain> aligned(Stretch period, @Nullable Shift shift) {
        var previous =
                shift == null ? Optional.<Period>empty() : period.closed().map(shift::back);
        var ends = Stream.of(
                        Stream.ofNullable(period.from()),
                        Stream.ofNullable(period.to()),
                        previous.stream().flatMap(earlier -> Stream.of(earlier.from(), earlier.to())))
                .flatMap(Function.identity())
                .toList();
        var grains = EnumSet.noneOf(Grain.class);
        for (var grain : Grain.values())
            if (ends.stream().allMatch(end -> Grains.aligned(end, grain))) grains.add(grain);
        return grains;
    }

    private static Test test(Filter filter) {
        return new Test(filter.field(), filter.op(), filter.values().size());
    }

    /// The stretch of time that a question speaks of.
    static Stretch period(MetricQuery query, ZonedDateTime asOf, Almanac almanac) {
        var reading = switch (query.period()) {
            case null -> new Periods.Reading.Understood(Stretch.ALL_TIME);
            case MetricQuery.Span.Words(String text) -> Periods.read(text, asOf, almanac);
            case MetricQuery.Span.Between(var from, var to) -> Periods.between(from, to, asOf);
        };
        return switch (reading) {
            case Periods.Reading.Understood(Stretch stretch) -> stretch;
            case Periods.Reading.Refused(List<Problem> problems) -> throw new Rejection(problems);
        };
    }
}
