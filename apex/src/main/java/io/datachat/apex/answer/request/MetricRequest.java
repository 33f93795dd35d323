package io.datachat.apex.answer.request;

import io.datachat.apex.query.MetricQuery;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A metric query with the wishes that only concern the answer's form.
///
/// @param dryRun  compile only: columns and receipt, no rows
/// @param explain only the receipt is wanted: how the question would be answered and why so
/// @param format  null leaves it to the `Accept` header
/// @param asOf    the clock of the question; null means now
public record MetricRequest(
        MetricQuery query,
        boolean dryRun,
        boolean explain,
        @Nullable Format format,
        @Nullable Instant asOf) {
    public static MetricRequest of(MetricQuery query) {
        return new MetricRequest(query, false, false, null, null);
    }

    public MetricRequest asDryRun() {
        return new MetricRequest(query, true, explain, format, asOf);
    }

    public enum Format {
        JSON,
        CSV;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
