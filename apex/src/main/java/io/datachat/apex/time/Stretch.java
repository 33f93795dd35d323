package io.datachat.apex.time;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A stretch of local time that may be open at either end: from `from` (included, null = ever) to `to` (excluded, null
/// = for ever).
public record Stretch(
        @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
    public Stretch {
        if (from != null && to != null && !from.isBefore(to))
            throw new IllegalArgumentException("a stretch must end after it starts: " + from + " … " + to);
    }

    public static final Stretch ALL_TIME = new Stretch(null, null);

    public static Stretch of(Period period) {
        return new Stretch(period.from(), period.to());
    }

    /// The period, unless an end is open.
    public Optional<Period> closed() {
        return from == null || to == null ? Optional.empty() : Optional.of(new Period(from, to));
    }

    @Override
    public String toString() {
        return (from == null ? "…" : from) + "/" + (to == null ? "…" : to);
    }
}
