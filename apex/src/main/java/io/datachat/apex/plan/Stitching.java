package io.datachat.apex.plan;

import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.plan.fact.Block;
import io.datachat.apex.resolve.model.BoundMeasure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// Brings blocks together by equal axes, NULL equal to NULL.
///
/// Not a full join: `IS NOT DISTINCT FROM` cannot be a full join's condition in PostgreSQL, and chains of full joins
/// need a COALESCE per axis. A union of the blocks, each padding the others' columns with NULL, grouped by the axes, is
/// exact on every engine: each column has one value per group at most, and MAX takes it.
final class Stitching {
    private final Workshop workshop;
    private final int axes;
    private final List<Block> blocks;
    private final Map<Value, Integer> fields = new HashMap<>();

    /// What a field of the stitched rows holds.
    record Value(BoundMeasure measure, boolean previous) {}

    Stitching(Workshop workshop, int axes, List<Block> blocks) {
        this.workshop = workshop;
        this.axes = axes;
        this.blocks = blocks;
    }

    RelNode stitch() {
        if (blocks.size() == 1) {
            number(blocks.getFirst(), 0);
            return blocks.getFirst().rel();
        }
        return axes == 0 ? beside() : united();
    }

    /// The value of a measure in the stitched rows; a count that no row of the group fed is 0.
    RexNode value(RelNode stitched, BoundMeasure measure, boolean previous) {
        var field = fields.get(new Value(measure, previous));
        if (field == null) throw new IllegalStateException("not planned: " + measure);
        var reference = RexInputRef.of(field, stitched.getRowType());
        return measure.counts() && blocks.size() > 1 && axes > 0
                ? workshop.call(
                        SqlStdOperatorTable.COALESCE, reference, workshop.rex().makeExactLiteral(BigDecimal.ZERO))
                : reference;
    }

    /// The same values where these rows stand to the right of others.
    Stitching movedBy(int offset) {
        var moved = new Stitching(workshop, axes, blocks);
        fields.forEach((value, field) -> moved.fields.put(value, field + offset));
        return moved;
    }

    private void number(Block block, int offset) {
        block.measures().forEach((measure, field) -> fields.put(new Value(measure, block.previous()), field + offset));
    }

    /// Without axes every block is one row.
    private RelNode beside() {
        RelNode all = blocks.getFirst().rel();
        number(blocks.getFirst(), 0);
        for (var block : blocks.subList(1, blocks.size())) {
            number(block, all.getRowType().getFieldCount());
            all = LogicalJoin.create(
                    all, block.rel(), List.of(), workshop.rex().makeLiteral(true), Set.of(), JoinRelType.INNER);
        }
        return all;
    }

    private RelNode united() {
        List<RelNode> padded = new ArrayList<>();
        List<String> names = names();
        var offset = 0;
        for (var block : blocks) {
            number(block, offset);
            padded.add(pad(block, offset, names));
            offset += block.rel().getRowType().getFieldCount() - axes;
        }
        var union = LogicalUnion.create(padded, true);
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = axes; i < names.size(); i++)
            calls.add(AggregateCall.create(
                    SqlParserPos.ZERO,
                    SqlStdOperatorTable.MAX,
                    false,
                    false,
                    false,
                    List.of(),
                    List.of(i),
                    -1,
                    null,
                    RelCollations.EMPTY,
                    axes == 0,
                    union,
                    null,
                    names.get(i)));
        return LogicalAggregate.create(union, List.of(), ImmutableBitSet.range(axes), null, calls);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(
                blocks.getFirst().rel().getRowType().getFieldNames().subList(0, axes));
        for (var block : blocks) {
            var fields = block.rel().getRowType().getFieldNames();
            for (var name : fields.subList(axes, fields.size())) {
                var unique = block.previous() ? name + "_previous" : name;
                while (names.contains(unique)) unique += "_";
                names.add(unique);
            }
        }
        return names;
    }

    private RelNode pad(Block block, int offset, List<String> names) {
        var row = block.rel().getRowType();
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            var own = i < axes ? i : i - offset;
            if (i < axes || (own >= axes && own < row.getFieldCount())) values.add(RexInputRef.of(own, row));
            else values.add(workshop.rex().makeNullLiteral(type(i)));
        }
        return LogicalProject.create(block.rel(), List.of(), values, names, Set.of());
    }

    /// The type of a field of the union, from the block that fills it.
    private org.apache.calcite.rel.type.RelDataType type(int field) {
        var at = field;
        for (var block : blocks) {
            var width = block.rel().getRowType().getFieldCount() - axes;
            if (at - axes < width)
                return workshop.rex()
                        .getTypeFactory()
                        .createTypeWithNullability(
                                block.rel().getRowType().getFieldList().get(at).getType(), true);
            at -= width;
        }
        throw new IllegalStateException("no block fills field " + field);
    }
}
