package io.datachat.apex.govern;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/// Asserts that a plan reads only tables of its database's catalog, sub-queries included.
///
/// No policy can be declared yet, so nothing is added above a scan; this is where row filters and masks belong.
public final class Governor {
    private Governor() {}

    public static Governed govern(Plan plan, Viewer viewer, Relations relations) {
        List<Problem> problems = new ArrayList<>();
        walk(plan.rel(), relations, viewer, problems);
        Rejection.unlessEmpty(problems);
        return new Governed(plan, List.of());
    }

    /// Calcite's own shuttles do not enter sub-queries; a policy that relied on them would leak there.
    private static void walk(RelNode node, Relations relations, Viewer viewer, List<Problem> problems) {
        if (node instanceof TableScan scan) {
            var name = String.join(".", scan.getTable().getQualifiedName());
            if (relations.catalog().table(name).isEmpty())
                problems.add(Problem.of(
                        GovernCode.TABLE_OUTSIDE,
                        "table " + name + " is not in the catalog of "
                                + relations.catalog().database() + " for " + viewer.name()));
        }
        node.getInputs().forEach(input -> walk(input, relations, viewer, problems));
        node.accept(new RexShuttle() {
            @Override
            public org.apache.calcite.rex.RexNode visitSubQuery(RexSubQuery query) {
                walk(query.rel, relations, viewer, problems);
                return super.visitSubQuery(query);
            }
        });
    }
}
