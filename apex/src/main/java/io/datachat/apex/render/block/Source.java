package io.datachat.apex.render.block;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// What stands after FROM. Its columns are counted from the left over all tables.
public sealed interface Source {
    /// The number of its columns.
    int width();

    /// One thing that gets an alias of its own.
    sealed interface Single extends Source {
        List<String> columns();

        @Override
        default int width() {
            return columns().size();
        }
    }

    /// @param name  schema and table, as the catalog spells them
    /// @param alias the role that the table plays here, if the plan says so
    /// @param labelled which columns are enums
    record Table(List<String> name, @Nullable String alias, List<String> columns, ImmutableBitSet labelled)
            implements Single {}

    /// A query level of its own.
    ///
    /// @param plan  the same plan twice is written once
    /// @param name  what a person would call it
    record Derived(RelNode plan, Block block, String name, List<String> columns) implements Single {}

    record Rows(ImmutableList<ImmutableList<RexLiteral>> rows, RelDataType type) implements Single {
        @Override
        public List<String> columns() {
            return type.getFieldNames();
        }
    }

    record Function(RexCall call, List<String> columns) implements Single {}

    record Join(JoinRelType type, Source left, Source right, List<RexNode> on) implements Source {
        @Override
        public int width() {
            return left.width() + right.width();
        }
    }

    /// One row without columns: `SELECT 1`.
    record Nothing() implements Source {
        @Override
        public int width() {
            return 0;
        }
    }
}
