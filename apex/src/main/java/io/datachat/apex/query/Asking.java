package io.datachat.apex.query;

import java.time.Duration;
import java.time.Instant;

/// The circumstances of one question.
///
/// @param asOf    the clock of the question: relative periods count from here
/// @param timeout how long the answer may take in all
public record Asking(Viewer viewer, Instant asOf, Duration timeout, Cancellation cancellation) {
    public static Asking local(Instant asOf) {
        return new Asking(Viewer.LOCAL, asOf, Duration.ofSeconds(60), new Cancellation());
    }
}
