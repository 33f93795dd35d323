package io.datachat.apex.plan.lift;

import io.datachat.apex.resolve.model.Model;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// What recognises metrics in the SQL of each database of one model, made when it is first asked.
///
/// @param zone of questions that name none
public record Liftings(Model model, ZoneId zone, Map<String, Lifting> open, Map<String, Lifting> governed) {
    public Liftings(Model model, ZoneId zone) {
        this(model, zone, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    /// @param rules  whether access rules hold for who asks
    /// @param values of the plan's parameters
    public Lift of(String database, boolean rules, RelNode sql, List<@Nullable Object> values) {
        return (rules ? governed : open)
                .computeIfAbsent(database, name -> new Lifting(model, name, zone, rules))
                .lift(sql, values);
    }
}
