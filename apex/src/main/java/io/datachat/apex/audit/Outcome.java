package io.datachat.apex.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of a question.
///
/// @param rows   given out, or read where none are given out
/// @param hash   SHA-256 of the answer as CSV in the zone of the question, as far as it was given out; null when
/// nothing was
/// @param code   of the first problem; null when there was none
public record Outcome(
        Result result,
        long rows,
        @Nullable String hash,
        Duration took,
        @Nullable String code) {
    public enum Result {
        ANSWERED,
        TRUNCATED,
        REFUSED,
        CANCELLED,
        TIMED_OUT,
        FAILED
    }
}
