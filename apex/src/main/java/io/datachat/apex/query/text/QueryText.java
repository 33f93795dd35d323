package io.datachat.apex.query.text;

import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.time.TimeCut;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The small forms of a question that requests, options and tiles share.
public final class QueryText {
    private QueryText() {}

    /// `region`, `ordered_at:month`, `time:day_of_week`.
    public static Dimension dimension(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) return new Dimension(text.strip(), null);
        return new Dimension(
                text.substring(0, colon).strip(),
                TimeCut.of(text.substring(colon + 1).strip()));
    }

    /// `revenue` upwards, `-revenue` downwards.
    public static Order order(String text) {
        return new Order(text.replaceFirst("^[-+]", ""), text.startsWith("-"));
    }

    /// A word such as `not_in`, or a sign such as `>=`.
    public static Optional<Op> op(String text) {
        return switch (text) {
            case "=" -> Optional.of(Op.EQ);
            case "!=", "<>" -> Optional.of(Op.NE);
            case "<" -> Optional.of(Op.LT);
            case "<=" -> Optional.of(Op.LTE);
            case ">" -> Optional.of(Op.GT);
            case ">=" -> Optional.of(Op.GTE);
            default ->
                Arrays.stream(Op.values()).filter(op -> word(op).equals(text)).findFirst();
        };
    }

    public static String word(Op op) {
        return op.name().toLowerCase(Locale.ROOT);
    }

    public static List<String> ops() {
        return Arrays.stream(Op.values()).map(QueryText::word).toList();
    }

    /// What is wrong with a number of values; null when it fits the operator.
    public static @Nullable String wrongCount(String field, Op op, int values) {
        var expected = switch (op) {
            case IS_NULL, NOT_NULL -> values == 0 ? null : "no value";
            case BETWEEN -> values == 2 ? null : "two values";
            case IN, NOT_IN -> values == 0 ? "at least one value" : null;
            case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH -> values == 1 ? null : "one value";
        };
        if (expected == null) return null;
        return "the filter on '" + field + "' needs " + expected + " for " + word(op) + ", not " + values;
    }
}
