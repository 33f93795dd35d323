package io.datachat.apex.datapoint.change;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.EntityDimension;
import io.datachat.apex.datapoint.DataPoint.Relationship;

final class EntityChanges {
    private EntityChanges() {}

    static void compare(Comparison comparison, Entity old, Entity now) {
        comparison.same(ChangeCode.ROWS_CHANGED, "database", old.database(), now.database());
        comparison.same(ChangeCode.ROWS_CHANGED, "source", old.source(), now.source());
        comparison.same(ChangeCode.ROWS_CHANGED, "primary_key", old.primaryKey(), now.primaryKey());
        comparison.same(ChangeCode.ROWS_CHANGED, "time", old.time(), now.time());
        comparison.same(ChangeCode.ROWS_CHANGED, "time_zone", old.timeZone(), now.timeZone());
        for (var dimension : old.dimensions()) dimension(comparison, dimension, now);
        for (var relationship : old.relationships()) relationship(comparison, relationship, now);
    }

    private static void dimension(Comparison comparison, EntityDimension old, Entity entity) {
        var now = entity.dimensions().stream()
                .filter(dimension -> dimension.name().equals(old.name()))
                .findFirst();
        if (now.isEmpty()) {
            comparison.report(ChangeCode.DIMENSION_REMOVED, "dimensions", "dimension '" + old.name() + "' is gone");
            return;
        }
        var before = column(old);
        var after = column(now.get());
        if (before.equals(after)) return;
        comparison.report(
                ChangeCode.DIMENSION_CHANGED,
                "dimensions[" + entity.dimensions().indexOf(now.get()) + "]",
                "dimension '" + old.name() + "' was '" + before + "' and is '" + after + "'");
    }

    private static String column(EntityDimension dimension) {
        var expression = MetricChanges.plain(dimension.expression());
        var column = expression == null ? dimension.name() : expression;
        return dimension.type() == null ? column : column + " as " + dimension.type();
    }

    private static void relationship(Comparison comparison, Relationship old, Entity entity) {
        var now = entity.relationships().stream()
                .filter(relationship -> relationship.role().equals(old.role()))
                .findFirst();
        if (now.isEmpty()) {
            comparison.report(ChangeCode.ROLE_REMOVED, "relationships", "relationship '" + old.role() + "' is gone");
            return;
        }
        var path = "relationships[" + entity.relationships().indexOf(now.get()) + "]";
        comparison.same(
                ChangeCode.ROLE_CHANGED, path + ".to", old.to(), now.get().to());
        comparison.same(
                ChangeCode.ROLE_CHANGED,
                path + ".cardinality",
                old.cardinality(),
                now.get().cardinality());
        comparison.same(
                ChangeCode.ROLE_CHANGED, path + ".on", old.on(), now.get().on());
    }
}
