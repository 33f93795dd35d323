package io.datachat.apex.plan.block;

import io.datachat.apex.plan.Plan;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Condition;
import io.datachat.apex.resolve.asked.ResolvedQuery.Cut;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;

/// A short name for what is aggregated, by what and under which conditions: the same whatever the aliases, the order
/// and the values.
public final class Fingerprints {
    /// Changes when what goes into the fingerprint changes: observations of different versions are never compared.
    private static final String VERSION = "2:";

    private static final int BYTES = 12;

    private Fingerprints() {}

    public static String of(ResolvedQuery asked) {
        return hash(sorted(asked.facts(), Fingerprints::fact)
                + (asked.shift() == null ? "" : " compared")
                + (asked.top() == null
                        ? ""
                        : " top of " + asked.top().axis() + " by "
                                + of(asked.top().ranking())));
    }

    /// Of a template's own block: its algebra, which has neither its aliases nor its values.
    public static String of(Plan plan) {
        return hash(RelOptUtil.toString(plan.rel()));
    }

    public static String ofText(String sql) {
        return hash(sql);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return VERSION + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String fact(Fact fact) {
        return fact.entity().table().name()
                + " by " + sorted(fact.cuts(), Fingerprints::cut)
                + " where " + sorted(fact.conditions(), Fingerprints::condition)
                + " in " + fact.period().size()
                + " take " + sorted(fact.measures(), Fingerprints::measure);
    }

    private static String cut(Cut cut) {
        return cut.cut() + " of " + expression(cut.expression());
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Compared compared -> compared.op() + " of " + expression(compared.target());
            case Condition.Held held -> "held " + expression(held.target());
        };
    }

    private static String measure(BoundMeasure measure) {
        var argument = measure.argument();
        return measure.statistic() + " of " + (argument == null ? "rows" : expression(argument)) + " where "
                + sorted(measure.filters(), Fingerprints::expression)
                + (measure.lens().plain() ? "" : " seen through " + measure.lens())
                + (measure.snapshot() == null ? "" : " at " + measure.snapshot().take())
                + (measure.conversion() == null
                        ? ""
                        : " into " + measure(measure.conversion().to()) + " within "
                                + measure.conversion().window());
    }

    private static String expression(BoundExpression expression) {
        return expression.rex() + " over " + expression.columns();
    }

    private static <T> String sorted(List<T> parts, Function<T, String> text) {
        return parts.stream().map(text).sorted().collect(Collectors.joining(", ", "(", ")"));
    }
}
