package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.EntityDimension;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.time.Grain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The definitions by id, and their expressions as trees.
final class Definitions {
    private final Map<String, Entity> entities = new HashMap<>();
    private final Map<String, Execution> metrics = new HashMap<>();
    private final Map<String, DataPoint.Metric.Fill> fills = new HashMap<>();
    private final Map<String, Expression> read = new HashMap<>();
    private final Beginnings beginnings;

    /// @param opened for each template that is one aggregate over joins: the measure it is
    Definitions(Library library, Map<String, Execution.Measure> opened, Beginnings beginnings) {
        this.beginnings = beginnings;
        for (var entity : library.all(DataPoint.Entity.class)) entities.put(entity.id(), entity);
        for (var metric : library.all(DataPoint.Metric.class)) {
            if (metric.execution() != null) metrics.put(metric.id(), metric.execution());
            if (metric.fill() != null) fills.put(metric.id(), metric.fill());
        }
        metrics.putAll(opened);
    }

    Beginnings beginnings() {
        return beginnings;
    }

    Execution metric(String id) {
        return Optional.ofNullable(metrics.get(id)).orElseThrow(() -> new Unanswerable("no metric " + id));
    }

    DataPoint.Metric.@Nullable Fill fill(String id) {
        return fills.get(id);
    }

    boolean hasMetric(String id) {
        return metrics.containsKey(id);
    }

    /// The calendar that has this period, and the column of it.
    Optional<Period> period(String word) {
        for (var entity : entities()) {
            var calendar = entity.calendar();
            if (calendar == null) continue;
            for (var period : calendar.periods())
                if (period.name().equals(word)) return Optional.of(new Period(entity, calendar.grain(), period.in()));
        }
        return Optional.empty();
    }

    record Period(Entity calendar, Grain grain, String column) {}

    Optional<Entity> calendar(Grain grain) {
        for (var entity : entities())
            if (entity.calendar() != null && entity.calendar().grain() == grain) return Optional.of(entity);
        return Optional.empty();
    }

    Entity entity(String id) {
        return Optional.ofNullable(entities.get(id)).orElseThrow(() -> new Unanswerable("no entity " + id));
    }

    boolean hasEntity(String id) {
        return entities.containsKey(id);
    }

    Iterable<Entity> entities() {
        return entities.values().stream()
                .sorted(java.util.Comparator.comparing(Entity::id))
                .toList();
    }

    /// The entity that alone has a dimension of this name; empty for none.
    Optional<Entity> owner(String dimension) {
        var owners = entities.values().stream()
                .filter(entity -> dimension(entity, dimension).isPresent())
                .toList();
        if (owners.size() > 1) throw new Unanswerable(owners.size() + " entities have a dimension " + dimension);
        return owners.stream().findFirst();
    }

    static Optional<EntityDimension> dimension(Entity entity, String name) {
        return entity.dimensions().stream()
                .filter(dimension -> dimension.name().equalsIgnoreCase(name))
                .findFirst();
    }

    Expression read(String text) {
        return read.computeIfAbsent(text, ExpressionReader::read);
    }

    List<Expression> read(List<String> texts) {
        return texts.stream().map(this::read).toList();
    }
}
