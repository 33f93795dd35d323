package io.datachat.apex.plan.lift;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.plan.lift.form.Conjuncts;
import io.datachat.apex.plan.lift.form.Literals;
import io.datachat.apex.plan.lift.form.Unlike;
import io.datachat.apex.read.normal.ColumnNames;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model.BoundMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// What SQL does with its aggregate: columns, conditions on groups, order, limit. All of it stays as it is written,
/// over the columns of the metrics.
final class Above {
    /// Where the metrics begin among the fields that stand for groups and metrics.
    private static final int METRICS = 1_000_000;

    private static final RexBuilder REX = new RexBuilder(RelationalTypes.FACTORY);
    private final Aggregate aggregate;
    private final List<Filter> having;
    private final @Nullable Project project;
    private final RelNode base;
    private final RelNode top;
    private final ImmutableBitSet read;

    private Above(Aggregate aggregate, List<Filter> having, @Nullable Project project, RelNode base, RelNode top) {
        this.aggregate = aggregate;
        this.having = having;
        this.project = project;
        this.base = base;
        this.top = top;
        this.read = read();
    }

    /// Finds the one aggregate of a query.
    static Above of(RelNode top) {
        var node = top;
        while (true) {
            var below = node instanceof Project project ? project.getInput() : node;
            List<Filter> having = new ArrayList<>();
            while (below instanceof Filter filter) {
                having.addFirst(filter);
                below = filter.getInput();
            }
            if (below instanceof Aggregate aggregate)
                return new Above(aggregate, having, node instanceof Project found ? found : null, node, top);
            if (!(node instanceof Project || node instanceof Filter || node instanceof Sort))
                throw new Unlike(
                        node.getInputs().isEmpty()
                                ? "it aggregates nothing"
                                : "it is not one aggregate of joined tables");
            node = node.getInput(0);
        }
    }

    Aggregate aggregate() {
        return aggregate;
    }

    /// Whether the query looks at what the call computes.
    boolean reads(int call) {
        return read.get(aggregate.getGroupCount() + call);
    }

    private ImmutableBitSet read() {
        var all = ImmutableBitSet.builder();
        if (project == null) all.set(0, aggregate.getRowType().getFieldCount());
        else project.getProjects().forEach(column -> all.addAll(RelOptUtil.InputFinder.bits(column)));
        conditions().forEach(condition -> all.addAll(RelOptUtil.InputFinder.bits(condition)));
        return all.build();
    }

    /// Every group has a row, so that it has one need not be asked.
    private List<RexNode> conditions() {
        List<RexNode> all = new ArrayList<>();
        for (var filter : having) {
            var parts = Conjuncts.of(filter.getCondition());
            if (aggregate.getGroupCount() == 0 || parts.stream().noneMatch(this::someRow))
                all.add(filter.getCondition());
            else parts.stream().filter(part -> !someRow(part)).forEach(all::add);
        }
        return all;
    }

    private boolean someRow(RexNode part) {
        if (part.getKind() != SqlKind.GREATER_THAN
                || !(((RexCall) part).getOperands().getFirst() instanceof RexInputRef ref)
                || ref.getIndex() < aggregate.getGroupCount()
                || !(((RexCall) part).getOperands().get(1) instanceof RexLiteral zero)
                || !Literals.spelled(zero).equals("n:0")) return false;
        var call = aggregate.getAggCallList().get(ref.getIndex() - aggregate.getGroupCount());
        return call.getAggregation().getKind() == SqlKind.COUNT
                && call.getArgList().isEmpty()
                && call.filterArg < 0;
    }

    /// A formula of a metric, recognised in the expressions over the aggregate.
    ///
    /// @param measures whether a field of the aggregate is this measure
    record Metrics(List<BoundMetric> metrics, BiPredicate<Formula.Measured, Integer> measures) {}

    /// The same expressions over groups and metrics.
    ///
    /// @param used     the metrics, in order of appearance
    /// @param computed columns that are calculated from metrics
    record Said(List<RexNode> having, List<RexNode> columns, List<BoundMetric> used, List<String> computed) {}

    Said say(Metrics metrics) {
        List<BoundMetric> used = new ArrayList<>();
        var saying = new Saying(aggregate.getGroupCount(), metrics, used);
        List<RexNode> columns = new ArrayList<>();
        List<String> computed = new ArrayList<>();
        var fields = base.getRowType().getFieldList();
        var names = ColumnNames.named(base.getRowType().getFieldNames(), List.of());
        for (var field : fields) {
            RexNode written = project == null
                    ? new RexInputRef(field.getIndex(), field.getType())
                    : project.getProjects().get(field.getIndex());
            var said = saying.of(written);
            if (said instanceof RexCall && !casts(said)) computed.add(names.get(field.getIndex()));
            columns.add(said);
        }
        List<RexNode> conditions = new ArrayList<>();
        for (var condition : conditions()) conditions.add(saying.of(condition));
        if (used.isEmpty()) throw new Unlike("it computes no value");
        return new Said(conditions, columns, used, computed);
    }

    private static boolean casts(RexNode node) {
        return node instanceof RexInputRef
                || (node instanceof RexCall call
                        && call.getKind() == SqlKind.CAST
                        && casts(call.getOperands().getFirst()));
    }

    private record Saying(int groups, Metrics metrics, List<BoundMetric> used) {
        RexNode of(RexNode written) {
            if (RexOver.containsOver(written)) throw new Unlike("it computes a window over its groups");
            if (RexUtil.SubQueryFinder.find(written) != null)
                throw new Unlike("it has a query among its columns or conditions");
            return written.accept(new RexShuttle() {
                @Override
                public RexNode visitCall(RexCall call) {
                    var metric = metric(call);
                    return metric == null ? super.visitCall(call) : metric;
                }

                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    if (ref.getIndex() < groups) return ref;
                    var metric = metric(ref);
                    if (metric == null) throw new Unlike("one of its aggregates is only part of a metric");
                    return metric;
                }
            });
        }

        private @Nullable RexNode metric(RexNode node) {
            for (var metric : metrics.metrics())
                if (computes(metric.formula(), node)) {
                    if (!used.contains(metric)) used.add(metric);
                    return new RexInputRef(METRICS + used.indexOf(metric), node.getType());
                }
            return null;
        }

        private boolean computes(Formula formula, RexNode node) {
            return switch (formula) {
                case Formula.Measured measured ->
                    node instanceof RexInputRef ref
                            && ref.getIndex() >= groups
                            && metrics.measures().test(measured, ref.getIndex() - groups);
                case Formula.Ratio(Formula numerator, Formula denominator) -> {
                    if (node.getKind() != SqlKind.DIVIDE || node.getType().getSqlTypeName() != SqlTypeName.DOUBLE)
                        yield false;
                    var divided = ((RexCall) node).getOperands();
                    yield computes(numerator, undoubled(divided.get(0)))
                            && computes(denominator, nonzero(divided.get(1)));
                }
                case Formula.Filled(Formula of, var value, boolean gaps) ->
                    !gaps
                            && value != null
                            && node instanceof RexCall call
                            && call.getKind() == SqlKind.COALESCE
                            && call.getOperands().size() == 2
                            && Literals.number(value)
                                    .equals(number(call.getOperands().get(1)))
                            && computes(of, call.getOperands().get(0));
                case Formula.Arithmetic(var rex, var operands, var _) ->
                    Alike.of(rex, node, (operand, over) -> computes(operands.get(operand), over));
                case Formula.Block _ -> false;
            };
        }

        private static String number(RexNode node) {
            if (node.getKind() == SqlKind.CAST)
                return number(((RexCall) node).getOperands().getFirst());
            return node instanceof RexLiteral literal ? Literals.spelled(literal) : "";
        }

        /// A quotient of doubles is one whichever side is converted.
        private static RexNode undoubled(RexNode node) {
            return node.getKind() == SqlKind.CAST && node.getType().getSqlTypeName() == SqlTypeName.DOUBLE
                    ? ((RexCall) node).getOperands().getFirst()
                    : node;
        }

        /// A zero divisor gives NULL anyhow.
        private static RexNode nonzero(RexNode node) {
            var inner = undoubled(node);
            if (inner.getKind() != SqlKind.NULLIF) return inner;
            var operands = ((RexCall) inner).getOperands();
            return number(operands.get(1)).equals("n:0") ? undoubled(operands.get(0)) : inner;
        }
    }

    /// The whole query over the answer of the metrics.
    ///
    /// @param axes   for each group its column of the answer
    /// @param before how many columns of the answer come before the metrics
    RelNode over(RelNode answer, Said said, List<Integer> axes, int before) {
        IntUnaryOperator place = field -> field < METRICS ? axes.get(field) : before + field - METRICS;
        var rows = answer;
        for (var condition : said.having()) rows = LogicalFilter.create(rows, placed(condition, answer, place));
        List<RexNode> columns = new ArrayList<>();
        for (var column : said.columns()) columns.add(placed(column, answer, place));
        RelNode replaced = LogicalProject.create(
                rows, List.of(), columns, base.getRowType().getFieldNames(), Set.of());
        return rebuilt(top, replaced);
    }

    private RelNode rebuilt(RelNode node, RelNode replaced) {
        if (node == base) return replaced;
        var input = rebuilt(node.getInput(0), replaced);
        return switch (node) {
            case Sort sort -> LogicalSort.create(input, sort.getCollation(), sort.offset, sort.fetch);
            case Filter filter -> LogicalFilter.create(input, filter.getCondition());
            case Project over ->
                LogicalProject.create(input, List.of(), over.getProjects(), over.getRowType(), Set.of());
            default -> throw new IllegalStateException("not found on the way down: " + node);
        };
    }

    private static RexNode placed(RexNode said, RelNode answer, IntUnaryOperator place) {
        return said.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                var field = RexInputRef.of(place.applyAsInt(ref.getIndex()), answer.getRowType());
                return typed(field, ref.getType());
            }
        });
    }

    /// In the type that the SQL gives it, which must hold the value as it is.
    private static RexNode typed(RexNode value, RelDataType wanted) {
        var type = value.getType();
        var from = RelationalTypes.from(type);
        if (type.getSqlTypeName() == wanted.getSqlTypeName() && from.equals(RelationalTypes.from(wanted))) return value;
        if (!holds(type, wanted))
            throw new Unlike("its columns are of other types: "
                    + RelationalTypes.from(wanted).word() + ", not " + from.word());
        return REX.makeAbstractCast(
                RelationalTypes.FACTORY.createTypeWithNullability(wanted, type.isNullable()), value, false);
    }

    private static boolean holds(RelDataType from, RelDataType to) {
        return switch (to.getSqlTypeName()) {
            case TIMESTAMP -> from.getSqlTypeName() == SqlTypeName.DATE;
            case CHAR, VARCHAR ->
                from.getSqlTypeName() == SqlTypeName.VARCHAR || from.getSqlTypeName() == SqlTypeName.CHAR;
            case BIGINT -> from.getSqlTypeName() == SqlTypeName.INTEGER;
            case DECIMAL ->
                (from.getSqlTypeName() == SqlTypeName.BIGINT && to.getPrecision() - to.getScale() >= 19)
                        || (from.getSqlTypeName() == SqlTypeName.DECIMAL
                                && to.getScale() >= from.getScale()
                                && to.getPrecision() - to.getScale() >= from.getPrecision() - from.getScale());
            default -> false;
        };
    }
}
