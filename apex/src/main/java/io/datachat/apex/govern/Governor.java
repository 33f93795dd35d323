package io.datachat.apex.govern;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.govern.policy.TableSight;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.algebra.Scans;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.resolve.asked.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/// Makes of a plan the one that this person may run: rows are left out and values masked where a table is read, so that
/// whatever is computed, compared, counted or sorted above knows nothing else.
public final class Governor {
    private Governor() {}

    /// @param relations the tables that the plan was made of
    public static Governed govern(Plan plan, Policy policy, Relations relations) {
        if (policy.none()) {
            check(plan.rel(), relations);
            return new Governed(plan, List.of(), false);
        }
        List<Slot> slots = new ArrayList<>(plan.slots());
        var guarding = new Guarding(policy, plan.database(), slots);
        // A plan made from definitions says at which grain; one that a person wrote does not.
        var written = plan.grain().isEmpty();
        var guarded = SmallestGroups.enforce(Walk.through(plan.rel(), guarding::guard), guarding::carry, written);
        var fenced = Failing.in(guarded)
                ? Walk.through(guarded, node -> node instanceof Secured secured ? secured.fence() : node)
                : guarded;
        var thinned = guarding.guarded().values().stream().anyMatch(sight -> sight.smallestGroup() > 1);
        return new Governed(plan.with(fenced, slots), told(guarding.guarded()), thinned);
    }

    /// Every table is one of the catalog's.
    private static void check(RelNode plan, Relations relations) {
        Scans.each(plan, node -> {
            if (node instanceof TableScan scan
                    && relations.catalog().table(name(scan).toString()).isEmpty())
                throw new Rejection(Problem.of(
                        GovernCode.TABLE_OUTSIDE,
                        "table " + name(scan) + " is not in the catalog of "
                                + relations.catalog().database()));
        });
    }

    /// The last look at a plan before it is written as SQL: whatever the stages after [#govern] did to it, it reads
    /// no table as it is that this person does not see as it is.
    ///
    /// @param rollups tables that were put in the place of others
    /// @throws Rejection rather than let an unguarded plan through
    public static RelNode assertGuarded(RelNode plan, Policy policy, String database, Set<Table.Name> rollups) {
        if (policy.none()) return plan;
        Scans.each(plan, node -> {
            if (node instanceof TableScan scan && !open(name(scan), policy, database) && !rollups.contains(name(scan)))
                throw new Rejection(Problem.of(
                        GovernCode.UNGUARDED,
                        "the question would read table " + name(scan) + " past its access rules"));
        });
        return plan;
    }

    private static boolean open(Table.Name table, Policy policy, String database) {
        return policy.full(database).catalog().table(table.toString()).isPresent()
                && policy.sight(database, table) == null;
    }

    static Table.Name name(TableScan scan) {
        var name = scan.getTable().getQualifiedName();
        return new Table.Name(name.get(name.size() - 2), name.getLast());
    }

    /// What was applied, without the names of what is not there for this person.
    private static List<String> told(Map<Table.Name, TableSight> guarded) {
        List<String> told = new ArrayList<>();
        new TreeMap<>(named(guarded)).forEach((table, sight) -> {
            if (!sight.allRows()) told.add(table + ": only the rows that you may see");
            var masked = sight.table().columns().stream()
                    .map(Table.Column::name)
                    .filter(column -> sight.visible(column) && !sight.plain(column))
                    .toList();
            if (!masked.isEmpty()) told.add(table + ": masked " + String.join(", ", masked));
            if (sight.smallestGroup() > 1)
                told.add(table + ": nothing is shown of fewer than " + sight.smallestGroup() + " rows");
        });
        return told;
    }

    private static Map<String, TableSight> named(Map<Table.Name, TableSight> guarded) {
        Map<String, TableSight> named = new TreeMap<>();
        guarded.forEach((table, sight) -> named.put(table.toString(), sight));
        return named;
    }
}
