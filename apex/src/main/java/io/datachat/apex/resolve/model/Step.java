package io.datachat.apex.resolve.model;

import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One join from an entity to another along a role.
///
/// @param toMany whether one row may meet several; a to-one step ends on the primary key of its target
/// @param on     own column to target column
public record Step(String role, String from, String to, boolean toMany, List<JoinColumns> on) {
    public Step {
        on = List.copyOf(on);
    }

    /// `order_line.order.customer`, as a person writes a path.
    public static String spell(String start, List<Step> path) {
        return Stream.concat(Stream.of(start), path.stream().map(Step::role)).collect(Collectors.joining("."));
    }
}
