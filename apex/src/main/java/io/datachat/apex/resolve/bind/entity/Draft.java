package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Step;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entity whose table is found and whose expressions are not bound yet.
///
/// @param unique other keys
/// @param steps filled while relationships are bound
public record Draft(
        DataPoint.Entity definition,
        String database,
        Table table,
        List<String> key,
        List<List<String>> unique,
        BoundEntity.@Nullable Validity valid,
        BoundEntity.@Nullable Calendar calendar,
        ZoneId zone,
        Map<String, Step> steps) {

    public String id() {
        return definition.id();
    }

    Optional<DataPoint.EntityDimension> dimension(String name) {
        return definition.dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst();
    }

    int ordinal(Table.Column column) {
        return table.columns().indexOf(column);
    }

    List<String> columnNames() {
        return table.columns().stream().map(Table.Column::name).toList();
    }
}
