package io.datachat.apex.plan.lift;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.plan.lift.form.Literals;
import io.datachat.apex.plan.lift.form.Rooted;
import io.datachat.apex.plan.lift.form.Unlike;
import io.datachat.apex.plan.lift.form.Way;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.DimensionNames.Reading;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Step;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// The dimensions that the joined tables offer, by how they are spelled.
final class Dimensions {
    private final Model model;
    private final DatabaseCatalog catalog;
    private final BoundEntity entity;
    private final Set<String> joined;
    private final Map<String, Dimension> values = new HashMap<>();
    private final Map<String, Dimension> moments = new HashMap<>();
    private final Map<String, Dimension> present = new HashMap<>();

    /// @param name as it is written in a question
    record Dimension(String name, DataType type, ZoneId zone) {}

    private Dimensions(Model model, DatabaseCatalog catalog, BoundEntity entity, Set<String> joined) {
        this.model = model;
        this.catalog = catalog;
        this.entity = entity;
        this.joined = joined;
    }

    static Dimensions of(Model model, BoundEntity entity, Rooted rows) {
        var joined = rows.ways().values().stream().map(Way::text).collect(Collectors.toCollection(HashSet::new));
        var found = new Dimensions(model, rows.catalog(), entity, joined);
        found.walk(entity, List.of());
        return found;
    }

    Optional<Dimension> value(String spelled) {
        return Optional.ofNullable(values.get(spelled));
    }

    Optional<Dimension> moment(String spelled) {
        return Optional.ofNullable(moments.get(spelled));
    }

    /// One that has a value exactly where the condition holds.
    Optional<Dimension> present(String condition) {
        return Optional.ofNullable(present.get(condition));
    }

    private void walk(BoundEntity at, List<Step> steps) {
        at.dimensions()
                .forEach((name, expression) -> add(
                        steps.isEmpty() ? model.dimensions().shortest(at.id(), name) : path(steps, name),
                        expression.after(steps)));
        if (steps.isEmpty()) key(at.id());
        for (var step : at.steps().values()) {
            if (step.toMany() || step.metric() != null) continue;
            key(path(steps, step.role()));
            List<Step> further = new ArrayList<>(steps);
            further.add(step);
            var way = Way.along(model, entity, further, catalog);
            if (joined.contains(way.text())) walk(model.entity(step.to()), further);
        }
    }

    private String path(List<Step> steps, String last) {
        return Step.spell(entity.id(), steps) + "." + last;
    }

    private void key(String name) {
        if (model.dimensions().read(name) instanceof Reading.At(var address)
                && address.entity().equals(entity)) add(name, address.after(List.of()));
    }

    private void add(String name, BoundExpression expression) {
        var _ = added(name, expression);
    }

    /// What cannot be spelled is no way to ask.
    private boolean added(String name, BoundExpression expression) {
        try {
            var columns = new Known.Columns(model, catalog, entity);
            var rex = columns.placed(expression);
            var spelling = columns.spelling();
            var dimension = new Dimension(name, expression.type(), model.zoneOf(entity, expression));
            values.putIfAbsent(spelling.of(rex), dimension);
            moments.putIfAbsent(spelling.moment(rex), dimension);
            var there = Literals.call(SqlStdOperatorTable.IS_NOT_NULL, rex);
            present.putIfAbsent(spelling.condition(there), dimension);
            return true;
        } catch (Unlike unspelled) {
            return false;
        }
    }
}
