package io.datachat.apex.resolve;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers what is wrong while a library is bound, by definition, so that one broken definition spoils only itself.
final class Findings {
    private final Library library;
    private final Map<String, List<Problem>> broken = new LinkedHashMap<>();

    Findings(Library library) {
        this.library = library;
    }

    /// @param path of the fact in its YAML, such as `execution.expression`
    void add(DataPoint point, String path, Problem problem) {
        var placed = problem.place() != null
                ? problem
                : library.definition(point.type(), point.id())
                        .map(definition -> problem.at(definition.place(path)))
                        .orElse(problem);
        broken.computeIfAbsent(key(point), _ -> new ArrayList<>()).add(placed);
    }

    boolean clean(DataPoint point) {
        return !broken.containsKey(key(point));
    }

    List<Problem> of(DataPoint point) {
        return broken.getOrDefault(key(point), List.of());
    }

    Map<String, List<Problem>> byDefinition() {
        return broken;
    }

    List<Problem> all() {
        return broken.values().stream().flatMap(List::stream).distinct().toList();
    }

    static String key(DataPoint point) {
        return point.type().word() + ":" + point.id();
    }
}
