package io.datachat.apex.plan.lift;

import io.datachat.apex.resolve.model.Model;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// What recognises metrics in the SQL of each database of one model, made when it is first asked.
public final class Liftings {
    private final Model model;
    private final ZoneId zone;
    private final Map<String, Lifting> open = new ConcurrentHashMap<>();
    private final Map<String, Lifting> governed = new ConcurrentHashMap<>();

    /// @param zone of questions that name none
    public Liftings(Model model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
    }

    /// @param rules  whether access rules hold for who asks
    /// @param values of the plan's parameters
    public Lift of(String database, boolean rules, RelNode sql, List<@Nullable Object> values) {
        return (rules ? governed : open)
                .computeIfAbsent(database, name -> new Lifting(model, name, zone, rules))
                .lift(sql, values);
    }
}
