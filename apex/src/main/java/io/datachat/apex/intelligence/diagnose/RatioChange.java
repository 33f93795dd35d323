package io.datachat.apex.intelligence.diagnose;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The change of a ratio between two periods, divided between its numerator and its denominator without a residual.
///
/// With R = N/D, each part's contribution is the mean of its effects when it changes first and when it changes last
/// (the Shapley value of a game with two players, Shapley 1953):
///
///     from N: (N1 - N0) (D0 + D1) / 2 D0 D1        from D: (D0 - D1) (N0 + N1) / 2 D0 D1
///
/// The two add up to R1 - R0 exactly; both numerators are computed in exact decimals and divided once.
///
/// @param before  the ratio in the earlier period; `after` in the later; `change` their difference
/// @param receipt of the one query that fetched all values
public record RatioChange(
        String metric, BigDecimal before, BigDecimal after, BigDecimal change, List<Part> parts, Receipt receipt) {
    public RatioChange {
        parts = List.copyOf(parts);
    }

    /// @param contribution to the change of the ratio, in the ratio's unit; the parts' contributions add up to the
    /// change
    public record Part(String metric, BigDecimal before, BigDecimal after, BigDecimal contribution) {}

    /// What has to be known: both parts in both periods.
    ///
    /// @throws Rejection when the metric is not a ratio of two metrics
    public static MetricQuery question(DataPoint.Metric metric, @Nullable Span period, Compare compare) {
        var ratio = ratio(metric);
        return new MetricQuery(
                List.of(ratio.numerator(), ratio.denominator()),
                List.of(),
                null,
                period,
                List.of(),
                List.of(),
                List.of(),
                null,
                compare,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    /// @param answer to [#question]
    /// @throws Rejection when a part has no value, or a denominator is zero, so that there is no change to explain
    public static RatioChange of(DataPoint.Metric metric, Answer answer) {
        var ratio = ratio(metric);
        var n0 = value(metric, answer, ratio.numerator() + "_previous");
        var n1 = value(metric, answer, ratio.numerator());
        var d0 = value(metric, answer, ratio.denominator() + "_previous");
        var d1 = value(metric, answer, ratio.denominator());
        if (d0.signum() == 0 || d1.signum() == 0)
            throw new Rejection(Problem.of(
                    DiagnoseCode.NO_VALUE,
                    "metric " + metric.id() + ": " + ratio.denominator() + " is zero in one of the periods"));
        var twice = d0.multiply(d1).multiply(BigDecimal.TWO);
        var fromNumerator = n1.subtract(n0).multiply(d0.add(d1));
        var fromDenominator = d0.subtract(d1).multiply(n0.add(n1));
        return new RatioChange(
                metric.id(),
                divide(n0, d0),
                divide(n1, d1),
                divide(fromNumerator.add(fromDenominator), twice),
                List.of(
                        new Part(ratio.numerator(), n0, n1, divide(fromNumerator, twice)),
                        new Part(ratio.denominator(), d0, d1, divide(fromDenominator, twice))),
                answer.receipt());
    }

    private static Execution.Ratio ratio(DataPoint.Metric metric) {
        if (metric.execution() instanceof Execution.Ratio ratio) return ratio;
        throw new Rejection(Problem.of(
                        DiagnoseCode.NOT_A_RATIO,
                        "metric " + metric.id() + " is not a ratio, so its change has no two parts")
                .hint("only ratio metrics can be taken apart yet"));
    }

    private static BigDecimal value(DataPoint.Metric metric, Answer answer, String column) {
        for (int i = 0; i < answer.columns().size(); i++) {
            if (!answer.columns().get(i).name().equals(column)) continue;
            return switch (answer.rows().getFirst().get(i)) {
                case BigDecimal exact -> exact;
                case Long whole -> BigDecimal.valueOf(whole);
                case Double approximate when Double.isFinite(approximate) -> BigDecimal.valueOf(approximate);
                case null, default ->
                    throw new Rejection(Problem.of(
                            DiagnoseCode.NO_VALUE, "metric " + metric.id() + ": " + column + " has no value"));
            };
        }
        throw new IllegalArgumentException("not an answer to the question: no column " + column);
    }

    private static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, MathContext.DECIMAL128);
    }
}
