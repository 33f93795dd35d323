package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entity with its table, columns and neighbours found.
///
/// @param key   columns of the primary key in the catalog's spelling; empty when none is declared
/// @param time  the default time of its measures
/// @param zone  in which its timestamps without zone are written
/// @param steps by role, to-one and to-many
public record BoundEntity(
        DataPoint.Entity definition,
        String database,
        Table table,
        List<String> key,
        @Nullable BoundExpression time,
        ZoneId zone,
        Map<String, BoundExpression> dimensions,
        Map<String, Step> steps) {
    public BoundEntity {
        key = List.copyOf(key);
    }

    public String id() {
        return definition.id();
    }
}
