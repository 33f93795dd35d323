package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/// A scalar expression over columns that are reached from one entity.
///
/// @param rex     input reference `i` stands for `columns.get(i)`
/// @param columns which column, along which steps
public record BoundExpression(RexNode rex, List<ColumnAt> columns, DataType type) {
    public BoundExpression {
        columns = List.copyOf(columns);
    }

    /// @param path    steps from the entity; empty for its own table
    /// @param ordinal of the column in its table
    public record ColumnAt(List<Step> path, int ordinal, String column) {
        public ColumnAt {
            path = List.copyOf(path);
        }
    }

    /// The same expression seen from an entity that reaches this one by `steps`.
    public BoundExpression after(List<Step> steps) {
        if (steps.isEmpty()) return this;
        var moved = columns.stream()
                .map(column -> {
                    List<Step> path = new ArrayList<>(steps);
                    path.addAll(column.path());
                    return new ColumnAt(path, column.ordinal(), column.column());
                })
                .toList();
        return new BoundExpression(rex, moved, type);
    }
}
