package io.datachat.apex.answer.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What SQL is, seen from the metrics (docs/certify.md).
///
/// @param metrics  that it computes; none unless it is certified
/// @param by       what it groups by and which rows it takes, in words; empty for all rows together
/// @param question the same as a metric request in JSON; null unless it is certified
/// @param computed columns that it calculates from the metrics itself
/// @param near     metrics that it nearly computes, the nearest first
/// @param notes    what a reader of a certified answer should know
/// @param reason   why it is not certified; empty when it is
public record Certificate(
        Verdict verdict,
        List<Metric> metrics,
        String by,
        @Nullable String question,
        List<String> computed,
        List<Near> near,
        List<String> notes,
        String reason) {
    public Certificate {
        metrics = List.copyOf(metrics);
        computed = List.copyOf(computed);
        near = List.copyOf(near);
        notes = List.copyOf(notes);
    }

    public enum Verdict {
        /// It gives the rows of a question for metrics, and was answered by it.
        CERTIFIED,
        /// It is not far from some metric.
        NEAR,
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Metric(String id, @Nullable String version) {
        @Override
        public String toString() {
            return version == null ? id : id + " v" + version;
        }
    }

    /// @param differences one sentence each
    public record Near(String metric, List<String> differences) {
        public Near {
            differences = List.copyOf(differences);
        }
    }

    public boolean certified() {
        return verdict == Verdict.CERTIFIED;
    }

    /// A sentence for each thing to know, the verdict first.
    public List<String> said() {
        List<String> said = new ArrayList<>();
        switch (verdict) {
            case CERTIFIED -> {
                said.add("certified: " + metrics.stream().map(Metric::toString).collect(Collectors.joining(", "))
                        + (by.isEmpty() ? "" : " " + by));
                if (!computed.isEmpty())
                    said.add(String.join(", ", computed) + ": calculated from the metrics by your query");
                said.addAll(notes);
            }
            case NEAR -> {
                for (var one : near) said.add("nearly " + one.metric() + ": " + String.join("; ", one.differences()));
            }
            case NONE -> said.add("not a metric: " + reason);
        }
        return said;
    }
}
