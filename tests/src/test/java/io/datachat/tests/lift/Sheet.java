package io.datachat.tests.lift;

import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question for one metric as an analyst would note it before writing SQL. Columns are dotted paths from the fact.
///
/// @param argument  null for a count of rows
/// @param filters   of the metric
/// @param grain     `month`; null without a bucket of time
/// @param conditions of the question, each over one column
/// @param joins     further tables that are joined without need, by the column of theirs that refers to the fact
public record Sheet(
        String metric,
        Thing fact,
        Aggregation aggregation,
        @Nullable String argument,
        List<String> filters,
        @Nullable String time,
        @Nullable String grain,
        @Nullable String from,
        @Nullable String to,
        List<String> groups,
        List<String> conditions,
        List<String> joins) {
    public Sheet {
        filters = List.copyOf(filters);
        groups = List.copyOf(groups);
        conditions = List.copyOf(conditions);
        joins = List.copyOf(joins);
    }

    Sheet taking(Aggregation other, @Nullable String column) {
        return new Sheet(metric, fact, other, column, filters, time, grain, from, to, groups, conditions, joins);
    }

    Sheet without(int filter) {
        var fewer = new ArrayList<>(filters);
        fewer.remove(filter);
        return new Sheet(metric, fact, aggregation, argument, fewer, time, grain, from, to, groups, conditions, joins);
    }

    Sheet over(String otherTime) {
        return new Sheet(
                metric, fact, aggregation, argument, filters, otherTime, grain, from, to, groups, conditions, joins);
    }

    Sheet by(String otherGrain) {
        return new Sheet(
                metric, fact, aggregation, argument, filters, time, otherGrain, from, to, groups, conditions, joins);
    }

    Sheet joining(String table) {
        return new Sheet(
                metric,
                fact,
                aggregation,
                argument,
                filters,
                time,
                grain,
                from,
                to,
                groups,
                conditions,
                List.of(table));
    }
}
