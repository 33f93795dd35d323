package io.datachat.apex.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Stretch;
import io.datachat.apex.words.Meaning.OfDimension;
import io.datachat.apex.words.Meaning.OfMetric;
import io.datachat.apex.words.Reading.Matched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A query in the making. Equally named dimensions stay side by side until all metrics are known.
final class Draft {
    /// @param grain of a dimension of time
    private record Axis(
            String words,
            List<OfDimension> dimensions,
            @Nullable Grain grain) {}

    /// @param loose whether it was said by its value alone, so that a second value of the dimension is an
    /// alternative
    private record Condition(String words, List<OfDimension> dimensions, Op op, List<Object> values, boolean loose) {}

    /// @param field null for the first metric
    private record Ordering(@Nullable String field, List<OfDimension> dimensions, boolean descending) {}

    private final Set<String> metrics = new LinkedHashSet<>();
    private final List<Axis> axes = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Ordering> orderings = new ArrayList<>();
    private final List<Matched> how = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Grain grain;
    private @Nullable String period;
    private @Nullable Stretch stretch;
    private @Nullable Integer limit;
    private Compare compare = Compare.NONE;
    private @Nullable Stretch comparedWith;
    private String comparedWords = "";

    void problem(Problem problem) {
        problems.add(problem);
    }

    void problem(WordsCode code, String message, String hint) {
        problems.add(Problem.of(code, message).hint(hint));
    }

    private void twice(String what, String words) {
        problem(
                WordsCode.SAID_TWICE,
                "'" + words + "' is a second " + what,
                "leave one of them out, or ask two questions");
    }

    void metric(String words, List<OfMetric> meanings) {
        if (meanings.size() > 1) {
            twoReadings(words, meanings);
            return;
        }
        metrics.add(meanings.getFirst().id());
        how.add(new Matched(words, meanings.getFirst().shown()));
    }

    boolean hasMetric() {
        return !metrics.isEmpty();
    }

    boolean limited() {
        return limit != null;
    }

    void axis(String words, List<OfDimension> dimensions, @Nullable Grain itsGrain) {
        axes.add(new Axis(words, dimensions, itsGrain));
    }

    void grain(String words, Grain asked) {
        if (grain != null && grain != asked) twice("time grain", words);
        grain = asked;
        how.add(new Matched(words, "grain " + asked.word()));
    }

    void period(String words, Stretch meant) {
        if (period != null) twice("period", words);
        period = words;
        stretch = meant;
        how.add(new Matched(words, "period " + meant));
    }

    void limit(String words, int rows) {
        if (limit != null) twice("limit", words);
        limit = rows;
        how.add(new Matched(words, "limit " + rows));
    }

    void condition(String words, List<OfDimension> dimensions, Op op, List<Object> values) {
        conditions.add(new Condition(words, dimensions, op, values, false));
    }

    void looseCondition(String words, List<OfDimension> dimensions, boolean not, Object value) {
        conditions.add(new Condition(words, dimensions, not ? Op.NOT_IN : Op.IN, List.of(value), true));
    }

    void orderByFirstMetric(boolean descending) {
        orderings.add(new Ordering(null, List.of(), descending));
    }

    void orderBy(String field, boolean descending) {
        orderings.removeIf(
                ordering -> ordering.field() == null && ordering.dimensions().isEmpty());
        orderings.add(new Ordering(field, List.of(), descending));
    }

    void orderBy(List<OfDimension> dimensions, boolean descending) {
        orderings.add(new Ordering(null, dimensions, descending));
    }

    /// The direction that an earlier `top` or `bottom` asked for.
    boolean topDescending() {
        return orderings.stream()
                .filter(ordering -> ordering.field() == null)
                .findFirst()
                .map(Ordering::descending)
                .orElse(true);
    }

    void compare(String words, Compare with) {
        if (compare != Compare.NONE || comparedWith != null) twice("comparison", words);
        compare = with;
        how.add(new Matched(
                words, with == Compare.PREVIOUS_YEAR ? "compare with previous year" : "compare with previous period"));
    }

    void compare(String words, Stretch with) {
        if (compare != Compare.NONE || comparedWith != null) twice("comparison", words);
        comparedWith = with;
        comparedWords = words;
    }

    Reading finish(Homes homes, List<String> everyMetric) {
        if (metrics.isEmpty() && problems.isEmpty())
            problems.add(Problem.of(WordsCode.NO_METRIC, "the question names no metric")
                    .hint("ask for example for '" + (everyMetric.isEmpty() ? "revenue" : everyMetric.getFirst())
                            + " by month'")
                    .choices(everyMetric.stream().limit(5).toList()));
        var dimensions = new ArrayList<MetricQuery.Dimension>();
        for (var axis : axes) {
            var path = one(homes, axis.words(), axis.dimensions());
            dimensions.add(new MetricQuery.Dimension(path, axis.grain()));
            how.add(new Matched(axis.words(), "dimension " + path));
        }
        var filters = filters(homes);
        var order = new ArrayList<MetricQuery.Order>();
        for (var ordering : orderings) {
            var field =
                    ordering.dimensions().isEmpty() ? ordering.field() : one(homes, "the order", ordering.dimensions());
            if (field == null && !metrics.isEmpty()) field = metrics.iterator().next();
            if (field != null) order.add(new MetricQuery.Order(field, ordering.descending()));
        }
        settleComparison();
        if (!problems.isEmpty()) return new Reading.NotUnderstood(problems);
        var span = period == null ? null : new MetricQuery.Span.Words(period);
        return new Reading.Understood(
                new MetricQuery(
                        List.copyOf(metrics),
                        dimensions,
                        grain,
                        span,
                        filters,
                        List.of(),
                        order,
                        limit,
                        compare,
                        null,
                        null,
                        Map.of(),
                        false,
                        MetricQuery.Framing.PLAIN),
                how);
    }

    private List<MetricQuery.Filter> filters(Homes homes) {
        var filters = new ArrayList<MetricQuery.Filter>();
        var loose = new LinkedHashMap<Map.Entry<String, Op>, List<Object>>();
        for (var condition : conditions) {
            var path = one(homes, condition.words(), condition.dimensions());
            how.add(new Matched(condition.words(), "filter on " + path));
            if (condition.loose())
                loose.computeIfAbsent(Map.entry(path, condition.op()), _ -> new ArrayList<>())
                        .addAll(condition.values());
            else filters.add(new MetricQuery.Filter(path, condition.op(), condition.values()));
        }
        loose.forEach((key, values) -> {
            var single = key.getValue() == Op.IN ? Op.EQ : Op.NE;
            filters.add(new MetricQuery.Filter(key.getKey(), values.size() == 1 ? single : key.getValue(), values));
        });
        return filters;
    }

    private String one(Homes homes, String words, List<OfDimension> candidates) {
        var fitting = homes.fitting(candidates, metrics);
        if (fitting.size() > 1) twoReadings(words, fitting);
        return fitting.getFirst().path();
    }

    void twoReadings(String words, List<? extends Meaning> meanings) {
        var readings = meanings.stream().map(Meaning::shown).distinct().toList();
        problems.add(Problem.of(
                        WordsCode.TWO_READINGS,
                        "'" + words + "' can be " + String.join(" or ", readings) + "; DataChat does not guess")
                .choices(meanings.stream().map(Draft::written).distinct().toList()));
    }

    private static String written(Meaning meaning) {
        return switch (meaning) {
            case OfMetric metric -> metric.id();
            case OfDimension dimension -> dimension.path();
            case Meaning.OfValue value -> value.shown();
            case Meaning.OfEntity entity -> entity.id();
        };
    }

    /// `march 2024 vs march 2023` names the stretch; only the two that a comparison can be with are accepted.
    private void settleComparison() {
        if (comparedWith == null) return;
        var asked = stretch == null ? null : stretch.closed().orElse(null);
        if (asked != null && comparedWith.equals(Stretch.of(asked.previous())))
            compare(comparedWords, Compare.PREVIOUS_PERIOD, asked);
        else if (asked != null && comparedWith.equals(Stretch.of(asked.previousYear())))
            compare(comparedWords, Compare.PREVIOUS_YEAR, asked);
        else
            problem(
                    WordsCode.MISPLACED,
                    "a comparison with '" + comparedWords + "' is not possible"
                            + (asked == null ? ": the question has no period" : ""),
                    "write 'compared with the previous period' or 'compared with last year'");
    }

    private void compare(String words, Compare with, io.datachat.apex.time.Period asked) {
        compare = with;
        how.add(new Matched(words, "comparison of " + Stretch.of(asked) + " with " + comparedWith));
    }
}
