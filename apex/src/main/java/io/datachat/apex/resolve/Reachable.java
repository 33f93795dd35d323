package io.datachat.apex.resolve;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Paths;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The dimensions that a set of metrics can be grouped by.
public final class Reachable {
    private Reachable() {}

    /// @param path     as it may be written: the shortest way that is not ambiguous
    /// @param overlaps whether one row of a metric may count in several groups
    public record Dimension(
            String path, String entity, DataType type, List<Grain> grains, List<String> synonyms, boolean overlaps) {}

    /// @throws Rejection naming every metric that cannot answer
    public static List<Dimension> of(Model model, List<String> metrics) {
        List<Problem> problems = new ArrayList<>();
        for (var id : metrics)
            if (!model.metrics().containsKey(id)) problems.addAll(new MetricNames(model).missing(id));
        Rejection.unlessEmpty(problems);
        var sources = metrics.stream()
                .flatMap(id -> model.metric(id).formula().measures())
                .map(measure -> measure.entity().id())
                .collect(Collectors.toSet());
        List<Dimension> dimensions = new ArrayList<>();
        for (var entity : model.entities().values()) {
            var ways = sources.stream()
                    .map(source -> model.paths().between(source, entity.id()))
                    .toList();
            if (!ways.stream().allMatch(Paths.Path.Found.class::isInstance)) continue;
            var overlaps = ways.stream().anyMatch(way -> way instanceof Paths.Path.Found(var _, boolean many) && many);
            entity.dimensions()
                    .forEach((name, expression) -> dimensions.add(new Dimension(
                            model.dimensions().shortest(entity.id(), name),
                            entity.id(),
                            expression.type(),
                            grains(model, expression.type()),
                            synonyms(entity, name),
                            overlaps)));
        }
        return dimensions;
    }

    private static List<String> synonyms(BoundEntity entity, String name) {
        return entity.definition().dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .flatMap(dimension -> dimension.synonyms().stream())
                .toList();
    }

    private static List<Grain> grains(Model model, DataType type) {
        if (!type.temporal()) return List.of();
        var tooFine = type == Simple.DATE ? Set.of(Grain.MINUTE, Grain.HOUR) : Set.<Grain>of();
        return Arrays.stream(Grain.values())
                .filter(grain -> !tooFine.contains(grain) && model.almanac().knows(grain))
                .toList();
    }
}
