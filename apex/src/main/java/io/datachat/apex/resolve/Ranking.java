package io.datachat.apex.resolve;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Top;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Gaps;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sort;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.slice.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The largest values of one axis: which question ranks them, and the axis that tells all others from NULL
/// (docs/values.md, section 20).
final class Ranking {
    private final MetricQuery query;
    private final List<Axes.Read> axes;
    private final Top top;
    private final int axis;
    private final List<Problem> problems;

    private Ranking(MetricQuery query, List<Axes.Read> axes, Top top, int axis, List<Problem> problems) {
        this.query = query;
        this.axes = axes;
        this.top = top;
        this.axis = axis;
        this.problems = problems;
    }

    /// @return null when nothing is ranked, or cannot be
    static @Nullable Ranking of(MetricQuery query, List<Axes.Read> axes, List<Problem> problems) {
        var top = query.framing().top();
        if (top == null) return null;
        var columns = axes.stream().map(read -> read.axis().column()).toList();
        var axis = columns.indexOf(top.dimension());
        if (axis < 0) axis = Axes.indexAsked(axes, top.dimension());
        var known = problems.size();
        if (query.valuesOnly())
            problems.add(misfit("a top ranks by a metric, and none is asked for", "add the metric"));
        else if (!query.metrics().contains(top.metric()))
            problems.add(misfit("a top ranks by a metric of the query, and '" + top.metric() + "' is not", "add it")
                    .choices(Nearest.of(top.metric(), query.metrics(), 3)));
        if (axis < 0)
            problems.add(misfit(
                            "a top keeps values of a dimension of the query, and '" + top.dimension() + "' is not",
                            "add it to the dimensions")
                    .choices(Nearest.of(top.dimension(), columns, 3)));
        else if (axes.get(axis).axis().time()) problems.add(ofTime(columns.get(axis)));
        else if (axes.get(axis).axis().type() == Simple.DOUBLE)
            problems.add(misfit(
                    "the values of '" + columns.get(axis)
                            + "' are doubles, which two computations may give differently",
                    "take a dimension of another type"));
        if (top.count() < 1)
            problems.add(Problem.of(ResolveCode.BAD_LIMIT, "a top of " + top.count() + " is not from 1"));
        return problems.size() > known ? null : new Ranking(query, axes, top, axis, problems);
    }

    private static Problem ofTime(String column) {
        return misfit(
                "'" + column + "' is time, and a top keeps values of other dimensions",
                "order by the metric and limit the rows");
    }

    private static Problem misfit(String why, String hint) {
        return Problem.of(ResolveCode.FRAMING_MISFIT, why).hint(hint);
    }

    /// The axes with the one that is TRUE for other values.
    List<Axes.Read> shown(Axes reader) {
        List<Axes.Read> shown = new ArrayList<>(axes);
        shown.add(axis + 1, reader.other(axes.get(axis).axis()));
        return shown;
    }

    /// Whether nothing else divides the answer.
    boolean alone() {
        return axes.size() == 1;
    }

    /// By rank, the others last.
    List<Sort> order(List<String> outputs) {
        return List.of(new Sort(axis + 1, false), new Sort(outputs.indexOf(top.metric()), true), new Sort(axis, false));
    }

    /// Its first rows have the values that are kept.
    MetricQuery question() {
        var dimension = query.grain() == null
                ? query.dimensions().get(axis)
                : query.dimensions().get(axis - 1);
        return new MetricQuery(
                List.of(top.metric()),
                List.of(dimension),
                null,
                query.period(),
                query.filters(),
                query.where(),
                List.of(new Order(top.metric(), true)),
                null,
                Compare.NONE,
                query.zone(),
                query.targetDatabase(),
                query.parameters(),
                query.includeProposed(),
                Framing.PLAIN);
    }

    ResolvedQuery.Top top(ResolvedQuery ranking) {
        return new ResolvedQuery.Top(axis, ranking, top.count());
    }

    Problem about(Problem problem) {
        return new Problem(
                problem.code(),
                "the top by '" + top.metric() + "' over the whole period: " + problem.message(),
                problem.place(),
                problem.hint(),
                problem.choices());
    }

    List<Fact> divided(List<Fact> facts) {
        return facts.stream().map(this::divided).toList();
    }

    private Fact divided(Fact fact) {
        if (ownTime(fact)) problems.add(ofTime(axes.get(axis).axis().column()));
        return new Fact(
                fact.entity(),
                fact.time(),
                fact.sight(),
                twice(fact.cuts()),
                fact.conditions(),
                fact.periodics(),
                fact.period(),
                fact.previous(),
                fact.measures(),
                fact.overlaps());
    }

    private boolean ownTime(Fact fact) {
        var cut = fact.cuts().get(axis);
        if (cut.time() || cut.expression().equals(fact.time())) return true;
        return cut.expression().columns().stream()
                .filter(column -> column.periodic() >= 0)
                .map(column -> fact.periodics().get(column.periodic()).time())
                .anyMatch(time -> time.equals(fact.time()) || time.columns().contains(ColumnAt.MOMENT));
    }

    Gaps divided(Gaps gaps) {
        List<Optional<ResolvedQuery.Cut>> cuts = new ArrayList<>(gaps.cuts());
        cuts.add(axis + 1, Optional.empty());
        return new Gaps(gaps.sight(), gaps.edges(), gaps.conditions(), gaps.periodics(), cuts);
    }

    /// Both axes look at the same values.
    private <T> List<T> twice(List<T> cuts) {
        List<T> all = new ArrayList<>(cuts);
        all.add(axis + 1, cuts.get(axis));
        return all;
    }
}
