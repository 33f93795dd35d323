package io.datachat.apex.datapoint;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every DataPoint of a project after managed and user files were merged. Immutable; a reload makes a new one.
///
/// @param definitions in the order of type, then id
/// @param problems    everything the linter found, errors and warnings; a file with errors contributes its last good version
/// @param version     a hash over all definitions: equal text, equal version
public record Library(List<Definition> definitions, List<Problem> problems, String version) {
    public Library {
        definitions = List.copyOf(definitions);
        problems = List.copyOf(problems);
    }

    /// @param tiers  the tier each stated fact came from, by its path in the YAML: `execution.filters` → USER
    /// @param places where each stated fact stands, by the same paths; `""` is the DataPoint itself
    public record Definition(DataPoint point, Map<String, Tier> tiers, Map<String, Place> places) {
        public Definition {
            tiers = Map.copyOf(tiers);
            places = Map.copyOf(places);
        }

        public @Nullable Place place(String path) {
            return places.getOrDefault(path, places.get(""));
        }
    }

    public enum Tier {
        MANAGED,
        USER
    }

    public <T extends DataPoint> Optional<T> find(Class<T> type, String id) {
        return all(type).stream().filter(point -> point.id().equals(id)).findFirst();
    }

    public <T extends DataPoint> List<T> all(Class<T> type) {
        return definitions.stream().map(Definition::point).filter(type::isInstance).map(type::cast).toList();
    }

    public Optional<Definition> definition(DataPoint.Type type, String id) {
        return definitions.stream()
                .filter(definition -> definition.point().type() == type && definition.point().id().equals(id))
                .findFirst();
    }
}
