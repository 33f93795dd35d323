package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Almanac;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A library bound to the databases it speaks of. Immutable: a new library or a new catalog makes a new model.
///
/// @param entities those that could be bound, by id
/// @param metrics  those that could be bound, by id
/// @param broken   why an entity or metric could not be bound, by `entity:id` or `metric:id`
/// @param problems all of these, and warnings
/// @param almanac  when weeks and fiscal years begin
public record Model(
        Library library,
        Map<String, Relations> databases,
        Map<String, BoundEntity> entities,
        Map<String, BoundMetric> metrics,
        Map<String, List<Problem>> broken,
        List<Problem> problems,
        Paths paths,
        DimensionNames dimensions,
        Almanac almanac) {

    /// @param openedFrom why the template behind it could be opened or not; empty for other metrics
    public record BoundMetric(DataPoint.Metric definition, Formula formula, String database, String openedFrom) {}

    public Relations relations(String database) {
        var found = databases.get(database);
        if (found == null) throw new IllegalArgumentException("no such database: " + database);
        return found;
    }

    /// How [#broken] names a definition.
    /// What tells the rows of each table of a database apart, as its entity declares.
    public Map<Table.Name, List<String>> keys(String database) {
        Map<Table.Name, List<String>> keys = new HashMap<>();
        for (var entity : entities.values())
            if (entity.database().equals(database) && !entity.key().isEmpty())
                keys.put(entity.table().name(), entity.rowKey());
        return keys;
    }

    public static String key(DataPoint point) {
        return point.type().word() + ":" + point.id();
    }

    public BoundEntity entity(String id) {
        var found = entities.get(id);
        if (found == null) throw new IllegalArgumentException("no such entity: " + id);
        return found;
    }

    /// In which local times of an expression over an entity are written: that of the table whose column it is.
    public ZoneId zoneOf(BoundEntity entity, BoundExpression expression) {
        if (expression.columns().isEmpty()) return entity.zone();
        var path = expression.columns().getFirst().path();
        var last = path.isEmpty() ? null : path.getLast();
        return last == null || last.metric() != null
                ? entity.zone()
                : entity(last.to()).zone();
    }

    public BoundMetric metric(String id) {
        var found = metrics.get(id);
        if (found == null) throw new IllegalArgumentException("no such metric: " + id);
        return found;
    }
}
