package io.datachat.apex.words;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Cardinality;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.words.Meaning.OfDimension;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Where metrics are at home, to tell equally named dimensions apart: the metrics' own entity first, then what its rows
/// belong to.
final class Homes {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private final Library library;

    Homes(Library library) {
        this.library = library;
    }

    /// The one of equally named dimensions that fits the metrics, or all that fit equally well.
    List<OfDimension> fitting(List<OfDimension> candidates, Collection<String> metrics) {
        if (candidates.size() < 2) return candidates;
        var homes = new LinkedHashSet<String>();
        for (var metric : metrics) addHomes(metric, homes, new HashSet<>());
        var own = candidates.stream()
                .filter(candidate -> homes.contains(candidate.entity()))
                .toList();
        if (own.size() == 1 && homes.size() == 1) return own;
        var reachable = candidates.stream()
                .filter(candidate ->
                        homes.stream().allMatch(home -> parents(home).contains(candidate.entity())))
                .toList();
        return reachable.isEmpty() ? candidates : reachable;
    }

    private void addHomes(String metric, Set<String> homes, Set<String> seen) {
        if (!seen.add(metric)) return;
        var found = library.find(DataPoint.Metric.class, metric);
        if (found.isEmpty() || found.get().execution() == null) return;
        switch (found.get().execution()) {
            case Execution.Measure measure -> homes.add(measure.entity());
            case Execution.Filtered filtered -> addHomes(filtered.metric(), homes, seen);
            case Execution.Ratio ratio -> {
                addHomes(ratio.numerator(), homes, seen);
                addHomes(ratio.denominator(), homes, seen);
            }
            case Execution.Derived derived -> {
                var names = NAME.matcher(derived.expression());
                while (names.find()) addHomes(names.group(), homes, seen);
                derived.inputs().forEach(input -> addHomes(input.metric(), homes, seen));
            }
            case Execution.Cumulative cumulative -> addHomes(cumulative.metric(), homes, seen);
            case Execution.Conversion conversion -> addHomes(conversion.from(), homes, seen);
            case Execution.Template template -> {}
        }
    }

    /// The entity and all that its rows belong to, over any number of steps.
    private Set<String> parents(String entity) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>(List.of(entity));
        while (!open.isEmpty()) {
            var next = open.remove();
            if (!reached.add(next)) continue;
            library.find(DataPoint.Entity.class, next).stream()
                    .flatMap(found -> found.relationships().stream())
                    .filter(relationship -> relationship.cardinality() != Cardinality.ONE_TO_MANY)
                    .forEach(relationship -> open.add(relationship.to()));
        }
        return reached;
    }
}
