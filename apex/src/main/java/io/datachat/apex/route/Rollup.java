package io.datachat.apex.route;

import io.datachat.apex.plan.block.AggregateBlock;
import java.time.Instant;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.jspecify.annotations.Nullable;

/// A table that holds the answer of one aggregate block.
///
/// @param columns the table's columns for the block's groups, then its calls
/// @param builtAt when its rows were read from the source
/// @param stale   why it may not be used now; empty when it is fresh
/// @param age     how old its rows may be by declaration, `1h`; null when its source tells that it did not change
/// @param until   when it becomes too old by that declaration; null when it has none
public record Rollup(
        String name,
        String database,
        AggregateBlock block,
        RelOptTable table,
        List<String> columns,
        long rows,
        Instant builtAt,
        String stale,
        @Nullable String age,
        @Nullable Instant until) {
    public Rollup {
        columns = List.copyOf(columns);
    }

    /// Its table, `schema.table`.
    public String place() {
        return String.join(".", table.getQualifiedName());
    }

    int field(int groupOrCall) {
        return table.getRowType().getFieldNames().indexOf(columns.get(groupOrCall));
    }
}
