package io.datachat.apex.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The circumstances of one question.
///
/// @param asOf    the clock of the question: relative periods count from here
/// @param timeout how long the answer may take in all
/// @param words   what the person said, for the audit; empty when the question was not asked in words
/// @param costly  whether it may cost more than the project's limit
public record Asking(
        Viewer viewer, Instant asOf, Duration timeout, Cancellation cancellation, List<Word> words, boolean costly) {
    public Asking {
        words = List.copyOf(words);
    }

    public Asking(Viewer viewer, Instant asOf, Duration timeout, Cancellation cancellation) {
        this(viewer, asOf, timeout, cancellation, List.of(), false);
    }

    /// @param value whether it names a value of the data, or holds one
    public record Word(String text, boolean value) {}

    public static Asking local(Instant asOf) {
        return new Asking(Viewer.LOCAL, asOf, Duration.ofSeconds(60), new Cancellation());
    }

    /// The same circumstances of a question that was asked in these words.
    public Asking saying(List<Word> said) {
        return new Asking(viewer, asOf, timeout, cancellation, said, costly);
    }

    /// The same, whatever it costs.
    public Asking whateverItCosts() {
        return new Asking(viewer, asOf, timeout, cancellation, words, true);
    }

    /// With less time, or more.
    public Asking within(Duration rest) {
        return new Asking(viewer, asOf, rest, cancellation, words, costly);
    }
}
