package io.datachat.tests.evaluator;

import io.datachat.apex.query.MetricQuery.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Filters of a query, value by value (docs/values.md section 4).
final class Conditions {
    private Conditions() {}

    static boolean holds(Filter filter, @Nullable Object value) {
        return switch (filter.op()) {
            case IS_NULL -> value == null;
            case NOT_NULL -> value != null;
            case EQ -> value != null && compare(value, filter.values().getFirst()) == 0;
            case NE -> value != null && compare(value, filter.values().getFirst()) != 0;
            case IN -> value != null && filter.values().stream().anyMatch(given -> compare(value, given) == 0);
            case NOT_IN -> value != null && filter.values().stream().allMatch(given -> compare(value, given) != 0);
            case LT -> value != null && compare(value, filter.values().getFirst()) < 0;
            case LTE -> value != null && compare(value, filter.values().getFirst()) <= 0;
            case GT -> value != null && compare(value, filter.values().getFirst()) > 0;
            case GTE -> value != null && compare(value, filter.values().getFirst()) >= 0;
            case BETWEEN -> value != null && between(value, filter.values());
            case CONTAINS ->
                value != null
                        && ((String) value).contains((String) filter.values().getFirst());
            case STARTS_WITH ->
                value != null
                        && ((String) value).startsWith((String) filter.values().getFirst());
        };
    }

    private static boolean between(Object value, List<Object> ends) {
        return compare(value, ends.get(0)) >= 0 && compare(value, ends.get(1)) <= 0;
    }

    private static int compare(Object value, Object given) {
        return Values.compare(value, fit(value, given));
    }

    /// The given value in the type of the dimension's value.
    private static Object fit(Object value, Object given) {
        if (value instanceof BigDecimal || value instanceof Double) {
            return given instanceof String text ? new BigDecimal(text.strip()) : Values.decimal(given);
        }
        if (!(given instanceof String text) || value instanceof String) return given;
        return switch (value) {
            case Boolean _ -> Boolean.valueOf(text);
            case LocalDate _ -> text.length() == 10 ? LocalDate.parse(text) : moment(text);
            case LocalDateTime _ -> moment(text);
            case Instant _ -> Instant.parse(text);
            default -> throw new Unanswerable("no value for " + value.getClass() + ": " + given);
        };
    }

    private static LocalDateTime moment(String text) {
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
