package io.datachat.apex.resolve.model;

import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One join from an entity to another along a role.
///
/// @param toMany whether one row may meet several; a to-one step ends on the primary key of its target
/// @param on     own column to target column
/// @param metric null for a relationship; else the step leads to the values of this metric, one per key
public record Step(
        String role,
        String from,
        String to,
        boolean toMany,
        List<JoinColumns> on,
        @Nullable String metric) {
    public Step {
        on = List.copyOf(on);
    }

    public Step(String role, String from, String to, boolean toMany, List<JoinColumns> on) {
        this(role, from, to, toMany, on, null);
    }

    /// From an entity to the values of a metric that is grouped by the entity's key.
    public static Step toMetric(String entity, List<String> key, String metric) {
        var on = key.stream().map(column -> new JoinColumns(column, column)).toList();
        return new Step(metric, entity, metric + " per " + entity, false, on, metric);
    }

    /// `order_line.order.customer`, as a person writes a path.
    public static String spell(String start, List<Step> path) {
        return Stream.concat(Stream.of(start), path.stream().map(Step::role)).collect(Collectors.joining("."));
    }
}
