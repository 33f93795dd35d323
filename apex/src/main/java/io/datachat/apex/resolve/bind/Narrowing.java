package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The definitions that are there for somebody who does not see all tables and columns: those that could be bound to
/// what they do see. A definition that could not is not broken for them but unknown, and no message speaks of it.
public final class Narrowing {
    private Narrowing() {}

    /// @param bind binds a library to the catalogs that this person sees
    public static Model of(Model full, Function<Library, Model> bind) {
        var model = bind.apply(full.library());
        // What goes may have been what others were made of.
        for (; ; ) {
            var library = narrowed(model);
            if (library.definitions().equals(model.library().definitions())
                    && library.domains().equals(model.library().domains())) return model;
            model = bind.apply(library);
        }
    }

    private static Library narrowed(Model model) {
        List<Definition> kept = new ArrayList<>();
        for (var definition : model.library().definitions()) {
            switch (definition.point()) {
                case Entity entity -> {
                    var bound = model.entities().get(entity.id());
                    if (bound != null)
                        kept.add(new Definition(narrowed(entity, bound), definition.tiers(), definition.places()));
                }
                case DataPoint.Metric metric -> {
                    if (metric.execution() == null || model.metrics().containsKey(metric.id())) kept.add(definition);
                }
                default -> kept.add(definition);
            }
        }
        var domains = model.library().domains().stream()
                .filter(placed -> readable(placed.domain(), model))
                .toList();
        return new Library(kept, domains, List.of(), model.library().version());
    }

    /// Not even the name of a workspace is told to those who see none of its tables.
    private static boolean readable(Domain domain, Model model) {
        return domain.tables().stream()
                .anyMatch(table -> model.databases().values().stream()
                        .anyMatch(relations ->
                                relations.catalog().table(table.table()).isPresent()));
    }

    private static Entity narrowed(Entity entity, BoundEntity bound) {
        return new Entity(
                entity.common(),
                entity.database(),
                entity.source(),
                entity.primaryKey(),
                entity.unique(),
                entity.valid(),
                entity.calendar(),
                bound.time() == null ? null : entity.time(),
                entity.timeZone(),
                entity.dimensions().stream()
                        .filter(dimension -> bound.dimensions().containsKey(dimension.name()))
                        .toList(),
                entity.relationships().stream()
                        .filter(relationship -> bound.steps().containsKey(relationship.role()))
                        .toList(),
                entity.freshness());
    }
}
