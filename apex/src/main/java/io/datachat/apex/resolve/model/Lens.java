package io.datachat.apex.resolve.model;

import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.List;

/// Which rows a moment of the answer sees (docs/values.md, section 10). The moment is moved first, outermost move
/// first; then the rows in reach of where it came to count.
///
/// @param value which moment stands for a bucket coarser than the moments; without meaning for reach [Reach.Same]
public record Lens(List<Move> moves, Reach reach, BucketValue value) {
    /// Rows of the moment itself.
    public static final Lens PLAIN = new Lens(List.of(), new Reach.Same(), BucketValue.LAST);

    public Lens {
        moves = List.copyOf(moves);
    }

    public sealed interface Move {
        record Back(Amount by) implements Move {}

        record StartOf(Grain grain) implements Move {}

        /// So many periods of one's own calendar: the third day of a period looks at the third day of that
        /// other one, or at its last when it is shorter.
        record BackPeriods(int count, String period) implements Move {}
    }

    public sealed interface Reach {
        /// The moment itself.
        record Same() implements Reach {}

        /// The moment and so long before it.
        record Trailing(Amount window) implements Reach {}

        /// From the start of the month, year … up to the moment.
        record Since(Grain grain) implements Reach {}

        /// Everything up to the moment.
        record Always() implements Reach {}
    }

    public boolean plain() {
        return equals(PLAIN);
    }

    public boolean accumulates() {
        return !(reach instanceof Reach.Same);
    }

    /// The same view from a moment that is moved before it looks.
    public Lens behind(Move outer) {
        List<Move> all = new ArrayList<>();
        all.add(outer);
        all.addAll(moves);
        return new Lens(all, reach, value);
    }
}
