package io.datachat.apex.materialize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has become of one metric's `materialization`.
///
/// @param rollup the name that receipts use
/// @param table  where its rows are; null before it is built
/// @param rows   how many there were when it was built; null before
/// @param took   how long the build took
/// @param why    of the state: what makes it fresh, or why it is not used
public record Kept(
        String metric,
        String rollup,
        @Nullable String table,
        @Nullable String grain,
        List<String> dimensions,
        @Nullable Long rows,
        @Nullable Instant builtAt,
        @Nullable Duration took,
        State state,
        String why) {
    public Kept {
        dimensions = List.copyOf(dimensions);
    }

    public enum State {
        FRESH,
        STALE,
        NOT_BUILT;

        /// The word in JSON: `not_built`.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
