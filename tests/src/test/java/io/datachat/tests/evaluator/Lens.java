package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.apex.time.Grain;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// Which rows a moment sees (docs/values.md section 10).
record Lens(List<Move> moves, Reach reach, BucketValue value) {
    static final Lens PLAIN = new Lens(List.of(), new Reach.Same(), BucketValue.LAST);

    sealed interface Move {
        record Back(Distance by) implements Move {}

        record StartOf(Grain grain) implements Move {}
    }

    sealed interface Reach {
        record Same() implements Reach {}

        record Trailing(Distance window) implements Reach {}

        record Since(Grain grain) implements Reach {}

        record Always() implements Reach {}
    }

    boolean plain() {
        return equals(PLAIN);
    }

    boolean accumulates() {
        return !(reach instanceof Reach.Same);
    }

    boolean starts() {
        return moves.stream().anyMatch(Move.StartOf.class::isInstance);
    }

    Lens behind(Move outer) {
        var all = new ArrayList<Move>();
        all.add(outer);
        all.addAll(moves);
        return new Lens(all, reach, value);
    }

    /// @param tick the row's time, cut to the clock
    boolean sees(LocalDateTime moment, LocalDateTime tick, Beginnings beginnings) {
        var seen = moment;
        for (var move : moves)
            seen = switch (move) {
                case Move.Back(Distance by) -> by.before(seen);
                case Move.StartOf(Grain grain) -> Buckets.first(seen, grain, beginnings);
            };
        return switch (reach) {
            case Reach.Same() -> tick.equals(seen);
            case Reach.Always() -> !tick.isAfter(seen);
            case Reach.Trailing(Distance window) -> !tick.isAfter(seen) && tick.isAfter(window.before(seen));
            case Reach.Since(Grain grain) ->
                !tick.isAfter(seen) && !tick.isBefore(Buckets.first(seen, grain, beginnings));
        };
    }
}
