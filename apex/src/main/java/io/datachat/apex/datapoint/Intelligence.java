package io.datachat.apex.datapoint;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is expected of a metric and what to do when it is not met.
public record Intelligence(
        @Nullable Sla sla, @Nullable AnomalyDetection anomalyDetection, List<Remediation> autoRemediation) {
    public record Sla(
            @Nullable BigDecimal target,
            @Nullable BigDecimal warningThreshold,
            @Nullable BigDecimal criticalThreshold,
            @Nullable String alertChannel,
            @Nullable String escalationOwner) {}

    public record AnomalyDetection(
            @Nullable String algorithm,
            @Nullable String sensitivity,
            @Nullable String baselinePeriod) {}

    /// Runs only after a person approved it.
    public record Remediation(
            String condition, String action, @Nullable String reason) {}
}
