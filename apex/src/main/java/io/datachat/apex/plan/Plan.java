package io.datachat.apex.plan;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.claim.Claim;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// Relational algebra for one question.
///
/// @param rel     its fields are the answer's columns, under their SQL names
/// @param slots   where the value of dynamic parameter `i` comes from
/// @param columns the answer's columns as asked
/// @param grain   why no row is multiplied, a sentence per fact
/// @param tables  every table that is read, `schema.table`
/// @param relies  what must be true of the rows, or they were multiplied
public record Plan(
        String database,
        RelNode rel,
        List<Slot> slots,
        List<Column> columns,
        List<String> grain,
        List<String> tables,
        List<Claim> relies) {
    public Plan {
        slots = List.copyOf(slots);
        columns = List.copyOf(columns);
        grain = List.copyOf(grain);
        tables = List.copyOf(tables);
        relies = List.copyOf(relies);
    }

    /// @param name   as asked for
    /// @param format how a person wants to see it; the value is the same
    public record Column(
            String name,
            DataType type,
            @Nullable String unit,
            @Nullable Format format) {
        public Column(String name, DataType type, @Nullable String unit) {
            this(name, type, unit, null);
        }
    }

    /// The same question as another plan, as govern and route write it.
    public Plan with(RelNode rewritten) {
        return rewritten == rel ? this : new Plan(database, rewritten, slots, columns, grain, tables, relies);
    }

    /// The same question, with values of its own for what was added to it.
    public Plan with(RelNode rewritten, List<Slot> all) {
        return new Plan(database, rewritten, all, columns, grain, tables, relies);
    }

    /// @param more sentences on how the rows are grouped
    public Plan proving(List<String> more) {
        if (more.isEmpty()) return this;
        List<String> all = new ArrayList<>(grain);
        all.addAll(more);
        return new Plan(database, rel, slots, columns, all, tables, relies);
    }
}
