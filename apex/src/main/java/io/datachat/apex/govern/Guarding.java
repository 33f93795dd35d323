package io.datachat.apex.govern;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.govern.policy.Grant;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.govern.policy.TableSight;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.resolve.asked.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// Puts what a person may see in the place of every table that they do not see whole.
final class Guarding {
    private final Policy policy;
    private final String database;
    private final List<Slot> slots;
    private final Map<Table.Name, TableSight> guarded = new HashMap<>();
    private final Map<String, Integer> given = new HashMap<>();

    /// @param slots of the plan; values that rules compare with are added
    Guarding(Policy policy, String database, List<Slot> slots) {
        this.policy = policy;
        this.database = database;
        this.slots = slots;
    }

    /// The tables that a policy was applied to.
    Map<Table.Name, TableSight> guarded() {
        return guarded;
    }

    RelNode guard(RelNode node) {
        if (!(node instanceof TableScan scan)) return node;
        var name = Governor.name(scan);
        if (policy.full(database).catalog().table(name.toString()).isEmpty()) throw absent(name);
        var sight = policy.sight(database, name);
        if (sight == null) return scan;
        if (sight.forbidden()) throw absent(name);
        guarded.put(name, sight);
        return Secured.of(scan.getTable(), view(scan, sight), scan.getHints());
    }

    /// A table that is not shown in single rows, with the key of each row in one more column: as it is in the
    /// database, whatever of it is masked or hidden.
    SmallestGroups.@Nullable Carried carry(Secured secured) {
        var sight = guarded.get(secured.table());
        if (sight == null || sight.smallestGroup() <= 1) return null;
        var key = sight.table().primaryKey();
        if (key.isEmpty())
            throw new Rejection(Problem.of(
                    GovernCode.SMALL_GROUPS,
                    "table " + secured.table() + " has no primary key, so nobody can tell how many of its rows stand"
                            + " behind a value"));
        if (!(secured.view() instanceof LogicalProject shown)) throw new IllegalStateException("no view");
        var view = new View(shown.getInput(), sight, shown.getCluster().getRexBuilder());
        List<RexNode> values = new ArrayList<>(shown.getProjects());
        List<String> names = new ArrayList<>(shown.getRowType().getFieldNames());
        values.add(view.key(key));
        names.add("counted_key");
        var wider = LogicalProject.create(shown.getInput(), List.of(), values, names, Set.of());
        var identity = key.size() == 1 ? shown.getRowType().getFieldNames().indexOf(key.getFirst()) : -1;
        return new SmallestGroups.Carried(secured.seeing(wider), identity, sight.smallestGroup());
    }

    /// Whoever asks was shown a catalog without it, so that no plan should hold it.
    private static Rejection absent(Table.Name name) {
        return new Rejection(Problem.of(GovernCode.TABLE_OUTSIDE, "there is no table " + name));
    }

    private RelNode view(TableScan scan, TableSight sight) {
        var cluster = scan.getCluster();
        var rows = (RelNode) LogicalTableScan.create(
                cluster, policy.full(database).table(sight.table().name()), List.of());
        var view = new View(rows, sight, cluster.getRexBuilder());
        List<RexNode> values = new ArrayList<>();
        for (var field : scan.getRowType().getFieldList()) {
            if (!sight.visible(field.getName()))
                throw new Rejection(Problem.of(
                        GovernCode.TABLE_OUTSIDE,
                        "table " + sight.table().name() + " has no column '" + field.getName() + "'"));
            values.add(view.value(field));
        }
        var held = sight.allRows() ? rows : LogicalFilter.create(rows, view.any(sight.grants()));
        return LogicalProject.create(held, List.of(), values, scan.getRowType().getFieldNames(), Set.of());
    }

    private final class View {
        private final RelNode rows;
        private final TableSight sight;
        private final RexBuilder rex;

        View(RelNode rows, TableSight sight, RexBuilder rex) {
            this.rows = rows;
            this.sight = sight;
            this.rex = rex;
        }

        /// A column as this person sees it: as it is in rows that a role shows it in, else masked.
        RexNode value(RelDataTypeField field) {
            var column = field.getName();
            var raw = reference(column);
            if (sight.plain(column)) return typed(raw, field);
            var mask = sight.grants().stream()
                    .map(grant -> grant.mask(column))
                    .filter(found -> found != null)
                    .findFirst()
                    .map(found -> typed(converted(found.expression()), field))
                    .orElseGet(() -> rex.makeNullLiteral(field.getType()));
            var showing =
                    sight.grants().stream().filter(grant -> grant.shows(column)).toList();
            return showing.isEmpty()
                    ? mask
                    : rex.makeCall(
                            field.getType(), SqlStdOperatorTable.CASE, List.of(any(showing), typed(raw, field), mask));
        }

        /// One value for each row. Two keys that look alike together make groups look smaller, never larger.
        RexNode key(List<String> columns) {
            if (columns.size() == 1) return reference(columns.getFirst());
            var text = RelationalTypes.of(DataType.Simple.TEXT, true);
            RexNode key = rex.makeLiteral("");
            for (var column : columns)
                key = rex.makeCall(
                        SqlStdOperatorTable.CONCAT,
                        rex.makeCall(SqlStdOperatorTable.CONCAT, key, rex.makeLiteral("/")),
                        rex.makeAbstractCast(text, reference(column), false));
            return key;
        }

        private RexNode typed(RexNode value, RelDataTypeField field) {
            return value.getType().equals(field.getType())
                    ? value
                    : rex.makeAbstractCast(field.getType(), value, false);
        }

        /// The rows that at least one of them shows.
        RexNode any(List<Grant> grants) {
            List<RexNode> conditions = new ArrayList<>();
            for (var grant : grants)
                conditions.add(grant.rows() == null ? rex.makeLiteral(true) : converted(grant.rows()));
            return RexUtil.composeDisjunction(rex, conditions);
        }

        private RexNode reference(String column) {
            var fields = rows.getRowType().getFieldList();
            for (var field : fields)
                if (field.getName().equalsIgnoreCase(column)) return RexInputRef.of(field.getIndex(), fields);
            throw new IllegalStateException(
                    "no column " + column + " in " + sight.table().name());
        }

        private RexNode converted(Expression expression) {
            return expression.rex().accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef input) {
                    var reference = expression.references().get(input.getIndex());
                    return reference.segments().size() == 1
                            ? reference(reference.segments().getFirst())
                            : given(reference.segments(), input);
                }
            });
        }

        private RexNode given(List<String> segments, RexInputRef input) {
            var index = given.computeIfAbsent(String.join(".", segments), _ -> {
                slots.add(new Slot.Given(policy.value(segments, sight.table().name())));
                return slots.size() - 1;
            });
            return rex.makeDynamicParam(input.getType(), index);
        }
    }
}
