package io.datachat.apex.exchange.ossie;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A metric's SQL taken apart into aggregate calls and the arithmetic around them. What is more than that is left
/// alone: it is not for an import to guess.
record AggregateText(List<Call> calls, String around) {
    private static final Map<String, String> AGGREGATIONS = Map.of(
            "sum", "sum", "count", "count", "avg", "avg", "average", "avg", "min", "min", "max", "max", "median",
            "median");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*\\(");
    private static final Pattern DISTINCT = Pattern.compile("(?is)^\\s*distinct\\s+(.*)$");
    private static final Pattern REFERENCE =
            Pattern.compile("'(?:[^']|'')*'|([A-Za-z_][A-Za-z0-9_]*)\\s*\\.\\s*([A-Za-z_][A-Za-z0-9_]*)");

    /// @param aggregation in DataPoint words
    /// @param argument    `*` for a count of rows
    record Call(String aggregation, String argument) {
        Set<String> datasets() {
            Set<String> found = new LinkedHashSet<>();
            var references = REFERENCE.matcher(argument);
            while (references.find()) if (references.group(1) != null) found.add(references.group(1));
            return found;
        }
    }

    /// The name that stands for the i-th call in [#around].
    static String name(int index) {
        return "part_" + (index + 1);
    }

    /// @return empty when there is no aggregate, or one within another
    static Optional<AggregateText> read(String sql) {
        List<Call> calls = new ArrayList<>();
        var around = new StringBuilder();
        var call = CALL.matcher(sql);
        var at = 0;
        while (call.find(at)) {
            var aggregation = AGGREGATIONS.get(call.group(1).toLowerCase(Locale.ROOT));
            if (aggregation == null) {
                around.append(sql, at, call.end());
                at = call.end();
                continue;
            }
            var end = closing(sql, call.end());
            if (end < 0) return Optional.empty();
            var argument = sql.substring(call.end(), end).strip();
            if (nested(argument)) return Optional.empty();
            var distinct = DISTINCT.matcher(argument);
            if (distinct.matches()) {
                if (!aggregation.equals("count")) return Optional.empty();
                calls.add(new Call("count_distinct", distinct.group(1).strip()));
            } else calls.add(new Call(aggregation, argument));
            around.append(sql, at, call.start()).append(name(calls.size() - 1));
            at = end + 1;
        }
        around.append(sql.substring(at));
        return calls.isEmpty()
                ? Optional.empty()
                : Optional.of(new AggregateText(calls, around.toString().strip()));
    }

    /// Whether the metric is one aggregate and nothing else.
    boolean single() {
        return calls.size() == 1 && around.equals(name(0));
    }

    /// Rewrites `dataset.field` where it is no text.
    static String rewrite(String sql, UnaryOperator<String> dataset) {
        var rewritten = new StringBuilder();
        var references = REFERENCE.matcher(sql);
        var at = 0;
        while (references.find()) {
            rewritten.append(sql, at, references.start());
            if (references.group(1) == null) rewritten.append(references.group());
            else rewritten.append(dataset.apply(references.group(1))).append(references.group(2));
            at = references.end();
        }
        return rewritten.append(sql.substring(at)).toString();
    }

    private static boolean nested(String argument) {
        var inner = CALL.matcher(argument);
        while (inner.find()) if (AGGREGATIONS.containsKey(inner.group(1).toLowerCase(Locale.ROOT))) return true;
        return false;
    }

    private static int closing(String sql, int from) {
        var depth = 1;
        var quoted = false;
        for (int i = from; i < sql.length(); i++) {
            var c = sql.charAt(i);
            if (c == '\'') quoted = !quoted;
            if (quoted) continue;
            if (c == '(') depth++;
            if (c == ')' && --depth == 0) return i;
        }
        return -1;
    }
}
