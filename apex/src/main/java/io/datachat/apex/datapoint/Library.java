package io.datachat.apex.datapoint;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every DataPoint of a project after managed and user files were merged. Immutable; a reload makes a new one.
///
/// Every look-up is one in a map: the library is asked many times for each query.
public final class Library {
    private final List<Definition> definitions;
    private final List<Domain.Placed> domains;
    private final List<Problem> problems;
    private final String version;
    private final Map<DataPoint.Type, Map<String, Definition>> byType = new HashMap<>();
    private final Map<Class<?>, List<DataPoint>> byClass = new HashMap<>();

    /// @param definitions in the order of type, then id
    /// @param domains     the workspaces, by name
    /// @param problems    everything the linter found, errors and warnings; a file with errors contributes its last
    /// good version
    /// @param version     a hash over all definitions: equal text, equal version
    public Library(List<Definition> definitions, List<Domain.Placed> domains, List<Problem> problems, String version) {
        this.definitions = List.copyOf(definitions);
        this.domains = List.copyOf(domains);
        this.problems = List.copyOf(problems);
        this.version = version;
        for (var definition : this.definitions) {
            var point = definition.point();
            byType.computeIfAbsent(point.type(), _ -> new LinkedHashMap<>()).putIfAbsent(point.id(), definition);
        }
        byType.values().forEach(points -> {
            var all = points.values().stream().map(Definition::point).toList();
            byClass.put(all.getFirst().getClass(), all);
        });
    }

    public List<Definition> definitions() {
        return definitions;
    }

    /// The workspaces, in the order of their names.
    public List<Domain.Placed> domains() {
        return domains;
    }

    public List<Problem> problems() {
        return problems;
    }

    public String version() {
        return version;
    }

    /// @param tiers  the tier each stated fact came from, by its path in the YAML: `execution.filters` → USER
    /// @param places where each stated fact stands, by the same paths; `""` is the DataPoint itself
    public record Definition(DataPoint point, Map<String, Tier> tiers, Map<String, Place> places) {
        public Definition {
            tiers = Map.copyOf(tiers);
            places = Map.copyOf(places);
        }

        /// Where a fact stands, or the nearest thing around it that has a place.
        public @Nullable Place place(String path) {
            return nearest(places, path);
        }

        /// The place of a line and column (both from one) inside a text of several lines, such as
        /// `execution.sql_template`.
        public @Nullable Place within(String path, int line, int column) {
            var start = place(path);
            return start == null
                    ? null
                    : Place.at(start.source(), start.line() + line - 1, start.column() + column - 1);
        }
    }

    static @Nullable Place nearest(Map<String, Place> places, String path) {
        for (var at = path; !at.isEmpty(); at = around(at)) {
            var place = places.get(at);
            if (place != null) return place;
        }
        return places.get("");
    }

    private static String around(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    public enum Tier {
        MANAGED,
        USER
    }

    /// @param type one of the records of [DataPoint]
    public <T extends DataPoint> Optional<T> find(Class<T> type, String id) {
        var sample = byClass.get(type);
        return sample == null
                ? Optional.empty()
                : definition(sample.getFirst().type(), id)
                        .map(Definition::point)
                        .map(type::cast);
    }

    /// @param type one of the records of [DataPoint], or `DataPoint` itself for all
    public <T extends DataPoint> List<T> all(Class<T> type) {
        return byClass.getOrDefault(type, type == DataPoint.class ? points() : List.of()).stream()
                .map(type::cast)
                .toList();
    }

    private List<DataPoint> points() {
        return definitions.stream().map(Definition::point).toList();
    }

    public Optional<Definition> definition(DataPoint.Type type, String id) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(id));
    }

    /// The ids of one type, in order.
    public Set<String> ids(DataPoint.Type type) {
        return byType.getOrDefault(type, Map.of()).keySet();
    }
}
