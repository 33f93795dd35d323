package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.time.Grain;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entity with its table, columns and neighbours found.
///
/// @param key   columns of the primary key in the catalog's spelling; empty when none is declared
/// @param valid when each row holds; null when there is one row per key
/// @param calendar what makes it a calendar; null when it is none
/// @param time  the default time of its measures
/// @param zone  in which its timestamps without zone are written
/// @param steps by role, to-one and to-many
public record BoundEntity(
        DataPoint.Entity definition,
        String database,
        Table table,
        List<String> key,
        @Nullable Validity valid,
        @Nullable Calendar calendar,
        @Nullable BoundExpression time,
        ZoneId zone,
        Map<String, BoundExpression> dimensions,
        Map<String, Step> steps) {
    public BoundEntity {
        key = List.copyOf(key);
    }

    /// Columns between whose times a row holds.
    public record Validity(String from, String to) {}

    /// @param moment  the column with the first moment of each row
    /// @param periods columns by the name of the period that they hold
    public record Calendar(Grain grain, String moment, Map<String, String> periods) {}

    /// What tells its rows apart; of a table with a history the key alone does not.
    public List<String> rowKey() {
        if (valid == null || key.isEmpty()) return key;
        List<String> all = new ArrayList<>(key);
        all.add(valid.from());
        return all;
    }

    /// The step to an own column of a relationship that lies behind a role: `listing.user_id`. Empty for its own
    /// columns.
    public List<Step> way(String column) {
        var dot = column.indexOf('.');
        var step = dot < 0 ? null : steps.get(column.substring(0, dot));
        return step == null ? List.of() : List.of(step);
    }

    public String id() {
        return definition.id();
    }
}
