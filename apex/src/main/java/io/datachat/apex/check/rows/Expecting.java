package io.datachat.apex.check.rows;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.TypeWords;
import io.datachat.apex.check.rows.Expected.Column;
import io.datachat.apex.check.rows.Expected.Count;
import io.datachat.apex.check.rows.Expected.Range;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Metric.Nulls;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.govern.Governed;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Asked;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.template.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.util.ImmutableBitSet;

/// What is known of an answer's rows before they come: from the plan, from definitions, from what was measured.
public final class Expecting {
    private static final String TYPE = "never NULL, as its column says";

    private Expecting() {}

    /// What any plan tells. It is asked of the plan as the person knows it.
    public static Expected of(Plan plan, Governed governed) {
        var foreseen = Foreseen.of(plan.rel());
        var fields = plan.rel().getRowType().getFieldList();
        List<Column> columns = new ArrayList<>();
        for (var i = 0; i < fields.size(); i++) {
            var column = Column.of(
                    plan.columns().get(i).name(), plan.columns().get(i).type());
            // Groups that are too small are left out, and values of them are NULL.
            if (!governed.thinned() && !fields.get(i).getType().isNullable()) column = column.never(TYPE);
            columns.add(foreseen.counts().get(i) ? column.within(Range.COUNT) : column);
        }
        var key = foreseen.keys().stream()
                .filter(columnSet -> !columnSet.isEmpty())
                .findFirst()
                .map(ImmutableBitSet::asList)
                .orElse(List.of());
        var least = governed.thinned() ? 0 : foreseen.least();
        return new Expected(
                columns,
                key,
                new Count(least, foreseen.most(), counted(least, foreseen)),
                List.of(),
                null,
                null,
                List.of());
    }

    private static String counted(long least, Foreseen foreseen) {
        var most = foreseen.most();
        if (most == Long.MAX_VALUE) return "at least " + least;
        return least == most ? "exactly " + most : "at most " + most;
    }

    /// What the definitions say of metrics.
    public static Expected of(Expected plan, ResolvedQuery asked, Model model) {
        if (asked.metrics().isEmpty()) return plan;
        List<Column> columns = new ArrayList<>(plan.columns());
        var compared = asked.shift() != null;
        var alone = asked.facts().size() == 1 && !compared && asked.gaps() == null;
        var at = asked.axes().size();
        for (var metric : asked.metrics()) {
            var definition = model.metric(metric.id()).definition();
            columns.set(at, value(columns.get(at), definition, metric, alone));
            at++;
            if (compared) {
                columns.set(at, plausible(columns.get(at), definition));
                at += ResolvedQuery.COMPARED.size();
            }
            if (asked.framing().shares()) {
                if (counts(metric.formula()))
                    columns.set(at, columns.get(at).within(new Range(0, 1, "from 0 to 1, a part of a count")));
                at++;
            }
        }
        var axes = IntStream.range(0, asked.axes().size()).boxed().toList();
        var count = plan.count();
        var groups = Bounds.groups(asked, model);
        if (groups.isPresent())
            count = count.most(groups.get().rows(), groups.get().why());
        return new Expected(
                columns, axes, count, List.of(), Bounds.time(asked), Bounds.data(asked, model), plan.known());
    }

    private static Column value(Column column, DataPoint.Metric definition, Asked metric, boolean alone) {
        var own = plausible(column, definition).asValue();
        if (counts(metric.formula()) && own.range() == null) own = own.within(Range.COUNT);
        return switch (definition.nulls()) {
            case EXPECTED -> own.never(null);
            case NEVER -> alone ? own.never("never NULL, as " + definition.id() + " says") : own;
            case null -> own;
        };
    }

    private static boolean counts(Formula formula) {
        return formula instanceof Formula.Measured(var measure) && measure.counts();
    }

    private static Column plausible(Column column, DataPoint.Metric definition) {
        var range = definition.plausible();
        if (range == null) return column;
        var from = range.from();
        var to = range.to();
        var words = (from == null ? "" : "from " + from.toPlainString())
                + (to == null ? "" : (from == null ? "" : " ") + "to " + to.toPlainString());
        return column.within(new Range(
                from == null ? Double.NEGATIVE_INFINITY : from.doubleValue(),
                to == null ? Double.POSITIVE_INFINITY : to.doubleValue(),
                words + ", as " + definition.id() + " says"));
    }

    /// What a template says of its rows.
    public static Expected of(Expected plan, ResolvedTemplate asked, Model model) {
        var definition = model.metric(asked.block().metric()).definition();
        List<Column> columns = new ArrayList<>(plan.columns());
        var last = columns.size() - 1;
        if (last >= 0) {
            var own = plausible(columns.get(last), definition).asValue();
            columns.set(
                    last,
                    definition.nulls() == Nulls.NEVER ? own.never("never NULL, as " + definition.id() + " says") : own);
        }
        return plan.with(columns, count(plan.count(), asked)).knowing(missing(columns, asked));
    }

    private static Count count(Count plan, ResolvedTemplate asked) {
        var rows = asked.block().template().rows();
        if (rows == null) return plan;
        var least = rows.from() == null || asked.limited() ? plan.least() : Math.max(plan.least(), rows.from());
        var most = rows.to() == null ? plan.most() : Math.min(plan.most(), rows.to());
        var words = (rows.from() == null ? "" : "from " + rows.from())
                + (rows.to() == null ? "" : (rows.from() == null ? "" : " ") + "to " + rows.to());
        return new Count(least, most, words + ", as " + asked.block().metric() + " says");
    }

    private static List<Finding> missing(List<Column> columns, ResolvedTemplate asked) {
        var declared = asked.block().template().result();
        List<Finding> found = new ArrayList<>();
        for (var index = 0; index < declared.size(); index++) {
            var wanted = declared.get(index);
            var value = index == declared.size() - 1;
            var there = columns.stream()
                    .filter(column -> column.name().equals(value ? asked.block().metric() : wanted.name()))
                    .findFirst();
            if (there.isEmpty())
                found.add(Finding.of(
                        FindingCode.MISSING_COLUMN,
                        wanted.name(),
                        "a column of that name, as " + asked.block().metric() + " declares",
                        "the statement gives "
                                + String.join(
                                        ", ", columns.stream().map(Column::name).toList())));
            else if (!like(wanted, there.get().type()))
                found.add(Finding.of(
                        FindingCode.OTHER_TYPE,
                        there.get().name(),
                        wanted.type() + ", as " + asked.block().metric() + " declares",
                        there.get().type().word()));
        }
        return found;
    }

    /// Numbers are numbers: how wide they are is the database's business.
    private static boolean like(Execution.ResultColumn declared, DataType type) {
        var wanted = TypeWords.read(declared.type()).orElse(null);
        return wanted == null || wanted.equals(type) || (wanted.numeric() && type.numeric());
    }

    /// A vendor's own SQL, of which only what is declared is known.
    public static Expected declared(ResolvedTemplate asked, List<Plan.Column> columns, Model model) {
        var plain = columns.stream()
                .map(column -> Column.of(column.name(), column.type()))
                .toList();
        var named = asked.block().template().result().stream()
                .map(Execution.ResultColumn::name)
                .toList();
        var nothing = new Expected(plain, List.of(), Count.ANY, named, null, null, List.of());
        return of(nothing, asked, model);
    }
}
