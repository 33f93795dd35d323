package io.datachat.apex.resolve.bind;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.bind.entity.Draft;
import io.datachat.apex.resolve.bind.entity.ExpressionBinding;
import io.datachat.apex.resolve.bind.entity.Findings;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.ResolveCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Binds one aggregation to its entity: argument, filters and time, with types that fit.
final class MeasureBinding {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private final Map<String, BoundEntity> entities;
    private final ExpressionBinding expressions;
    private final Findings findings;

    MeasureBinding(Map<String, BoundEntity> entities, ExpressionBinding expressions, Findings findings) {
        this.entities = entities;
        this.expressions = expressions;
        this.findings = findings;
    }

    Map<String, BoundEntity> entities() {
        return entities;
    }

    @Nullable
    BoundMeasure bind(DataPoint.Metric metric, Execution.Measure measure) {
        var entity = entities.get(measure.entity());
        if (entity == null && findings.blames(metric, "execution.entity", measure.entity())) return null;
        if (entity == null) {
            findings.add(
                    metric,
                    "execution.entity",
                    Problem.of(
                                    ResolveCode.BROKEN_DEFINITION,
                                    "metric " + metric.id() + ": entity '" + measure.entity()
                                            + "' is unknown or broken")
                            .choices(Nearest.of(measure.entity(), entities.keySet(), 3)));
            return null;
        }
        var draft = expressions.draft(entity.id());
        var argument = measure.expression() == null
                ? null
                : expressions.bind(draft, measure.expression(), metric, "execution.expression");
        if (argument != null) checkArgument(metric, measure.aggregation(), argument.type());
        if (argument == null && measure.expression() == null && measure.aggregation() != Aggregation.COUNT)
            misfit(metric, "execution", "a " + word(measure.aggregation()) + " needs an expression");
        var filters = conditions(metric, entity.id(), measure.filters());
        var time = measure.time() == null
                ? entity.time()
                : expressions.bind(draft, measure.time(), metric, "execution.time");
        if (time != null && !time.type().temporal())
            findings.add(
                    metric,
                    "execution.time",
                    Problem.of(
                            ResolveCode.BAD_TIME,
                            "metric " + metric.id() + ": its time is "
                                    + time.type().word() + ", not a date or timestamp"));
        var snapshot = snapshot(metric, draft, measure.snapshot(), time);
        checkStatistic(metric, measure);
        return findings.clean(metric) && filters != null
                ? new BoundMeasure(
                        metric.id(), entity, statistic(measure), argument, filters, time, snapshot, Lens.PLAIN, null)
                : null;
    }

    /// @return null when a problem was noted
    @Nullable
    List<BoundExpression> conditions(DataPoint.Metric metric, String entity, List<String> filters) {
        List<BoundExpression> conditions = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            var condition = expressions.condition(
                    expressions.draft(entity), filters.get(i), metric, "execution.filters[" + i + "]");
            if (condition != null) conditions.add(condition);
        }
        return conditions.size() == filters.size() ? conditions : null;
    }

    private void checkArgument(DataPoint.Metric metric, Aggregation aggregation, DataType type) {
        var fits = switch (aggregation) {
            case SUM, AVG, MEDIAN, PERCENTILE -> type.numeric();
            case MIN, MAX ->
                type.numeric()
                        || type.temporal()
                        || type == Simple.TEXT
                        || type == Simple.TIME
                        || type == Simple.BOOLEAN;
            case COUNT, COUNT_DISTINCT -> true;
        };
        if (!fits)
            misfit(metric, "execution.expression", "cannot take the " + word(aggregation) + " of a " + type.word());
    }

    private static BoundMeasure.Statistic statistic(Execution.Measure measure) {
        var fraction = measure.aggregation() == Aggregation.MEDIAN ? HALF : measure.percentile();
        return new BoundMeasure.Statistic(
                measure.aggregation(), fraction, measure.discrete(), measure.approximate(), measure.nullWithoutRows());
    }

    private void checkStatistic(DataPoint.Metric metric, Execution.Measure measure) {
        var percentile = measure.percentile();
        var wanted = measure.aggregation() == Aggregation.PERCENTILE;
        if (wanted && percentile == null)
            misfit(metric, "execution", "a percentile needs 'percentile:', from 0 to 1, such as 0.95");
        if (!wanted && percentile != null)
            misfit(metric, "execution.percentile", "'percentile' is for aggregation percentile only");
        if (percentile != null && (percentile.signum() < 0 || percentile.compareTo(BigDecimal.ONE) > 0))
            misfit(metric, "execution.percentile", "percentile " + percentile + " is not between 0 and 1");
        var ranked = wanted || measure.aggregation() == Aggregation.MEDIAN;
        if (measure.discrete() && !ranked)
            misfit(metric, "execution.discrete", "'discrete' is for percentile and median only");
        if (measure.approximate() && !ranked && measure.aggregation() != Aggregation.COUNT_DISTINCT)
            misfit(metric, "execution.approximate", "'approximate' is for count_distinct, percentile and median only");
        if (measure.nullWithoutRows()
                && measure.aggregation() != Aggregation.COUNT
                && measure.aggregation() != Aggregation.COUNT_DISTINCT)
            misfit(metric, "execution.null_without_rows", "'null_without_rows' is for counts only");
    }

    private BoundMeasure.@Nullable Snapshot snapshot(
            DataPoint.Metric metric,
            Draft draft,
            Execution.@Nullable Snapshot snapshot,
            @Nullable BoundExpression time) {
        if (snapshot == null) return null;
        var moment = snapshot.time() == null
                ? time
                : expressions.bind(draft, snapshot.time(), metric, "execution.snapshot.time");
        if (moment == null) {
            if (findings.clean(metric))
                misfit(metric, "execution.snapshot", "a snapshot needs a time, and the measure has none");
            return null;
        }
        List<BoundExpression> per = new ArrayList<>();
        for (int i = 0; i < snapshot.per().size(); i++) {
            var bound = expressions.bind(draft, snapshot.per().get(i), metric, "execution.snapshot.per[" + i + "]");
            if (bound != null) per.add(bound);
        }
        return new BoundMeasure.Snapshot(snapshot.take(), per, moment);
    }

    private void misfit(DataPoint.Metric metric, String path, String what) {
        findings.add(metric, path, Problem.of(ResolveCode.BAD_EXPRESSION, "metric " + metric.id() + ": " + what));
    }

    private static String word(Aggregation aggregation) {
        return aggregation.name().toLowerCase(java.util.Locale.ROOT);
    }
}
