package io.datachat.apex.render.block;

import io.datachat.apex.render.block.Block.Select;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/// What may be said about group keys.
final class Grouped {
    private Grouped() {}

    /// A key with a bind can only be selected as it is: a database sees two `?` as two different values, so that an
    /// expression over the key would not match the GROUP BY.
    static boolean splitsBinds(Select level, List<RexNode> items) {
        var grouping = level.grouping();
        if (grouping == null) return false;
        var split = new AtomicBoolean();
        for (var item : items) {
            if (item instanceof RexInputRef) continue;
            item.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitInputRef(RexInputRef column) {
                    if (column.getIndex() < grouping.keys().size()
                            && bound(grouping.keys().get(column.getIndex()))) split.set(true);
                    return super.visitInputRef(column);
                }
            });
        }
        return split.get();
    }

    private static boolean bound(RexNode key) {
        var found = new AtomicBoolean();
        key.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitDynamicParam(RexDynamicParam bind) {
                found.set(true);
                return super.visitDynamicParam(bind);
            }
        });
        return found.get();
    }
}
