package io.datachat.apex.plan.algebra;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/// Walks a plan and the sub-queries in its expressions, which Calcite's own visitors of plans do not enter.
public final class Scans {
    private final Set<RelNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Consumer<RelNode> visitor;

    private Scans(Consumer<RelNode> visitor) {
        this.visitor = visitor;
    }

    /// Every node once, also when it stands in several places.
    public static void each(RelNode plan, Consumer<RelNode> visitor) {
        new Scans(visitor).walk(plan);
    }

    /// Every table that is read, `schema.table`.
    public static List<String> tables(RelNode plan) {
        Set<String> tables = new LinkedHashSet<>();
        each(plan, node -> {
            if (node instanceof TableScan scan)
                tables.add(String.join(".", scan.getTable().getQualifiedName()));
        });
        return List.copyOf(tables);
    }

    private void walk(RelNode node) {
        if (!seen.add(node)) return;
        visitor.accept(node);
        node.getInputs().forEach(this::walk);
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                walk(query.rel);
                return super.visitSubQuery(query);
            }
        });
    }
}
