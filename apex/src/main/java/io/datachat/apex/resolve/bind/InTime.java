package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.BucketValue;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.bind.entity.Findings;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.Lens.Move;
import io.datachat.apex.resolve.model.Lens.Reach;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Amount;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Binds what looks at other moments than its own: cumulative metrics and inputs with an offset.
final class InTime {
    /// Of one's own calendar; that it exists is known when the metric is asked for.
    private static final Pattern PERIODS = Pattern.compile("([1-9]\\d*)\\s+([a-z][a-z0-9_]*)");

    private final Findings findings;

    InTime(Findings findings) {
        this.findings = findings;
    }

    /// Finds the formula of a metric that another is made of, or notes why there is none.
    interface Parts {
        @Nullable
        Formula find(DataPoint.Metric whole, String id, String path);
    }

    @Nullable
    Formula cumulative(DataPoint.Metric metric, Execution.Cumulative cumulative, Parts parts) {
        var base = parts.find(metric, cumulative.metric(), "execution.cumulative");
        if (base == null) return null;
        var reach = reach(metric, cumulative);
        if (reach == null) return null;
        if (cumulative.bucketValue() == BucketValue.AVERAGE && !(base instanceof Formula.Measured)) {
            broken(
                    metric,
                    "execution.bucket_value",
                    "an average over moments is of one measure, and " + cumulative.metric() + " has several parts");
            return null;
        }
        return base.map(measure -> {
            if (!usable(metric, measure, "execution.cumulative")) return null;
            if (measure.lens().accumulates()) {
                broken(metric, "execution.cumulative", cumulative.metric() + " is cumulative already");
                return null;
            }
            return measure.seenThrough(
                    named(metric.id(), base, measure),
                    new Lens(measure.lens().moves(), reach, cumulative.bucketValue()));
        });
    }

    private @Nullable Reach reach(DataPoint.Metric metric, Execution.Cumulative cumulative) {
        if (cumulative.window() != null && cumulative.toDate() != null) {
            broken(metric, "execution.to_date", "give 'window' or 'to_date', not both");
            return null;
        }
        if (cumulative.toDate() != null) return new Reach.Since(cumulative.toDate());
        if (cumulative.window() == null) return new Reach.Always();
        var window = amount(metric, cumulative.window(), "execution.window");
        return window == null ? null : new Reach.Trailing(window);
    }

    /// The input seen from the moments of the whole.
    @Nullable
    Formula moved(DataPoint.Metric metric, Execution.Input input, Formula base, String path) {
        if (input.offset() != null && input.startOf() != null) {
            broken(metric, path, "input " + input.name() + " has an offset and start_of; give one");
            return null;
        }
        if (input.offset() == null && input.startOf() == null) return base;
        var move = input.startOf() == null
                ? back(metric, input.offset(), path + ".offset")
                : new Move.StartOf(input.startOf());
        if (move == null) return null;
        return base.map(measure -> usable(metric, measure, path)
                ? measure.seenThrough(
                        named(input.name(), base, measure), measure.lens().behind(move))
                : null);
    }

    private static String named(String name, Formula base, BoundMeasure measure) {
        return base instanceof Formula.Measured ? name : name + "_" + measure.name();
    }

    private @Nullable Move back(DataPoint.Metric metric, @Nullable String offset, String path) {
        var periods = PERIODS.matcher(offset == null ? "" : offset.strip());
        if (periods.matches()
                && Amount.parse(periods.group()).isEmpty()
                && periods.group(1).length() < 6)
            return new Move.BackPeriods(Integer.parseInt(periods.group(1)), periods.group(2));
        var amount = offset == null ? null : amount(metric, offset, path);
        return amount == null ? null : new Move.Back(amount);
    }

    private @Nullable Amount amount(DataPoint.Metric metric, String text, String path) {
        var amount = Amount.parse(text);
        if (amount.isEmpty())
            findings.add(
                    metric,
                    path,
                    Problem.of(
                                    ResolveCode.BROKEN_DEFINITION,
                                    "metric " + metric.id() + ": '" + text + "' is no amount of time")
                            .hint("write " + Amount.FORM));
        return amount.orElse(null);
    }

    private boolean usable(DataPoint.Metric metric, BoundMeasure measure, String path) {
        if (measure.time() != null) return true;
        broken(metric, path, "entity " + measure.entity().id() + " has no time column");
        return false;
    }

    private void broken(DataPoint.Metric metric, String path, String why) {
        findings.add(metric, path, Problem.of(ResolveCode.BROKEN_DEFINITION, "metric " + metric.id() + ": " + why));
    }
}
