package io.datachat.apex.datapoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a metric is kept ready. Durations are written `15m`, `1h`, `30d`.
///
/// @param granularity the grain of time of the rollup
/// @param dimensions  what the rollup can be sliced by
public record Materialization(
        Strategy strategy,
        @Nullable String granularity,
        List<String> dimensions,
        @Nullable String refreshInterval,
        @Nullable String partitionBy,
        @Nullable Boolean incremental,
        @Nullable String lookbackWindow) {
    public enum Strategy {
        ADAPTIVE,
        MANUAL
    }
}
