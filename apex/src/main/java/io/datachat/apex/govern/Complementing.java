package io.datachat.apex.govern;

import com.google.common.collect.ImmutableList;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/// Leaves out groups that are too small, and of the others so many that none of those can be computed as a total less
/// what is shown.
///
/// A total of some dimensions is the sum of the groups that agree in them. Where one of those is left out, the smallest
/// of the others is left out as well, so that what is missing from the total has at least as many rows as a group that
/// may be shown (complementary cell suppression; Hundepool and others, Statistical Disclosure Control, 2012, ch. 4).
/// For every set of dimensions by which a total can be asked.
final class Complementing {
    /// The totals of more dimensions are too many to look at.
    private static final int DIMENSIONS = 4;

    private static final int ENOUGH = 0;
    private static final int NONE = 1;
    private static final int TOO_FEW = 2;

    private final RexBuilder rex;
    private final RelDataType number;
    private final int groups;
    private final List<Enough> enough;

    /// How many different keys of a table stand behind a group or behind one of its values, and how many must.
    ///
    /// @param count where that count stands
    /// @param group whether the whole group is left out; else a value of it is
    record Enough(int count, int smallest, boolean group) {}

    /// @param rows  the groups that are shown; their first fields are those that were counted
    /// @param value for each [Enough] a condition on those rows: whether what it counts may be shown
    record Shown(RelNode rows, List<RexNode> value) {}

    private Complementing(RexBuilder rex, int groups, List<Enough> enough) {
        this.rex = rex;
        this.number = rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
        this.groups = groups;
        this.enough = enough;
    }

    /// @param counted groups with the counts of keys beside them
    /// @param groups  how many of its first fields are dimensions
    static Shown shown(RelNode counted, int groups, List<Enough> enough) {
        if (groups > DIMENSIONS)
            throw new Rejection(Problem.of(
                            GovernCode.SMALL_GROUPS,
                            "rows are shown in groups only, and " + groups + " dimensions at once have too many totals"
                                    + " from which a small group could be computed")
                    .hint("ask for at most " + DIMENSIONS));
        return new Complementing(counted.getCluster().getRexBuilder(), groups, enough).complemented(counted);
    }

    private RexNode literal(int value) {
        return rex.makeExactLiteral(BigDecimal.valueOf(value), number);
    }

    private Shown complemented(RelNode counted) {
        var width = counted.getRowType().getFieldCount();
        var judged = beside(
                counted, enough.stream().map(each -> judged(counted, each)).toList(), "enough_");
        List<RexNode> windows = new ArrayList<>();
        for (var at = 0; at < enough.size(); at++)
            for (var total = 0; total < (1 << groups) - 1; total++) windows.addAll(windows(judged, at, total));
        var seen = windows.isEmpty() ? judged : beside(judged, windows, "total_");
        List<RexNode> rows = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        var window = judged.getRowType().getFieldCount();
        for (var at = 0; at < enough.size(); at++) {
            List<RexNode> all = new ArrayList<>();
            all.add(equal(seen, width + at, ENOUGH));
            for (var total = 0; total < (1 << groups) - 1; total++) {
                all.add(rex.makeCall(
                        SqlStdOperatorTable.NOT,
                        rex.makeCall(
                                SqlStdOperatorTable.AND, equal(seen, window, TOO_FEW), equal(seen, window + 1, 1))));
                window += 2;
            }
            var shown = RexUtil.composeConjunction(rex, all);
            if (enough.get(at).group()) rows.add(shown);
            values.add(shown);
        }
        return new Shown(LogicalFilter.create(seen, RexUtil.composeConjunction(rex, rows)), values);
    }

    private RexNode judged(RelNode counted, Enough each) {
        var count = field(counted, each.count());
        return rex.makeCall(
                number,
                SqlStdOperatorTable.CASE,
                List.of(
                        rex.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, count, literal(each.smallest())),
                        literal(ENOUGH),
                        rex.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, count, literal(1)),
                        literal(TOO_FEW),
                        literal(NONE)));
    }

    /// Whether something of a total is left out, and the place of each group among those of it that may stay.
    private List<RexNode> windows(RelNode judged, int at, int total) {
        var first = judged.getRowType().getFieldCount() - enough.size();
        List<RexNode> by = new ArrayList<>();
        for (var dimension = 0; dimension < groups; dimension++)
            if ((total >> dimension & 1) == 1) by.add(field(judged, dimension));
        List<RexNode> stay = new ArrayList<>();
        for (var other = 0; other < enough.size(); other++)
            if (other == at || enough.get(other).group()) stay.add(equal(judged, first + other, ENOUGH));
        List<RexNode> alike = new ArrayList<>(by);
        alike.add(rex.makeCall(
                number,
                SqlStdOperatorTable.CASE,
                List.of(RexUtil.composeConjunction(rex, stay), literal(1), literal(0))));
        List<RexFieldCollation> order = new ArrayList<>();
        order.add(new RexFieldCollation(field(judged, enough.get(at).count()), Set.of()));
        for (var dimension = 0; dimension < groups; dimension++)
            order.add(new RexFieldCollation(field(judged, dimension), Set.of()));
        return List.of(
                over(SqlStdOperatorTable.MAX, List.of(field(judged, first + at)), by, List.of()),
                over(SqlStdOperatorTable.ROW_NUMBER, List.of(), alike, order));
    }

    private RexNode over(
            SqlAggFunction function, List<RexNode> operands, List<RexNode> by, List<RexFieldCollation> order) {
        var ranked = !order.isEmpty();
        return rex.makeOver(
                rex.makeCall(function, operands).getType(),
                function,
                operands,
                by,
                ImmutableList.copyOf(order),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                ranked ? RexWindowBounds.CURRENT_ROW : RexWindowBounds.UNBOUNDED_FOLLOWING,
                RexWindowExclusion.EXCLUDE_NO_OTHER,
                ranked,
                true,
                false,
                false,
                false);
    }

    private RexNode equal(RelNode rows, int field, int value) {
        return rex.makeCall(SqlStdOperatorTable.EQUALS, field(rows, field), literal(value));
    }

    private static RexNode field(RelNode rows, int field) {
        return RexInputRef.of(field, rows.getRowType());
    }

    private static RelNode beside(RelNode rows, List<RexNode> more, String called) {
        List<RexNode> values = new ArrayList<>();
        for (var at = 0; at < rows.getRowType().getFieldCount(); at++) values.add(field(rows, at));
        values.addAll(more);
        List<String> names = new ArrayList<>(rows.getRowType().getFieldNames());
        for (var at = 0; at < more.size(); at++) names.add(called + at);
        return LogicalProject.create(rows, List.of(), values, names, Set.of());
    }
}
