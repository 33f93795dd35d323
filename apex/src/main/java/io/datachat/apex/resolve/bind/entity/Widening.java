package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/// Integers are calculated with in 64 bits (docs/values.md, section 5); databases multiply two of 32 bits in 32 and
/// fail.
final class Widening extends RexShuttle {
    private static final RelDataType WIDE = RelationalTypes.of(Simple.BIGINT, true);
    private final RexBuilder rex = new RexBuilder(RelationalTypes.FACTORY);

    static RexNode widen(RexNode expression) {
        return expression.accept(new Widening());
    }

    @Override
    public RexNode visitCall(RexCall call) {
        var visited = super.visitCall(call);
        if (!(visited instanceof RexCall arithmetic) || !narrow(arithmetic.getType())) return visited;
        return switch (arithmetic.getKind()) {
            case PLUS, MINUS, TIMES -> {
                List<RexNode> operands = new ArrayList<>(arithmetic.operands);
                if (operands.stream().allMatch(operand -> narrow(operand.getType())))
                    operands.set(0, rex.makeAbstractCast(WIDE, operands.getFirst(), false));
                yield arithmetic.clone(WIDE, operands);
            }
            default -> visited;
        };
    }

    private static boolean narrow(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> true;
            default -> type.getSqlTypeName() == SqlTypeName.NULL;
        };
    }
}
