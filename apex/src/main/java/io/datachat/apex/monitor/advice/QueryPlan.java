package io.datachat.apex.monitor.advice;

import io.datachat.apex.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a database means to do for a statement, by its own estimate. Nothing was run.
///
/// @param cost  PostgreSQL: units of its planner, a page read in order is 1; DuckDB: rows that all steps pass on
/// @param steps from the last one back to the tables
record QueryPlan(double cost, List<Step> steps) {
    QueryPlan {
        steps = List.copyOf(steps);
    }

    /// @param depth     below the last step
    /// @param operation as the database names it
    /// @param table     that it reads; null for a step over other steps
    /// @param whole     whether it reads all of the table to find its rows
    /// @param rows      that it passes on
    /// @param cost      up to this step; null where the database does not say
    /// @param condition that its rows fulfil, as the database writes it
    record Step(
            int depth,
            String operation,
            Table.@Nullable Name table,
            boolean whole,
            double rows,
            @Nullable Double cost,
            @Nullable String condition) {}
}
