package io.datachat.apex.datapoint;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a metric depends on and what depends on it.
public record Relationships(List<Dependency> dependsOn, List<String> impacts, List<RelatedSystem> relatedSystems) {
    /// @param impactCoefficient expected relative change of this metric per relative change of the other
    public record Dependency(
            String id, @Nullable String type, @Nullable BigDecimal impactCoefficient) {}

    public record RelatedSystem(
            String name,
            @Nullable String criticality,
            @Nullable String healthCheckUrl,
            @Nullable String monitoringUrl) {}
}
