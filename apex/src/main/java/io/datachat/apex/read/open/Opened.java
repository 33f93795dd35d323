package io.datachat.apex.read.open;

import io.datachat.apex.datapoint.Execution;

/// What a template turned out to be.
public sealed interface Opened {
    /// The same number as a declared measure gives: it can be sliced by every dimension its entity reaches.
    record Measure(Execution.Measure measure) implements Opened {}

    /// It runs as a block of its own.
    ///
    /// @param reason why it was not opened, a half sentence for its author
    record Closed(String reason) implements Opened {}
}
