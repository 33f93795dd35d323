package io.datachat.apex.route.early;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Whether early groups are few beside the rows they stand for, by what the catalog knows of the tables. Wrong guesses
/// cost time, never rows.
final class Expectation {
    private static final double FEWEST_ROWS = 10_000;
    private static final double ROWS_PER_GROUP = 8;
    private static final int YEARS = 10;

    private final DatabaseCatalog catalog;

    Expectation(DatabaseCatalog catalog) {
        this.catalog = catalog;
    }

    /// @return why it pays, as a sentence; empty when it does not, or nobody knows
    Optional<String> pays(Split split) {
        if (!(split.fact() instanceof TableScan scan)) return Optional.empty();
        var fact = table(scan);
        if (fact.isEmpty() || fact.get().rows() < FEWEST_ROWS) return Optional.empty();
        var groups = groups(split, fact.get());
        if (groups.isEmpty()
                || groups.getAsDouble() * ROWS_PER_GROUP > fact.get().rows()
                || groups.getAsDouble() > most()) return Optional.empty();
        var by = split.keys().toList().stream()
                .map(key -> fact.get().columns().get(key).name())
                .toList();
        return Optional.of(String.format(
                Locale.ROOT,
                "aggregate early: the %,d rows of %s are grouped by %s before they are joined",
                fact.get().rows(),
                fact.get().name().table(),
                String.join(", ", by)));
    }

    /// PostgreSQL sorts, or writes to disk, groups that do not fit its `work_mem`, which is 4 MB where nobody
    /// changed it; the join first is faster then.
    private double most() {
        return switch (catalog.backend()) {
            case DUCKDB -> Double.MAX_VALUE;
            case POSTGRESQL -> 30_000;
        };
    }

    private OptionalDouble groups(Split split, Table fact) {
        var groups = 1.0;
        for (var key : split.keys()) {
            var values = fact.columns().get(key).statistics() == null ? partners(split.joins(), key) : known(fact, key);
            if (values.isEmpty()) return values;
            groups *= Math.max(1, values.getAsDouble());
        }
        for (var axis : split.ownAxes()) {
            if (split.keys().contains(RelOptUtil.InputFinder.bits(axis))) continue;
            var values = values(axis, fact);
            if (values.isEmpty()) return values;
            groups *= values.getAsDouble();
        }
        return OptionalDouble.of(groups);
    }

    /// A key has as many values as the table that it points to has rows.
    private OptionalDouble partners(List<Join> joins, int key) {
        for (var join : joins)
            for (var condition : RelOptUtil.conjunctions(join.getCondition()))
                if (condition instanceof RexCall equal
                        && equal.getKind() == SqlKind.EQUALS
                        && equal.operands.stream().anyMatch(operand -> isField(operand, key))
                        && join.getRight() instanceof TableScan scan) {
                    var target = table(scan);
                    if (target.isPresent() && target.get().rows() >= 0)
                        return OptionalDouble.of((double) target.get().rows());
                }
        return OptionalDouble.empty();
    }

    private static boolean isField(RexNode expression, int field) {
        return expression instanceof RexInputRef reference && reference.getIndex() == field;
    }

    private static OptionalDouble known(Table fact, int column) {
        var statistics = fact.columns().get(column).statistics();
        return statistics == null ? OptionalDouble.empty() : OptionalDouble.of((double) statistics.distinct());
    }

    private static OptionalDouble values(RexNode axis, Table fact) {
        if (axis instanceof RexInputRef reference) {
            return axis.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                    ? OptionalDouble.of(2)
                    : known(fact, reference.getIndex());
        }
        if (!(axis instanceof RexCall call)) return OptionalDouble.empty();
        if (call.getKind() == SqlKind.CAST) return values(call.operands.getFirst(), fact);
        return call.getKind() == SqlKind.FLOOR && call.operands.size() == 2 ? buckets(call) : OptionalDouble.empty();
    }

    /// Data of ten years.
    private static OptionalDouble buckets(RexCall floor) {
        if (!(floor.operands.get(1) instanceof RexLiteral unit)) return OptionalDouble.empty();
        return switch (unit.getValueAs(TimeUnitRange.class)) {
            case YEAR -> OptionalDouble.of(YEARS);
            case QUARTER -> OptionalDouble.of(YEARS * 4);
            case MONTH -> OptionalDouble.of(YEARS * 12);
            case WEEK -> OptionalDouble.of(YEARS * 52);
            case DAY -> OptionalDouble.of(YEARS * 365);
            case null, default -> OptionalDouble.empty();
        };
    }

    private Optional<Table> table(TableScan scan) {
        return catalog.table(String.join(".", scan.getTable().getQualifiedName()));
    }
}
