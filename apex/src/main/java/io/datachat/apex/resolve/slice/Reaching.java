package io.datachat.apex.resolve.slice;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Paths;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.model.Step;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the way from an entity to what a question names, and remembers which metrics serve as dimensions.
public final class Reaching {
    private final Model model;
    private final List<Problem> problems;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    Reaching(Model model, List<Problem> problems) {
        this.model = model;
        this.problems = problems;
    }

    /// @param zone in which local times of the expression are written
    record Reached(BoundExpression expression, ZoneId zone, boolean overlaps) {}

    /// A metric per key of an entity.
    public record Part(BoundEntity entity, String metric) {}

    /// By the target of the step that leads to it.
    public Map<String, Part> parts() {
        return parts;
    }

    /// Remembers the metrics that an expression reads as dimensions.
    void notice(BoundExpression expression) {
        for (var column : expression.columns())
            for (var step : column.path())
                if (step.metric() != null) parts.put(step.to(), new Part(model.entity(step.from()), step.metric()));
    }

    @Nullable
    Reached reach(BoundEntity from, String written, Address address) {
        return switch (model.paths().between(from.id(), address.entity().id())) {
            case Paths.Path.Found(var steps, boolean overlaps) -> {
                var expression = address.after(steps);
                notice(expression);
                yield new Reached(expression, zoneOf(from, expression), overlaps);
            }
            case Paths.Path.Ambiguous(var ways) -> {
                var spelled =
                        ways.stream().map(way -> Step.spell(from.id(), way)).toList();
                problems.add(Problem.of(
                                ResolveCode.AMBIGUOUS_PATH,
                                "'" + written + "' can be reached from " + from.id() + " in several equally short ways")
                        .hint("write the role you mean")
                        .choices(spelled.stream()
                                .map(way -> way + "." + address.name())
                                .toList()));
                yield null;
            }
            case Paths.Path.None(boolean throughParent) -> {
                problems.add(unreachable(from, written, address, throughParent));
                yield null;
            }
        };
    }

    private static Problem unreachable(BoundEntity from, String written, Address address, boolean throughParent) {
        var problem = Problem.of(
                ResolveCode.NO_PATH,
                "'" + written + "' cannot slice " + from.id() + ": no relationship leads to "
                        + address.entity().id());
        return throughParent
                ? problem.hint("the two only share a parent: each " + from.id() + " would meet every "
                        + address.entity().id() + " of it. Ask for a dimension of the shared parent")
                : problem.hint("declare a relationship on entity " + from.id());
    }

    /// Whether a row of a table with a history is looked up on the way.
    boolean throughHistory(BoundExpression expression) {
        return expression.columns().stream()
                .flatMap(column -> column.path().stream())
                .anyMatch(
                        step -> step.metric() == null && model.entity(step.to()).valid() != null);
    }

    /// Values without a metric keep rows that meet nothing: which of them a third table would meet is not told.
    boolean refused(String written, Reached reached) {
        var behind = reached.expression().columns().stream()
                .flatMap(column -> column.path().stream())
                .anyMatch(step ->
                        step.on().stream().anyMatch(pair -> pair.column().contains(".")));
        if (behind)
            problems.add(Problem.of(
                            ResolveCode.NO_PATH,
                            "'" + written + "' is reached by a relationship on a column of another table, which values"
                                    + " without a metric cannot follow")
                    .hint("ask for it with a metric"));
        return behind;
    }

    ZoneId zoneOf(BoundEntity entity, BoundExpression expression) {
        return model.zoneOf(entity, expression);
    }
}
