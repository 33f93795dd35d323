package io.datachat.apex.resolve;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Asked;
import io.datachat.apex.resolve.asked.ResolvedQuery.Gaps;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.slice.Axes;
import io.datachat.apex.resolve.slice.Calendars;
import io.datachat.apex.resolve.slice.Sights;
import io.datachat.apex.resolve.slice.Slicing;
import io.datachat.apex.time.Stretch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is shown besides the groups themselves, and so which columns the answer has.
final class Framings {
    private final MetricQuery query;
    private final List<Axes.Read> axes;
    private final List<Asked> metrics;
    private final List<Problem> problems;

    Framings(MetricQuery query, List<Axes.Read> axes, List<Asked> metrics, List<Problem> problems) {
        this.query = query;
        this.axes = axes;
        this.metrics = metrics;
        this.problems = problems;
    }

    void check() {
        var framing = query.framing();
        if (framing.extremes() && !metrics.isEmpty())
            misfit("the extremes of dimensions are asked for without metrics", "leave the metrics out");
        if (framing.gaps() && timeless()) misfit("gaps are gaps of time, and no grain is asked for", "add a grain");
        if (!framing.shares()) return;
        if (metrics.isEmpty() || axes.isEmpty())
            misfit("shares are parts of a whole, and nothing divides it", "add a dimension");
        for (var metric : metrics) {
            if (!metric.formula().type().numeric())
                misfit("metric '" + metric.id() + "' is no number, so it has no share", "leave it out");
            if (metric.formula().measures().anyMatch(measure -> !measure.lens().plain()))
                misfit(
                        "metric '" + metric.id() + "' looks at moments, so there is no value over all of them",
                        "leave shares out");
        }
    }

    private boolean timeless() {
        return axes.stream().noneMatch(read -> read.axis().time());
    }

    private void misfit(String why, String hint) {
        problems.add(Problem.of(ResolveCode.FRAMING_MISFIT, why).hint(hint));
    }

    /// Every column of the answer, in order: what may be sorted by.
    List<String> outputs() {
        List<String> names = new ArrayList<>();
        for (var read : axes) {
            if (!query.framing().extremes()) names.add(read.axis().column());
            else for (var suffix : ResolvedQuery.EXTREMES) names.add(read.axis().column() + suffix);
        }
        for (var metric : metrics) {
            names.add(metric.id());
            if (query.compare() != Compare.NONE)
                for (var suffix : ResolvedQuery.COMPARED) names.add(metric.id() + suffix);
            if (query.framing().shares()) names.add(metric.id() + ResolvedQuery.SHARE);
        }
        if (new HashSet<>(names).size() < names.size())
            problems.add(Problem.of(ResolveCode.ASKED_TWICE, "two columns would have the same name: " + names));
        return names;
    }

    /// @return null when only buckets with rows are shown
    @Nullable
    Gaps gaps(Stretch period, Slicing slicing, Calendars calendars) {
        var wanted = query.framing().gaps()
                || metrics.stream().anyMatch(metric -> metric.formula().gaps());
        if (!wanted || timeless()) return null;
        var clock = Sights.clock(
                Lens.PLAIN,
                axes.stream()
                        .filter(read -> read.axis().time())
                        .flatMap(read -> Stream.ofNullable(read.axis().cut()))
                        .toList());
        return slicing.gaps(new Sight.Clock(Lens.PLAIN, clock, calendars.of(clock)), period);
    }
}
