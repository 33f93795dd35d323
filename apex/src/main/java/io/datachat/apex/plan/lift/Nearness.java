package io.datachat.apex.plan.lift;

import io.datachat.apex.plan.lift.form.Grouped;
import io.datachat.apex.plan.lift.form.Grouped.Call;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The metrics that SQL nearly computes, and what it does otherwise.
///
/// The distance of a metric is the number of its differences: another statistic, another column, each condition that
/// the SQL lacks, each join that repeats rows, another time, and what else keeps it from being certified. A metric is
/// told when it aggregates rows of a table that the SQL reads, takes the same statistic or the same column, and is at
/// most three away.
final class Nearness {
    private static final int FURTHEST = 3;
    private static final int MOST = 3;

    private Nearness() {}

    private record Measured(Known known, int distance, int shared, List<String> differences) {}

    static List<Lift.Nearly> of(Model model, List<Known> known, List<Grouped> seen, List<String> reasons) {
        Map<String, Measured> nearest = new LinkedHashMap<>();
        for (var grouped : seen)
            for (var one : known) {
                if (one.metric() == null || !one.root().equals(grouped.rows().root())) continue;
                for (var call : grouped.calls()) {
                    var measured = measured(one, call, grouped, reasons);
                    if (measured != null)
                        nearest.merge(id(one), measured, (was, is) -> ORDER.compare(was, is) <= 0 ? was : is);
                }
            }
        var ordered = nearest.values().stream().sorted(ORDER).toList();
        if (ordered.isEmpty()) return List.of();
        var best = ordered.getFirst().distance;
        return ordered.stream()
                .filter(one -> one.distance == best)
                .limit(MOST)
                .map(one -> new Lift.Nearly(id(one.known), one.differences))
                .toList();
    }

    private static final Comparator<Measured> ORDER = Comparator.comparingInt(Measured::distance)
            .thenComparing(Comparator.comparingInt(Measured::shared).reversed())
            .thenComparing(one -> id(one.known));

    private static String id(Known known) {
        return known.part().definition().id();
    }

    private static @Nullable Measured measured(Known known, Call written, Grouped grouped, List<String> reasons) {
        var instead = written.instead();
        var zero = instead != null && !known.call().argument().equals(written.argument());
        var call = instead == null || !zero ? written : instead;
        List<String> differences = new ArrayList<>();
        var own = known.call();
        var sameArgument = own.argument().equals(call.argument());
        var sameFunction = own.function().equals(call.function()) && own.distinct() == call.distinct();
        if (!sameArgument && !sameFunction) return null;
        if (!sameArgument || !sameFunction)
            differences.add("your query " + does(call, argument(call, grouped), grouped) + ", " + id(known) + " "
                    + does(own, known.argument(), grouped));
        var missing = new TreeSet<>(own.rows());
        missing.removeAll(call.rows());
        for (var condition : missing)
            differences.add("your query keeps other rows: " + id(known) + " takes only those where `"
                    + known.words().getOrDefault(condition, Plainly.of(condition)) + "`");
        for (var leaf : grouped.rows().multiplying())
            differences.add("your query joins " + table(leaf.name()) + ": a row of " + table(known.root())
                    + " counts once for each of its rows there");
        if (zero) differences.add("your query gives 0 where " + id(known) + " has no value");
        times(known, grouped, differences);
        if (differences.isEmpty())
            differences.addAll(reasons.stream().distinct().limit(1).toList());
        if (differences.isEmpty()) differences.add("it is not shown to give the same rows");
        if (differences.size() > FURTHEST) return null;
        var shared = new TreeSet<>(own.rows());
        shared.retainAll(call.rows());
        return new Measured(known, differences.size(), shared.size(), differences);
    }

    private static void times(Known known, Grouped grouped, List<String> differences) {
        if (known.time().isEmpty()) return;
        for (var group : grouped.groups()) {
            var text = group.text();
            if (!text.startsWith("start of ")) continue;
            var of = text.substring(text.indexOf(" of ", "start of ".length()) + " of ".length());
            if (!of.equals(known.time()))
                differences.add(
                        "your query groups by " + quoted(of) + ", " + id(known) + " takes " + quoted(known.time()));
        }
    }

    static String argument(Call call, Grouped grouped) {
        return call.rex() == null ? "" : Plainly.of(call.rex(), grouped.rows().spelling());
    }

    /// @param argument as a person says it
    static String does(Call call, String argument, Grouped grouped) {
        var of = "`" + argument + "`";
        var rows = "rows of " + table(grouped.rows().root());
        return switch (call.function()) {
            case "count" -> call.distinct() ? "counts different " + of : "counts " + rows;
            case "sum" -> "adds up " + of;
            case "min" -> "takes the smallest " + of;
            case "max" -> "takes the largest " + of;
            case "avg" -> "takes the average of " + of;
            default -> "takes " + call.function() + " of " + of;
        };
    }

    private static String quoted(String spelled) {
        return "`" + Plainly.of(spelled) + "`";
    }

    private static String table(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
