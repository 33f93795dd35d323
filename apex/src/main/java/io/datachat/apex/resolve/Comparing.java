package io.datachat.apex.resolve;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.slice.Axes;
import io.datachat.apex.time.Stretch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides how far back a comparison looks, or says why it cannot.
final class Comparing {
    private final MetricQuery query;
    private final Stretch period;
    private final List<Problem> problems;

    Comparing(MetricQuery query, Stretch period, List<Problem> problems) {
        this.query = query;
        this.period = period;
        this.problems = problems;
    }

    @Nullable
    Shift shift(List<Axes.Read> axes) {
        if (query.compare() == Compare.NONE) return null;
        var from = period.from();
        var to = period.to();
        if (from == null || to == null) {
            problems.add(Problem.of(ResolveCode.NO_COMPARISON, "a comparison needs a period with both ends")
                    .hint("add a period, such as last month"));
            return null;
        }
        var grains = axes.stream()
                .filter(read -> read.axis().time())
                .map(read -> read.axis().column())
                .toList();
        if (grains.size() > 1) {
            problems.add(Problem.of(
                    ResolveCode.NO_COMPARISON,
                    "a comparison takes one grain of time, not " + String.join(" and ", grains)));
            return null;
        }
        var grain = Shift.timeGrain(query);
        var shift = Shift.of(query, period);
        if (shift == null && grain != null)
            problems.add(Problem.of(
                            ResolveCode.NO_COMPARISON,
                            "the period " + from + " to " + to + " is not a whole number of " + grain.word() + "s")
                    .hint("take a period of whole " + grain.word() + "s, or a finer grain"));
        return shift;
    }
}
