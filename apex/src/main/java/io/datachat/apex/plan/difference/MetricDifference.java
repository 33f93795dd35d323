package io.datachat.apex.plan.difference;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of one metric.
///
/// @param changes  what it does otherwise; only when it is changed
/// @param through  the metrics it is computed from that changed, when its own definition did not
/// @param problems why it cannot be computed or compared
/// @param was      where the old version defines it; null when it does not
/// @param is       where the new version defines it; null when it does not
/// @param same     a metric of the other version that computes the same, of one that was added or removed
public record MetricDifference(
        String id,
        Verdict verdict,
        List<Change> changes,
        List<String> through,
        List<Problem> problems,
        @Nullable Place was,
        @Nullable Place is,
        @Nullable String same,
        Dependents dependents) {
    public MetricDifference {
        changes = List.copyOf(changes);
        through = List.copyOf(through);
        problems = List.copyOf(problems);
    }

    public enum Verdict {
        EQUAL,
        ADDED,
        /// It answers with other numbers.
        CHANGED,
        /// The new version no longer has it.
        REMOVED,
        /// The new version has it, but it cannot be computed.
        BROKEN,
        /// One version's file cannot be read, or the old version could not compute it: there is nothing to
        /// compare with.
        UNCOMPARED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who is concerned when a metric changes.
    ///
    /// @param metrics    computed from it, directly or not
    /// @param dashboards that show it or one of these
    /// @param rollups    the metrics among them that keep a rollup
    public record Dependents(List<String> metrics, List<String> dashboards, List<String> rollups) {
        public static final Dependents NONE = new Dependents(List.of(), List.of(), List.of());

        public Dependents {
            metrics = List.copyOf(metrics);
            dashboards = List.copyOf(dashboards);
            rollups = List.copyOf(rollups);
        }
    }
}
