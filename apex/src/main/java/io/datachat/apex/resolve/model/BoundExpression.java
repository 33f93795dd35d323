package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

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
        /// Stands for the moment at which a row stands, a timestamp in the zone of the question.
        public static final ColumnAt MOMENT = new ColumnAt(List.of(), -1, "time");

        private static final int FIRST_PERIOD = -10;

        public ColumnAt {
            path = List.copyOf(path);
        }

        /// Stands for the period of one's own calendar that the fact's periodic `index` finds.
        public static ColumnAt period(int index, String name) {
            return new ColumnAt(List.of(), FIRST_PERIOD - index, name);
        }

        /// Which periodic of the fact it stands for; negative when for none.
        public int periodic() {
            return FIRST_PERIOD - ordinal;
        }
    }

    /// One column by itself.
    public static BoundExpression of(ColumnAt column, DataType type) {
        return new BoundExpression(new RexInputRef(0, RelationalTypes.of(type, true)), List.of(column), type);
    }

    /// This value, or another where it is NULL.
    public BoundExpression or(BigDecimal other) {
        var builder = new RexBuilder(RelationalTypes.FACTORY);
        var literal = builder.makeAbstractCast(RelationalTypes.of(type, false), builder.makeExactLiteral(other), false);
        return new BoundExpression(
                builder.makeCall(
                        SqlStdOperatorTable.COALESCE,
                        rex,
                        type == DataType.Simple.BIGINT ? builder.makeExactLiteral(other) : literal),
                columns,
                type);
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
