package io.datachat.apex.render.block;

import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// One query level, with expressions still typed: text is made from it in one pass, so that binds come out in order.
public sealed interface Block {
    /// A SELECT. Expressions of `where` and of the grouping count the columns of `from`; those of `having`, `items`
    /// and `order` count the grouping's outputs (keys, then calls) when there is a grouping, else the columns of
    /// `from`.
    ///
    /// @param correlations what an inner query's references to this level mean, as expressions over `from`
    record Select(
            Source from,
            List<RexNode> where,
            @Nullable Grouping grouping,
            List<RexNode> having,
            List<RexNode> items,
            List<Sorting> order,
            @Nullable RexNode offset,
            @Nullable RexNode fetch,
            Map<CorrelationId, List<RexNode>> correlations)
            implements Block {
        /// Only whether there is a row.
        public Select existence(RexNode constant) {
            return grouping == null ? items(List.of(constant)) : this;
        }

        boolean limited() {
            return offset != null || fetch != null;
        }

        Select items(List<RexNode> changed) {
            return new Select(from, where, grouping, having, changed, order, offset, fetch, correlations);
        }

        Select where(List<RexNode> changed) {
            return new Select(from, changed, grouping, having, items, order, offset, fetch, correlations);
        }

        Select having(List<RexNode> changed) {
            return new Select(from, where, grouping, changed, items, order, offset, fetch, correlations);
        }

        Select order(List<Sorting> changed) {
            return new Select(from, where, grouping, having, items, changed, offset, fetch, correlations);
        }

        Select limit(@Nullable RexNode newOffset, @Nullable RexNode newFetch) {
            return new Select(from, where, grouping, having, items, order, newOffset, newFetch, correlations);
        }

        Select over(Source source, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> rows) {
            return new Select(source, conditions, grouping, having, items, order, offset, fetch, rows);
        }

        Select correlations(Map<CorrelationId, List<RexNode>> changed) {
            return new Select(from, where, grouping, having, items, order, offset, fetch, changed);
        }
    }

    /// UNION, INTERSECT or EXCEPT of levels with the same number of columns.
    record Combination(SqlKind kind, boolean all, List<Block> inputs) implements Block {}

    /// @param sets more than one for ROLLUP, CUBE and GROUPING SETS; positions among the keys
    record Grouping(List<RexNode> keys, List<ImmutableBitSet> sets, List<Call> calls) {
        public boolean plain() {
            return sets.size() == 1;
        }
    }

    /// An aggregate call with its arguments spelled out.
    record Call(
            AggregateCall aggregate,
            List<RexNode> arguments,
            @Nullable RexNode filter,
            List<Sorting> within) {}

    record Sorting(RexNode expression, RelFieldCollation.Direction direction, RelFieldCollation.NullDirection nulls) {}
}
