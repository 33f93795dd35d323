package io.datachat.apex.plan.fact;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.plan.algebra.Workshop;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// An entity's table left-joined to every table that some expression reaches; each path is joined once.
final class JoinTree {
    private final Model model;
    private final Workshop workshop;
    private final BoundEntity root;
    private final @Nullable BoundExpression time;
    private final FactBlock.Parts parts;
    private final Map<List<Step>, Integer> offsets = new LinkedHashMap<>();
    private final List<RexNode> periods = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();
    private final List<String> tables = new ArrayList<>();
    private final Set<Claim> besides = new LinkedHashSet<>();
    private RelNode rel;
    private final Set<List<Step>> bothSides = new HashSet<>();
    private Supplier<RexNode> moment = () -> {
        throw new IllegalStateException("rows without moment");
    };

    /// Rows that are no table; joins go to the right of them.
    static JoinTree over(Workshop workshop, BoundEntity nearest, RelNode rows, FactBlock.Parts parts) {
        var tree = new JoinTree(workshop, nearest, null, parts);
        tree.tables.clear();
        tree.rel = rows;
        return tree;
    }

    JoinTree(Workshop workshop, BoundEntity root, @Nullable BoundExpression time, FactBlock.Parts parts) {
        this.time = time;
        this.parts = parts;
        this.model = workshop.model();
        this.workshop = workshop;
        this.root = root;
        this.rel = scan(root.table(), root.table().name().table());
        this.offsets.put(List.of(), 0);
    }

    RelNode rel() {
        return rel;
    }

    /// The rows of another entity in the same plan; their tables are noted here.
    JoinTree besides(BoundEntity entity, @Nullable BoundExpression itsTime) {
        var other = new JoinTree(workshop, entity, itsTime, parts);
        tables.addAll(other.tables);
        return other;
    }

    List<String> tables() {
        return tables;
    }

    /// The moment at which a row stands, a timestamp in the zone of the question.
    RexNode moment() {
        return moment.get();
    }

    void moment(Supplier<RexNode> found) {
        moment = found;
    }

    /// Joins more rows to the right; what was known before stays where it is.
    ///
    /// @return the first field of what was joined
    int join(RelNode right, RexNode condition, JoinRelType type, String table) {
        var first = rel.getRowType().getFieldCount();
        rel = LogicalJoin.create(rel, right, List.of(), condition, Set.of(), type);
        if (!table.isEmpty()) tables.add(table);
        return first;
    }

    /// The value of the next periodic.
    void period(RexNode value) {
        periods.add(value);
    }

    /// A scan under an alias that nothing else here has.
    RelNode scanOf(BoundEntity entity) {
        var alias = entity.table().name().table();
        while (taken(alias)) alias += "_";
        besides.addAll(Claim.counting(entity));
        return scan(entity.table(), alias);
    }

    /// Joins what the expression reaches.
    void reach(BoundExpression expression) {
        for (var column : expression.columns()) {
            for (int length = 1; length <= column.path().size(); length++)
                join(column.path().subList(0, length));
            if (column.ordinal() == DimensionNames.FOREIGN) join(column.path(), owner(column), column.column());
        }
    }

    /// The expression over the fields of [#rel]; everything it reaches must be joined already.
    RexNode rex(BoundExpression expression) {
        var fields = rel.getRowType().getFieldList();
        return expression.rex().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                var column = expression.columns().get(reference.getIndex());
                if (column.equals(ColumnAt.MOMENT)) return moment();
                if (column.periodic() >= 0) return periods.get(column.periodic());
                if (column.ordinal() == DimensionNames.FOREIGN)
                    return behind(column.path(), owner(column), column.column());
                var index = offset(column.path()) + column.ordinal();
                return new RexInputRef(index, fields.get(index).getType());
            }

            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                return workshop.value(parameter);
            }
        });
    }

    private BoundEntity owner(ColumnAt column) {
        return column.path().isEmpty()
                ? root
                : model.entity(column.path().getLast().to());
    }

    /// A column of the root table.
    RexNode own(String column) {
        return field(root.table(), 0, column);
    }

    /// What must be true of the rows, or some were multiplied or counted as one.
    Set<Claim> relies(boolean overlaps) {
        var claims = new LinkedHashSet<>(besides);
        if (overlaps) claims.addAll(Claim.counting(root));
        for (var path : offsets.keySet()) {
            if (path.isEmpty()) continue;
            var step = path.getLast();
            if (step.toMany() || step.metric() != null) continue;
            claims.addAll(Claim.joining(
                    model.entity(step.to()),
                    step.on().stream().map(JoinColumns::target).toList()));
        }
        return claims;
    }

    /// Why no row of the root is multiplied, or how that is made good.
    String proof(boolean overlaps) {
        var key = root.key().isEmpty() ? "no declared key" : "one per " + String.join(", ", root.key());
        var start = root.id() + ": rows of " + root.table().name() + " (" + key + ")";
        if (offsets.size() == 1) return start + ", no joins";
        List<String> joins = new ArrayList<>();
        for (var path : offsets.keySet()) {
            if (path.isEmpty()) continue;
            var step = path.getLast();
            var on = String.join(
                    ", ", step.on().stream().map(JoinColumns::target).toList());
            joins.add(
                    step.toMany()
                            ? step.to() + " (to many)"
                            : step.metric() != null
                                    ? step.to() + " (aggregated first, one row per " + on + ")"
                                    : step.role() + " on its key " + on + held(step));
        }
        var end = overlaps
                ? "; keys first: every " + root.id() + " is counted once in each group it belongs to"
                : "; plain joins: each ends on a key, so no row is multiplied";
        return start + " joined to " + String.join(", ", joins) + end;
    }

    private String held(Step step) {
        return model.entity(step.to()).valid() == null ? "" : " and the row that holds at the time";
    }

    private void join(List<Step> path) {
        if (offsets.containsKey(path)) return;
        var step = path.getLast();
        if (time != null && step.metric() == null && model.entity(step.to()).valid() != null) reach(time);
        var from =
                path.size() == 1 ? root : model.entity(path.get(path.size() - 2).to());
        var before = path.subList(0, path.size() - 1);
        for (var on : step.on()) join(before, from, on.column());
        var left = offset(before);
        var right = rel.getRowType().getFieldCount();
        if (step.metric() == null) joinTable(path, from, right);
        else joinMetric(step, from, left, right);
        offsets.put(List.copyOf(path), right);
    }

    /// Joins the tables on the way to an own column that lies behind to-one roles.
    private void join(List<Step> before, BoundEntity from, String column) {
        List<Step> path = new ArrayList<>(before);
        for (var step : from.way(column)) {
            path.add(step);
            if (model.entity(step.to()).valid() == null || time != null) join(List.copyOf(path));
        }
    }

    private RexNode behind(List<Step> before, BoundEntity from, String column) {
        var way = from.way(column);
        if (way.isEmpty()) return field(from.table(), offset(before), column);
        List<Step> path = new ArrayList<>(before);
        path.addAll(way);
        var owner = model.entity(way.getLast().to());
        return field(owner.table(), offset(path), column.substring(column.lastIndexOf('.') + 1));
    }

    private void joinTable(List<Step> path, BoundEntity from, int right) {
        var step = path.getLast();
        var to = model.entity(step.to());
        var scan = scan(to.table(), alias(path, to));
        List<RexNode> held = new ArrayList<>();
        for (var on : step.on())
            held.add(workshop.call(
                    SqlStdOperatorTable.EQUALS,
                    behind(path.subList(0, path.size() - 1), from, on.column()),
                    fieldOf(scan, to.table(), right, on.target())));
        var valid = to.valid();
        if (valid != null) {
            if (time == null) throw new IllegalStateException("a history without time: " + to.id());
            held.addAll(new Holding(workshop, rex(time), model.zoneOf(root, time), to.zone())
                    .between(
                            fieldOf(scan, to.table(), right, valid.from()),
                            fieldOf(scan, to.table(), right, valid.to())));
        }
        outerJoin(scan, held, bothSides.contains(path) ? JoinRelType.FULL : JoinRelType.LEFT);
    }

    private void joinMetric(Step step, BoundEntity from, int left, int right) {
        var rows = parts.rows(step.to());
        var fields = rows.getRowType().getFieldList();
        List<RexNode> held = new ArrayList<>();
        for (int i = 0; i < step.on().size(); i++)
            held.add(workshop.call(
                    SqlStdOperatorTable.EQUALS,
                    field(from.table(), left, step.on().get(i).column()),
                    new RexInputRef(right + i, fields.get(i).getType())));
        outerJoin(rows, held, JoinRelType.LEFT);
    }

    private void outerJoin(RelNode right, List<RexNode> held, JoinRelType type) {
        RexBuilder builder = workshop.rex();
        rel = LogicalJoin.create(rel, right, List.of(), RexUtil.composeConjunction(builder, held), Set.of(), type);
    }

    /// Rows without partner stay on either side of the joins that lead to these: for the values that there are,
    /// whether they meet or not. A table that only tells the time of a row has no values to show.
    void keepBothSides(List<BoundExpression> asked) {
        for (var expression : asked)
            for (var column : expression.columns())
                for (int length = 1; length <= column.path().size(); length++)
                    bothSides.add(List.copyOf(column.path().subList(0, length)));
    }

    private RelNode scan(Table table, String alias) {
        aliases.add(alias);
        tables.add(table.name().toString());
        return LogicalTableScan.create(
                workshop.cluster(),
                workshop.relations().table(table.name()),
                List.of(RelHint.builder("ALIAS").hintOption(alias).build()));
    }

    /// The role when it says more than the table does, else the table's name; longer when taken.
    private String alias(List<Step> path, BoundEntity to) {
        var role = path.getLast().role();
        var table = to.table().name().table();
        var alias = role.equals(to.id()) ? table : role;
        for (int i = path.size() - 2; i >= 0 && taken(alias); i--)
            alias = path.get(i).role() + "_" + alias;
        while (taken(alias)) alias += "_";
        return alias;
    }

    private boolean taken(String alias) {
        return aliases.stream().anyMatch(used -> used.toLowerCase(Locale.ROOT).equals(alias.toLowerCase(Locale.ROOT)));
    }

    private RexNode field(Table table, int offset, String column) {
        var index = offset + ordinal(table, column);
        return new RexInputRef(index, rel.getRowType().getFieldList().get(index).getType());
    }

    private static RexNode fieldOf(RelNode scan, Table table, int offset, String column) {
        var ordinal = ordinal(table, column);
        return new RexInputRef(
                offset + ordinal, scan.getRowType().getFieldList().get(ordinal).getType());
    }

    private static int ordinal(Table table, String column) {
        var found = table.column(column);
        if (found.isEmpty()) throw new IllegalStateException(table.name() + " has no column " + column);
        return table.columns().indexOf(found.get());
    }

    private int offset(List<Step> path) {
        var found = offsets.get(path);
        if (found == null) throw new IllegalStateException("not joined: " + path);
        return found;
    }
}
