package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what is wrong while a library is bound, by definition, so that one broken definition spoils only itself.
public final class Findings {
    private final Library library;
    private final Map<String, List<Problem>> broken = new LinkedHashMap<>();

    public Findings(Library library) {
        this.library = library;
    }

    /// @param path of the fact in its YAML, such as `execution.expression`
    public void add(DataPoint point, String path, Problem problem) {
        var placed = problem.place() == null ? problem.at(place(point, path)) : problem;
        broken.computeIfAbsent(Model.key(point), _ -> new ArrayList<>()).add(placed);
    }

    @Nullable
    public Place place(DataPoint point, String path) {
        return library.definition(point.type(), point.id())
                .map(definition -> definition.place(path))
                .orElse(null);
    }

    /// Says of a definition what is wrong with the entity it is about.
    ///
    /// @return false when the entity is not broken but unknown
    public boolean blames(DataPoint point, String path, String entity) {
        var broken = library.find(DataPoint.Entity.class, entity).map(this::of).orElse(List.of());
        broken.forEach(problem -> add(point, path, problem));
        return !broken.isEmpty();
    }

    public void unknownDatabase(DataPoint point, String path, String database, Databases databases) {
        var unreadable = databases.unreadable().get(database);
        if (unreadable != null) unreadable.forEach(problem -> add(point, path, problem));
        else
            add(
                    point,
                    path,
                    Problem.of(
                                    ResolveCode.UNKNOWN_DATABASE,
                                    point.type().word() + " " + point.id() + ": unknown database '" + database + "'")
                            .choices(Nearest.of(database, databases.names(), 3)));
    }

    public boolean clean(DataPoint point) {
        return !broken.containsKey(Model.key(point));
    }

    List<Problem> of(DataPoint point) {
        return broken.getOrDefault(Model.key(point), List.of());
    }

    public Map<String, List<Problem>> byDefinition() {
        return broken;
    }

    public List<Problem> all() {
        return broken.values().stream().flatMap(List::stream).distinct().toList();
    }
}
