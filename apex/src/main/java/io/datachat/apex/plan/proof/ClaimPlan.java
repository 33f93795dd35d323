package io.datachat.apex.plan.proof;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundEntity.Validity;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/// One claim as a plan. Its rows are counterexamples, most telling first; of a calendar they are its moments, for
/// whoever reads them to see what is missing between two.
public final class ClaimPlan {
    /// So many counterexamples are enough to believe that a claim is wrong.
    public static final int MOST = 100;

    private final Model model;
    private final Workshop workshop;
    private final BoundEntity entity;
    private final Set<String> tables = new LinkedHashSet<>();

    private ClaimPlan(Model model, BoundEntity entity) {
        this.model = model;
        this.entity = entity;
        this.workshop = new Workshop(model, entity.database());
    }

    public static Plan of(Model model, Claim claim) {
        return new ClaimPlan(model, model.entity(claim.entity())).plan(claim);
    }

    private Plan plan(Claim claim) {
        var rel = switch (claim) {
            case Claim.Key key -> repeated(key);
            case Claim.Forward _ -> backwards();
            case Claim.Disjoint _ -> overlapping();
            case Claim.Complete _ -> moments();
            case Claim.Partners(String _, Step step) -> orphans(step);
        };
        var columns = rel.getRowType().getFieldList().stream()
                .map(field -> new Plan.Column(field.getName(), RelationalTypes.from(field.getType()), null))
                .toList();
        return new Plan(entity.database(), rel, List.of(), columns, List.of(), List.copyOf(tables), List.of());
    }

    /// The key and how many rows have it.
    private RelNode repeated(Claim.Key key) {
        RelNode rows = columns(scan(entity, "checked"), entity.table(), key.columns());
        if (!key.primary()) rows = filter(rows, known(rows, 0, key.columns().size()));
        var counted = counted(rows, key.columns().size());
        var more = workshop.call(
                SqlStdOperatorTable.GREATER_THAN, field(counted, key.columns().size()), number(1));
        return mostFirst(filter(counted, more), key.columns().size());
    }

    /// The key and the two ends.
    private RelNode backwards() {
        var valid = valid();
        var shown = new ArrayList<>(entity.key());
        shown.add(valid.from());
        shown.add(valid.to());
        var rows = columns(scan(entity, "checked"), entity.table(), shown);
        var at = entity.key().size();
        return first(filter(
                rows, workshop.call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, field(rows, at), field(rows, at + 1))));
    }

    /// The key, the two ends of one row and the beginning of the other.
    private RelNode overlapping() {
        var valid = valid();
        var earlier = scan(entity, "earlier");
        var later = scan(entity, "later");
        var width = earlier.getRowType().getFieldCount();
        List<RexNode> held = new ArrayList<>();
        for (var column : entity.key()) held.add(both(SqlStdOperatorTable.EQUALS, earlier, column, later, column));
        held.add(both(SqlStdOperatorTable.LESS_THAN, earlier, valid.from(), later, valid.from()));
        var end = field(earlier, ordinal(entity.table(), valid.to()));
        held.add(workshop.call(
                SqlStdOperatorTable.OR,
                workshop.call(SqlStdOperatorTable.IS_NULL, end),
                both(SqlStdOperatorTable.GREATER_THAN, earlier, valid.to(), later, valid.from())));
        RelNode pairs = LogicalJoin.create(
                earlier,
                later,
                List.of(),
                RexUtil.composeConjunction(workshop.rex(), held),
                Set.of(),
                JoinRelType.INNER);
        List<RexNode> shown = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (var column : entity.key()) {
            shown.add(field(pairs, ordinal(entity.table(), column)));
            names.add(column);
        }
        shown.add(field(pairs, ordinal(entity.table(), valid.from())));
        shown.add(field(pairs, ordinal(entity.table(), valid.to())));
        shown.add(field(pairs, width + ordinal(entity.table(), valid.from())));
        names.addAll(List.of("holds_from", "holds_to", "next_from"));
        return first(LogicalProject.create(pairs, List.of(), shown, names, Set.of()));
    }

    /// Each moment once, in order.
    private RelNode moments() {
        var rows = columns(scan(entity, "checked"), entity.table(), entity.key());
        var distinct = LogicalAggregate.create(
                filter(rows, known(rows, 0, 1)), List.of(), ImmutableBitSet.of(0), null, List.of());
        return LogicalSort.create(distinct, RelCollations.of(ascending(0)), null, null);
    }

    /// What the rows name that is not there, and how many rows name it.
    private RelNode orphans(Step step) {
        var to = model.entity(step.to());
        var left = scan(entity, "checked");
        var right = scan(to, "partner");
        List<RexNode> held = new ArrayList<>();
        List<RexNode> lonely = new ArrayList<>();
        List<RexNode> shown = new ArrayList<>();
        List<String> names = new ArrayList<>();
        var width = left.getRowType().getFieldCount();
        for (var pair : step.on()) {
            var own = field(left, ordinal(entity.table(), pair.column()));
            var other = ordinal(to.table(), pair.target());
            held.add(workshop.call(SqlStdOperatorTable.EQUALS, own, moved(right, other, width)));
            lonely.add(workshop.call(SqlStdOperatorTable.IS_NOT_NULL, own));
            shown.add(own);
            names.add(pair.column());
        }
        var joined = LogicalJoin.create(
                left, right, List.of(), RexUtil.composeConjunction(workshop.rex(), held), Set.of(), JoinRelType.LEFT);
        lonely.add(workshop.call(
                SqlStdOperatorTable.IS_NULL,
                field(joined, width + ordinal(to.table(), step.on().getFirst().target()))));
        var rows = LogicalProject.create(
                filter(joined, RexUtil.composeConjunction(workshop.rex(), lonely)), List.of(), shown, names, Set.of());
        return mostFirst(counted(rows, names.size()), names.size());
    }

    private Validity valid() {
        var valid = entity.valid();
        if (valid == null) throw new IllegalStateException("no history: " + entity.id());
        return valid;
    }

    private RelNode scan(BoundEntity of, String alias) {
        tables.add(of.table().name().toString());
        return LogicalTableScan.create(
                workshop.cluster(),
                workshop.relations().table(of.table().name()),
                List.of(RelHint.builder("ALIAS").hintOption(alias).build()));
    }

    private static RelNode columns(RelNode scan, Table table, List<String> columns) {
        List<RexNode> shown = new ArrayList<>();
        for (var column : columns) shown.add(field(scan, ordinal(table, column)));
        return LogicalProject.create(scan, List.of(), shown, columns, Set.of());
    }

    private RelNode counted(RelNode rows, int columns) {
        var count = AggregateCall.create(
                SqlParserPos.ZERO,
                SqlStdOperatorTable.COUNT,
                false,
                false,
                false,
                List.of(),
                List.of(),
                -1,
                null,
                RelCollations.EMPTY,
                false,
                rows,
                null,
                "rows_with_it");
        return LogicalAggregate.create(rows, List.of(), ImmutableBitSet.range(columns), null, List.of(count));
    }

    /// Sorted by the count downwards, then by the key, so that the example is the same each time.
    private RelNode mostFirst(RelNode counted, int count) {
        List<RelFieldCollation> order = new ArrayList<>();
        order.add(new RelFieldCollation(count, Direction.DESCENDING, NullDirection.LAST));
        for (int i = 0; i < count; i++) order.add(ascending(i));
        return LogicalSort.create(counted, RelCollations.of(order), null, number(MOST + 1));
    }

    private RelNode first(RelNode rows) {
        List<RelFieldCollation> order = new ArrayList<>();
        for (int i = 0; i < rows.getRowType().getFieldCount(); i++) order.add(ascending(i));
        return LogicalSort.create(rows, RelCollations.of(order), null, number(MOST + 1));
    }

    private static RelFieldCollation ascending(int field) {
        return new RelFieldCollation(field, Direction.ASCENDING, NullDirection.LAST);
    }

    private static RelNode filter(RelNode rows, RexNode condition) {
        return LogicalFilter.create(rows, condition);
    }

    private RexNode known(RelNode rows, int from, int to) {
        List<RexNode> known = new ArrayList<>();
        for (int i = from; i < to; i++) known.add(workshop.call(SqlStdOperatorTable.IS_NOT_NULL, field(rows, i)));
        return RexUtil.composeConjunction(workshop.rex(), known);
    }

    private RexNode both(SqlOperator operator, RelNode left, String column, RelNode right, String other) {
        var table = entity.table();
        return workshop.call(
                operator,
                field(left, ordinal(table, column)),
                moved(right, ordinal(table, other), left.getRowType().getFieldCount()));
    }

    private static RexNode moved(RelNode right, int field, int by) {
        return new RexInputRef(field + by, type(right, field));
    }

    private static RexNode field(RelNode rows, int field) {
        return new RexInputRef(field, type(rows, field));
    }

    private static RelDataType type(RelNode rows, int field) {
        return rows.getRowType().getFieldList().get(field).getType();
    }

    private RexNode number(int value) {
        return workshop.rex().makeExactLiteral(BigDecimal.valueOf(value));
    }

    private static int ordinal(Table table, String column) {
        var found = table.column(column);
        if (found.isEmpty()) throw new IllegalStateException(table.name() + " has no column " + column);
        return table.columns().indexOf(found.get());
    }
}
