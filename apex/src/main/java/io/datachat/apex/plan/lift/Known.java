package io.datachat.apex.plan.lift;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.plan.lift.form.Calling;
import io.datachat.apex.plan.lift.form.Grouped.Call;
import io.datachat.apex.plan.lift.form.Spelling;
import io.datachat.apex.plan.lift.form.Spelling.Column;
import io.datachat.apex.plan.lift.form.Unlike;
import io.datachat.apex.plan.lift.form.Way;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Model.BoundMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// A measure of the definitions in the spelling in which SQL is compared with it.
///
/// @param metric  the metric that is nothing but this measure; null when it is only part of others
/// @param part    a metric that it is part of
/// @param words   its own conditions by their text, as a person says them
/// @param argument what it aggregates, as a person says it
/// @param time    its time, spelled; empty without one
record Known(
        @Nullable BoundMetric metric,
        BoundMetric part,
        BoundMeasure measure,
        Call call,
        Map<String, String> words,
        String argument,
        String time) {
    static List<Known> of(Model model, DatabaseCatalog catalog) {
        List<Known> all = new ArrayList<>();
        model.metrics().values().stream()
                .filter(metric -> metric.database().equals(catalog.database()) && answers(metric))
                .sorted(Comparator.comparing(metric -> metric.definition().id()))
                .forEach(metric -> metric.formula().measures().distinct().forEach(measure -> {
                    if (plain(measure)) spelled(model, catalog, metric, measure).ifPresent(all::add);
                }));
        return List.copyOf(all);
    }

    /// What cannot be spelled is not recognised.
    private static Optional<Known> spelled(
            Model model, DatabaseCatalog catalog, BoundMetric metric, BoundMeasure measure) {
        try {
            return Optional.of(of(model, catalog, metric, measure));
        } catch (Unlike unlike) {
            return Optional.empty();
        }
    }

    static boolean answers(BoundMetric metric) {
        return metric.definition().common().review() != Review.PROPOSED;
    }

    private static boolean plain(BoundMeasure measure) {
        return measure.lens().plain()
                && measure.snapshot() == null
                && measure.conversion() == null
                && measure.statistic().fraction() == null
                && !measure.statistic().approximate()
                && !measure.statistic().nullWithoutRows();
    }

    private static Known of(Model model, DatabaseCatalog catalog, BoundMetric metric, BoundMeasure measure) {
        var columns = new Columns(model, catalog, measure.entity());
        List<RexNode> filters = new ArrayList<>();
        for (var filter : measure.filters()) filters.add(columns.placed(filter));
        var argument = measure.argument() == null ? null : columns.placed(measure.argument());
        var spelling = columns.spelling();
        var parts = new TreeMap<String, RexNode>();
        var calling = new Calling(spelling, parts, Set.of(), false, false);
        var call = calling.of(
                word(measure.aggregation()), measure.aggregation() == Aggregation.COUNT_DISTINCT, argument, filters);
        var time = measure.time() == null ? "" : spelling.moment(columns.placed(measure.time()));
        var own = metric.formula() instanceof Formula.Measured ? metric : null;
        var words = new TreeMap<String, String>();
        parts.forEach((text, rex) -> words.put(text, Plainly.of(rex, spelling)));
        var said = call.rex() == null ? "" : Plainly.of(call.rex(), spelling);
        return new Known(own, metric, measure, call, words, said, time);
    }

    private static String word(Aggregation aggregation) {
        return switch (aggregation) {
            case SUM -> "sum";
            case COUNT, COUNT_DISTINCT -> "count";
            case MIN -> "min";
            case MAX -> "max";
            case AVG -> "avg";
            case MEDIAN, PERCENTILE -> throw new Unlike("it ranks values");
        };
    }

    String root() {
        return measure.entity().table().name().toString();
    }

    /// Several bound expressions over one list of columns.
    static final class Columns {
        private final Model model;
        private final DatabaseCatalog catalog;
        private final BoundEntity entity;
        private final List<Column> columns = new ArrayList<>();

        Columns(Model model, DatabaseCatalog catalog, BoundEntity entity) {
            this.model = model;
            this.catalog = catalog;
            this.entity = entity;
        }

        RexNode placed(BoundExpression expression) {
            var offset = columns.size();
            for (var column : expression.columns()) {
                if (column.equals(BoundExpression.ColumnAt.MOMENT) || column.periodic() >= 0)
                    throw new Unlike("it depends on the moment at which a row stands");
                columns.add(new Column(Way.along(model, entity, column.path(), catalog), column.column()));
            }
            return org.apache.calcite.rex.RexUtil.shift(expression.rex(), offset);
        }

        Spelling spelling() {
            return new Spelling(columns::get);
        }
    }
}
