package io.datachat.tests.evaluator;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// Where a row stands in time.
///
/// @param raw   the row's own time as it is stored
/// @param at    local in the zone of the question; the moment that sees the row
/// @param moved by the shift of a comparison
/// @param own   whether that is the row's own time
record Position(
        @Nullable Object raw,
        @Nullable LocalDateTime at,
        @Nullable LocalDateTime moved,
        boolean own) {}
