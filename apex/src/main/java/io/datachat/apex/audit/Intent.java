package io.datachat.apex.audit;

import io.datachat.apex.query.Asking;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What will be asked of a database, and for whom. It holds no value: neither a bind nor a literal of a text.
///
/// @param roles of the viewer
/// @param zone  of the question: what was given out is hashed with its offsets
/// @param asked the request, its values veiled
/// @param said  the person's words, those that are values veiled; null when it was not asked in words
public record Intent(
        Kind kind,
        String viewer,
        Set<String> roles,
        Instant asOf,
        ZoneId zone,
        String asked,
        @Nullable String said,
        Touched touched) {
    public Intent {
        roles = Set.copyOf(roles);
    }

    public enum Kind {
        QUERY,
        SQL,
        /// Compiled, not run.
        DRY_RUN,
        /// Claims of definitions checked against the rows.
        PROOF,
        /// A rollup built.
        BUILD,
        /// A materialized view refreshed by the server itself.
        REFRESH,
        /// A write tried in a transaction that is rolled back.
        PROPOSAL,
        /// A proposed write approved, or rejected.
        APPROVAL,
        REJECTION,
        /// An approved write done.
        WRITE,
        /// A migration written for a person to run.
        DRAFT
    }

    /// What a compiled question touches; nothing is known of one that was refused before.
    ///
    /// @param statement   the veil of the statement's text: equal for equal texts
    /// @param fingerprint of the aggregate block, as in the receipt
    /// @param definitions `metric revenue`, with their versions where they have one
    public record Touched(
            @Nullable String database,
            @Nullable String statement,
            @Nullable String fingerprint,
            List<String> metrics,
            List<String> tables,
            List<String> definitions,
            List<String> policies) {
        public static final Touched NOTHING = new Touched(null, null, null, List.of(), List.of(), List.of(), List.of());

        public Touched {
            metrics = List.copyOf(metrics);
            tables = List.copyOf(tables);
            definitions = List.copyOf(definitions);
            policies = List.copyOf(policies);
        }

        /// Only the metrics that were named.
        public static Touched metrics(List<String> metrics) {
            return new Touched(null, null, null, metrics, List.of(), List.of(), List.of());
        }
    }

    public static Intent of(Kind kind, Asked asked, Asking asking, ZoneId zone, Touched touched) {
        return new Intent(
                kind,
                asking.viewer().name(),
                asking.viewer().roles(),
                asking.asOf(),
                zone,
                asked.request(),
                asked.words(),
                touched);
    }

    /// A question as the audit may hold it.
    public record Asked(String request, @Nullable String words) {}
}
