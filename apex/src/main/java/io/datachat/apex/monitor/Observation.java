package io.datachat.apex.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one query left behind. It holds no value of a filter, no bind, no row and no name of a person: only roles,
/// shapes and counts.
///
/// @param at          when the answer ended
/// @param asOf        the clock of the question
/// @param database    the name in datachat.yaml
/// @param fingerprint of the aggregate block: equal for the same question with other literals, aliases or order
/// @param blocks      the version of the way the fingerprint is made, so that old records are not compared with new
/// ones
/// @param metrics     ids
/// @param dimensions  paths
/// @param roles       of the viewer
/// @param route       the rollup that answered, null for the source
/// @param rows        given out, -1 when it never came to rows
/// @param bytes       of the answer as written, -1 when unknown
/// @param run         null when nothing ran
public record Observation(
        Instant at,
        Instant asOf,
        String database,
        String fingerprint,
        int blocks,
        List<String> metrics,
        List<String> dimensions,
        List<String> roles,
        @Nullable String route,
        long rows,
        long bytes,
        Duration compile,
        @Nullable Duration run,
        Outcome outcome) {
    public Observation {
        metrics = List.copyOf(metrics);
        dimensions = List.copyOf(dimensions);
        roles = List.copyOf(roles);
    }

    public enum Outcome {
        ANSWERED,
        TRUNCATED,
        /// Compiled, not run.
        DRY_RUN,
        REJECTED,
        CANCELLED,
        TIMED_OUT,
        FAILED
    }
}
